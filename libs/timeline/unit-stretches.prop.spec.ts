import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { BEFORE_ALL, FOREVER } from './days.js';
import { F, FactStore, WIDTH } from './fact-store.js';
import { NOTHING_READ, type UnitReading } from './unit-readings.js';
import { UnitStretches } from './unit-stretches.js';

const UNITS = 3;

/** Days of a unit's facts, one fact more. */
function takeIn(store: FactStore, unit: number, days: number[], day: number): void {
  days.push(day);
  days.sort((a, b) => a - b);
  store.extend(unit);
  const facts = new Int32Array(days.length * WIDTH);
  days.forEach((on, i) => {
    facts[i * WIDTH + F.day] = on;
    facts[i * WIDTH + F.horizon] = days.length;
  });
  store.scatter(unit, facts);
}

/** The stretch of a day, by looking at every fact. */
function plainly(days: readonly number[], day: number) {
  const before = days.filter((on) => on <= day);
  const after = days.filter((on) => on > day);
  return { since: before.at(-1) ?? BEFORE_ALL, until: after[0] ?? FOREVER };
}

const step = fc.oneof(
  fc.record({ kind: fc.constant('fact' as const), unit: fc.nat(UNITS - 1), day: fc.integer({ min: -20, max: 20 }) }),
  fc.record({
    kind: fc.constant('question' as const),
    unit: fc.nat(UNITS - 1),
    day: fc.integer({ min: -22, max: 22 }),
  }),
  fc.record({ kind: fc.constant('forget' as const), unit: fc.constant(0), day: fc.constant(0) }),
);

describe('the stretches of a unit’s days', () => {
  it('are those between its facts, and what was read in one is kept until another fact of the unit is taken in', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
        const store = new FactStore();
        const days = Array.from({ length: UNITS }, (): number[] => []);
        for (const _ of days) store.addUnit();
        const stretches = new UnitStretches(store, () => true, UNITS);
        /** What is kept, as `unit since`. */
        const kept = new Map<string, UnitReading>();
        for (const { kind, unit, day } of steps) {
          if (kind === 'forget') {
            stretches.forget();
            kept.clear();
          } else if (kind === 'fact') {
            takeIn(store, unit, days[unit]!, day);
            for (const key of kept.keys()) if (key.startsWith(`${unit} `)) kept.delete(key);
          } else {
            const stretch = stretches.at(unit, unit, day);
            const since = stretches.since(stretch);
            expect({ since, until: stretches.until(unit, stretch) }).toEqual(plainly(days[unit]!, day));
            expect(stretches.knownFrom(unit, stretch)).toBe(store.lastHorizon(unit));
            const key = `${unit} ${since}`;
            expect(stretches.reading(stretch)).toBe(kept.get(key));
            if (kept.has(key)) continue;
            kept.set(key, stretches.keep(stretch, day % 2 === 0 ? NOTHING_READ : { ...NOTHING_READ, label: key }));
          }
        }
        for (let unit = 0; unit < UNITS; unit++) stretches.at(unit, unit, 0);
        expect(stretches.kept).toBe([...kept.values()].filter((reading) => reading !== NOTHING_READ).length);
      }),
      { numRuns: 300 },
    );
  });
});
