import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { computePlan } from '../compute-plan.js';
import { PLAN_GROUPS, type PlanDocument, type PlanGroup } from '../document.js';
import type { MovementFacts, PlanFacts } from '../facts.js';
import { arbitraryFacts } from '../testing/arbitrary-facts.js';
import { ADDRESSES, explainNumber } from './explain.js';

const RUNS = { numRuns: Number(process.env['PROP_RUNS'] ?? 300) };

type Plan = Omit<PlanDocument, 'digest'>;

/** Numbers of the Comuni, of ALER and of the Ambito that stand in the document under an address. */
function inDocument({ letters, tab1, tab2 }: Plan, address: string): ((group: PlanGroup) => unknown) | undefined {
  const [table = '', column = ''] = address.split('.');
  const totals = (letters as unknown as Record<string, { totals?: Record<PlanGroup, Record<string, unknown>> }>)[table];
  if (totals?.totals) return (group) => totals.totals![group][column];
  if (table === 'tab1') return (group) => tab1[group][column as keyof typeof tab1.ALER];
  if (table === 'tab2') return (group) => tab2[group][column as keyof typeof tab2.ALER];
  return undefined;
}

/** The others: of the whole Ambito only. */
function ofAmbito({ annexA, annexB, response, measures }: Plan, address: string): unknown {
  const [table = '', column = ''] = address.split('.');
  switch (table) {
    case 'annexA':
      return annexA.totals[column as keyof Omit<typeof annexA.totals, 'nulls'>];
    case 'annexB':
      return column === 'vacantAndAsIs' ? annexB.vacantAndAsIs.length : annexB[column as 'lotRows' | 'distinctUnits'];
    case 'response':
      return response[column as 'answered' | 'owners'];
    default:
      return column === 'openVoids'
        ? measures.openVoids.AMBITO.reduce((sum, { units }) => sum + units, 0)
        : measures.movements?.AMBITO[column as 'releases' | 'assignments' | 'releasesOfTurnover'];
  }
}

/** Nothing to add up is nothing known where it is opened, and 0 or not known in a total. */
const orZero = (number: unknown) => number ?? 0;

const filterOf = (group: PlanGroup) => (group === 'AMBITO' ? {} : { owner: group });

/** Percentages do not add up: they are held against each row instead. */
const isPercent = (address: string) => /percent/i.test(address);

/** Movements of the year, made of what there is: each unit was released, each assignment let one. */
function movementsOf({ year, units, assignments }: PlanFacts): MovementFacts {
  const releases = units.map(({ unitId, label, owner, municipality }, i) => {
    return { unitId, label, owner, municipality, effectiveOn: '2024-05-01', cause: i % 2 ? 'mobility' : null };
  });
  const lettings = assignments.map(({ unitId, label, owner, municipality, channel, effectiveOn }) => {
    return {
      unitId,
      label,
      owner,
      municipality,
      channel,
      effectiveOn,
      voidSince: null,
      worksEndedOn: null,
      firstLet: false,
    };
  });
  return { year: year - 1, releases, lettings, stockOn: [] };
}

describe('every number of a plan', () => {
  it('opens to rows that come to it, in the letters, the annexes, the tables, the response and the measures', () => {
    fc.assert(
      fc.property(arbitraryFacts, (facts: PlanFacts) => {
        const options = { movements: movementsOf(facts) };
        const plan = computePlan(facts, options);
        fc.pre(plan.position !== null);
        for (const address of ADDRESSES.filter((address) => !isPercent(address))) {
          const inGroup = inDocument(plan, address);
          for (const group of inGroup ? PLAN_GROUPS : []) {
            const { number } = explainNumber(facts, address, filterOf(group), options);
            expect([address, group, orZero(number)]).toEqual([address, group, orZero(inGroup!(group))]);
          }
          if (inGroup || /^(h|ib)\./.test(address)) continue;
          expect([address, orZero(explainNumber(facts, address, {}, options).number)]).toEqual([
            address,
            orZero(ofAmbito(plan, address)),
          ]);
        }
        const { h, i } = plan.letters;
        for (const [address, rows] of [
          ['h.units', h.rows],
          ['ib.units', i.b.rows],
        ] as const) {
          expect(explainNumber(facts, address).rows.map(({ number }) => number)).toEqual(
            rows.map(({ units }) => units),
          );
        }
        const excesses = h.rows.map(({ percentOver20 }) => percentOver20).filter((percent) => percent !== null);
        expect(explainNumber(facts, 'h.percentOver20').rows.map(({ number }) => number)).toEqual(excesses);
        for (const { owner, percentOver20, percentPolice } of plan.annexA.rows) {
          expect(explainNumber(facts, 'annexA.percentOver20', { owner }).number).toBe(percentOver20);
          expect(explainNumber(facts, 'annexA.percentPolice', { owner }).number).toBe(percentPolice);
        }
      }),
      RUNS,
    );
  });
});
