import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Value } from 'typebox/value';
import { canonicalJson } from './canonical.js';
import { computePlan } from './compute-plan.js';
import { diffPlans } from './diff.js';
import { PLAN_GROUPS, type Cell, type Letters, type Support } from './document.js';
import { planSchema } from './schema.js';
import { sealPlan } from './seal.js';
import { arbitraryFacts, shuffled } from './testing/arbitrary-facts.js';
import { asIs, comune, counted, free, of, stock, submitted } from './testing/facts.js';

const RUNS = { numRuns: Number(process.env['PROP_RUNS'] ?? 200) };
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const known = (numbers: readonly (number | null)[]) => numbers.filter((number) => number !== null);
const sum = (numbers: readonly (number | null)[]) => known(numbers).reduce((total, number) => total + number, 0);

type AnyRow = Cell & Readonly<Record<string, unknown>>;
type AnyTotals = Readonly<
  Record<string, Readonly<Record<string, unknown>> & { readonly nulls?: Readonly<Record<string, number>> }>
>;

function lettersWithTotals({ a, b, c, d, e, f, g, j, k }: Letters) {
  const letters = { a, b, c, d, e, f, g, j, k } as unknown as Readonly<
    Record<string, { rows: readonly AnyRow[]; totals: AnyTotals }>
  >;
  return Object.entries(letters);
}

describe('whatever the facts', () => {
  it('rows and columns of g agree: each row’s total is the sum of its columns, each total that of its rows', () => {
    fc.assert(
      fc.property(arbitraryFacts, (facts) => {
        const { g } = computePlan(facts).letters;
        for (const { free: e, renovation, asIs: b, conferred, total } of g.rows) {
          const parts = [e, renovation, b, conferred];
          expect(total).toBe(known(parts).length === 0 ? null : sum(parts));
        }
        const { free: e, renovation, asIs: b, conferred, total } = g.totals.AMBITO;
        expect(total ?? 0).toBe(sum([e, renovation, b, conferred]));
      }),
      RUNS,
    );
  });

  it('a plan that shares lists with another says what it says by itself', () => {
    const lists = ['bodies', 'lots', 'sourceStatuses'] as const;
    fc.assert(
      fc.property(arbitraryFacts, arbitraryFacts, fc.subarray([...lists]), (before, facts, shared) => {
        const sharing = { ...facts, ...Object.fromEntries(shared.map((list) => [list, before[list]])) };
        const alone = computePlan(structuredClone(sharing));
        computePlan(before);
        expect(computePlan(sharing)).toEqual(alone);
      }),
      RUNS,
    );
  });

  it('a unit is in g at most once, and g counts exactly its units and what no unit supports', () => {
    fc.assert(
      fc.property(arbitraryFacts, (facts) => {
        const { g, j } = computePlan(facts).letters;
        const units = g.rows.flatMap(({ unitIds }) => unitIds);
        expect(new Set(units).size).toBe(units.length);
        for (const row of g.rows) expect(row.unitIds.length + row.unsupported).toBe(row.total ?? 0);
        for (const { unitIds } of j.rows) expect(units).toEqual(expect.arrayContaining([...unitIds]));
      }),
      RUNS,
    );
  });

  it('every number of units is its units and what no unit supports', () => {
    fc.assert(
      fc.property(arbitraryFacts, (facts) => {
        const { b, c, d, e, f, j, k } = computePlan(facts).letters;
        const check = (number: number | null, { unitIds, unsupported }: Support) =>
          expect(unitIds.length + unsupported).toBe(number ?? 0);
        for (const letter of [b, c, d, f, j]) for (const row of letter.rows) check(row.units, row);
        for (const row of k.rows) check(row.assigned, row);
        for (const row of e.rows) check(row.total, { ...row, unitIds: [...row.unitIds, ...row.turnoverUnitIds] });
      }),
      RUNS,
    );
  });

  it('every total adds the known numbers of its rows and says how many were null', () => {
    fc.assert(
      fc.property(arbitraryFacts, (facts) => {
        for (const [, { rows, totals }] of lettersWithTotals(computePlan(facts).letters)) {
          for (const group of PLAN_GROUPS) {
            const { nulls, ...columns } = totals[group]!;
            const members = rows.filter(({ ownerKind }) => group === 'AMBITO' || ownerKind === group);
            for (const [column, total] of Object.entries(columns)) {
              const numbers = members.map((row) => row[column] as number | null);
              expect(total ?? 0).toBe(sum(numbers));
              expect(nulls?.[column] ?? 0).toBe(numbers.length - known(numbers).length);
            }
          }
        }
      }),
      RUNS,
    );
  });

  it('a declared count is never wiped out: the owner’s rows of that letter are at least as many', () => {
    fc.assert(
      fc.property(arbitraryFacts, (facts) => {
        const { letters } = computePlan(facts);
        const rowsOf = { b: letters.b, c: letters.c, d: letters.d, f: letters.f, j: letters.j };
        for (const { owner, year, figures } of facts.declarations) {
          if (year !== facts.year) continue;
          const name = facts.bodies.find(({ id }) => id === owner)?.name;
          for (const { letter, basis, units, sameUnits } of figures) {
            if (!(letter in rowsOf) || basis !== 'count' || sameUnits !== null) continue;
            const { rows } = rowsOf[letter as keyof typeof rowsOf];
            expect(sum(rows.filter((row) => row.owner === name).map((row) => row.units))).toBeGreaterThanOrEqual(
              units ?? 0,
            );
          }
        }
      }),
      RUNS,
    );
  });

  it('the order in which facts are given changes no byte', () => {
    fc.assert(
      fc.property(
        arbitraryFacts.chain((facts) => fc.tuple(fc.constant(facts), shuffled(facts))),
        ([facts, others]) => {
          expect(canonicalJson(computePlan(others))).toBe(canonicalJson(computePlan(facts)));
        },
      ),
      RUNS,
    );
  });

  it('another owner moves no row but its own, and of the totals only those it adds to', () => {
    fc.assert(
      fc.property(arbitraryFacts, (facts) => {
        const more = {
          ...facts,
          bodies: [...facts.bodies, comune('Castelverde')],
          declarations: [...facts.declarations, submitted('Castelverde', counted('c', 2), counted('k', 3))],
          units: [...facts.units, free('V1', of('Castelverde')), asIs('V2', of('Castelverde'))],
          stock: [...facts.stock, stock('Castelverde', 39)],
        };
        const { changes } = diffPlans(computePlan(facts), computePlan(more));
        const own = /^(annexA\/Castelverde|[a-z.]+\/COMUNE\/Castelverde)\//;
        const sums = /^(totals\/[a-z]\/(COMUNE|AMBITO)|tab[12]|annexA\/totals|response)\//;
        expect(changes.map(({ cell }) => cell).filter((cell) => !own.test(cell) && !sums.test(cell))).toEqual([]);
      }),
      RUNS,
    );
  });

  it('the plan is valid by its schema', () => {
    fc.assert(
      fc.property(arbitraryFacts, (facts) => {
        expect([...Value.Errors(planSchema, sealPlan(computePlan(facts), sha256))]).toEqual([]);
      }),
      RUNS,
    );
  });
});
