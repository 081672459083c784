import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { yearOf } from '#temporal';
import { computePlan } from '../compute-plan.js';
import type { PlanFacts, StockRow } from '../facts.js';
import { arbitraryFacts } from '../testing/arbitrary-facts.js';
import { RULE_SETS } from '../rule-sets/index.js';
import { RegionPlanner } from './region-planner.js';
import { numbersOfAmbito, numbersOfRegion, totalsOfAmbito } from './testing/plan-numbers.js';
import { GroupNumbers, regionFactsOf } from './testing/region-facts.js';

const RUNS = { numRuns: Number(process.env['PROP_RUNS'] ?? 300) };
const COLUMN = { SAP: 'sap', SAS: 'sas', OTHER: 'other' } as const;

/** Facts of an Ambito of that name: its units are no other's. */
function inAmbito(facts: PlanFacts, ambito: string): PlanFacts {
  const own = (unitId: string) => `${ambito}-${unitId}`;
  const declarations = facts.declarations.map((declaration) => ({
    ...declaration,
    figures: declaration.figures.map((figure) => {
      const { sameUnits } = figure;
      return { ...figure, sameUnits: sameUnits && { ...sameUnits, units: sameUnits.units.map(own) } };
    }),
  }));
  return { ...facts, ambito, declarations, units: facts.units.map((unit) => ({ ...unit, unitId: own(unit.unitId) })) };
}

/** Facts that hang together: the stock is that of the units, and only what a plan looks at is among them. */
function consistent(facts: PlanFacts, validAt: string): PlanFacts {
  const named = new Set(
    facts.declarations.flatMap(({ figures }) => figures.flatMap((figure) => figure.sameUnits?.units ?? [])),
  );
  const units = facts.units.filter(({ stock, unitId }) => stock !== 'OUT' || named.has(unitId));
  const stock = new Map<string, { -readonly [F in keyof StockRow]: StockRow[F] }>();
  for (const { owner, municipality, serviceClass } of units.filter((unit) => unit.stock === 'IN_STOCK')) {
    const row = stock.get(`${owner} ${municipality}`) ?? { owner, municipality, sap: 0, sas: 0, other: 0 };
    stock.set(`${owner} ${municipality}`, row);
    row[COLUMN[serviceClass]]++;
  }
  const assignments = facts.assignments.filter(
    ({ effectiveOn }) => yearOf(effectiveOn) === facts.year - 1 && effectiveOn <= validAt,
  );
  return { ...facts, validAt, units, assignments, stock: [...stock.values()] };
}

/** Two Ambiti with the same bodies and the same names of units, of which every owner may be in both. */
const regions = fc
  .tuple(arbitraryFacts, arbitraryFacts)
  .map(
    ([one, other]) =>
      [consistent(inAmbito(one, 'uno'), one.validAt), consistent(inAmbito(other, 'due'), one.validAt)] as const,
  );

describe('the plan of the Region', () => {
  it('gives for every Ambito the numbers of its own plan, whatever the planner computed before', () => {
    fc.assert(
      fc.property(fc.array(regions, { minLength: 1, maxLength: 3 }), (asked) => {
        const [planner, numbers] = [new RegionPlanner(), new GroupNumbers()];
        for (const ambiti of asked) {
          const region = planner.compute(regionFactsOf(ambiti, numbers));
          for (const facts of ambiti) {
            const { letters } = computePlan(facts);
            expect(numbersOfRegion(region, facts.ambito)).toEqual(numbersOfAmbito(letters));
            const totals = region.ambiti.find(({ ambito }) => ambito === facts.ambito)?.totals;
            expect(totals).toEqual(totalsOfAmbito(letters));
          }
        }
      }),
      RUNS,
    );
  });

  it('follows the rule set asked for, and years, dates and names that change under the same reference', () => {
    fc.assert(
      fc.property(regions, fc.constantFrom(...RULE_SETS), fc.constantFrom(2024, 2025, 2026), (ambiti, { id }, year) => {
        const planner = new RegionPlanner();
        const numbers = new GroupNumbers();
        const first = regionFactsOf(ambiti, numbers);
        planner.compute(first);
        for (const validAt of ['2024-12-31', '2024-06-01', '2025-03-10']) {
          const later = ambiti.map((facts) => consistent({ ...facts, year }, validAt));
          const facts = { ...regionFactsOf(later, numbers), reference: first.reference };
          const region = planner.compute(facts, { ruleSet: id });
          for (const own of later) {
            const { letters } = computePlan(own, { ruleSet: id });
            expect(numbersOfRegion(region, own.ambito)).toEqual(numbersOfAmbito(letters));
          }
        }
      }),
      { numRuns: Math.ceil(RUNS.numRuns / 3) },
    );
  });

  it('follows lots that close and open again, whatever was computed before under the same bodies and declarations', () => {
    fc.assert(
      fc.property(regions, fc.array(fc.boolean(), { minLength: 2, maxLength: 4 }), (ambiti, asked) => {
        const [planner, numbers] = [new RegionPlanner(), new GroupNumbers()];
        const first = regionFactsOf(ambiti, numbers);
        for (const turned of asked) {
          const then = ambiti.map((facts) => {
            return { ...facts, lots: facts.lots.map((lot) => ({ ...lot, open: lot.open !== turned })) };
          });
          const facts = regionFactsOf(then, numbers);
          const { bodies, declarations } = first.reference;
          const region = planner.compute({ ...facts, reference: { ...facts.reference, bodies, declarations } });
          for (const own of then) {
            expect(numbersOfRegion(region, own.ambito)).toEqual(numbersOfAmbito(computePlan(own).letters));
          }
        }
      }),
      { numRuns: Math.ceil(RUNS.numRuns / 3) },
    );
  });
});
