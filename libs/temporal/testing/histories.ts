import fc from 'fast-check';
import type { CivilDate } from '../civil-date.js';
import { EVENT_ANNULLED, type AsOf, type Fact } from '../fact.js';

/** How many random cases a property is tried on: `PROP_RUNS` in the environment, or the default. */
export function runs(byDefault: number): number {
  return Number(process.env['PROP_RUNS'] ?? byDefault);
}

/** What a step of a random history does. */
interface Step {
  readonly kind: 'fact' | 'annul' | 'replace';
  readonly day: number;
  /** Which earlier event it is about, counted from the first. */
  readonly about: number;
  readonly value: number;
  readonly gap: number;
}

/** A fact of a random history: it says a number. */
export interface Said extends Fact {
  readonly data: Fact['data'] & { readonly value: number; readonly target?: string };
}

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom('fact', 'fact', 'fact', 'annul', 'replace'),
  // Few days, so that many facts share one.
  day: fc.integer({ min: 0, max: 5 }),
  about: fc.nat(11),
  value: fc.nat(3),
  gap: fc.integer({ min: 1, max: 3 }),
});

/**
 * Random streams: back-dated and same-day facts, annulments (also of annulments, of nothing, of what is annulled),
 * replacements with and without an annulment, replacements of replacements, positions with gaps.
 */
export const histories: fc.Arbitrary<readonly Said[]> = fc.array(step, { maxLength: 12 }).map((steps) => {
  let position = 0;
  return steps.map(({ kind, day, about, value, gap }, revision): Said => {
    position += gap;
    const effectiveOn = dayOf(day);
    const common = { id: `e${revision}`, revision, position };
    if (kind === 'annul') {
      return { ...common, type: EVENT_ANNULLED, data: { effectiveOn, value, target: `e${about}` } };
    }
    const replaces = kind === 'replace' ? { replaces: `e${about}` } : {};
    return { ...common, type: 'Said', data: { effectiveOn, value, ...replaces } };
  });
});

/** A coordinate somewhere among the days and positions of such histories. */
export const coordinates: fc.Arbitrary<AsOf> = fc
  .record({ day: fc.option(fc.integer({ min: -1, max: 6 })), knownAt: fc.option(fc.nat(40)) })
  .map(({ day, knownAt }) => ({
    ...(day !== null && { validAt: dayOf(day) }),
    ...(knownAt !== null && { knownAt }),
  }));

function dayOf(day: number): CivilDate {
  return `2024-03-${String(day + 10)}`;
}
