import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MovementSums } from './movement-sums.js';

const RUNS = Number(process.env['PROP_RUNS'] ?? 300);
const KEYS = 6;

/** Keys of even numbers are those of lets. */
const isLet = (key: number) => key % 2 === 0;

/** Days over several pages, in any order; several entries may be one event's. */
const entry = fc.record({
  step: fc.nat({ max: 2 }),
  day: fc.integer({ min: -120, max: 120 }),
  key: fc.nat({ max: KEYS - 1 }),
  unit: fc.nat({ max: 3 }),
  sign: fc.constantFrom(1, -1),
});
/** Spans that overlap and come back, so that a sum kept is met again after more came to be known. */
const question = fc.record({
  after: fc.nat({ max: 40 }),
  from: fc.constantFrom(-100, -40, 0),
  to: fc.constantFrom(-30, 10, 90),
  known: fc.nat({ max: 80 }),
});

describe('movements of some days', () => {
  it('are those noted and not taken back, as far as known, whatever was asked and kept before', () => {
    fc.assert(
      fc.property(
        fc.array(entry, { maxLength: 40, size: 'max' }),
        fc.array(question, { maxLength: 30, size: 'max' }),
        (entries, questions) => {
          const sums = new MovementSums(isLet);
          const noted: { ordinal: number; day: number; key: number; sign: number }[] = [];
          let ordinal = 1;
          entries.forEach(({ step, day, key, unit, sign }, index) => {
            ordinal += step;
            noted.push({ ordinal, day, key, sign });
            sums.ledger.add(ordinal, day, key, sign * (unit + 1));
            for (const { from, to, known } of questions.filter(({ after }) => after === index)) {
              const counts = Array.from({ length: KEYS }, (_, of) => {
                const own = noted.filter((one) => one.key === of && one.day >= from && one.day <= to);
                return own.reduce((sum, one) => (one.ordinal <= known ? sum + one.sign : sum), 0);
              });
              const byTurns = (lets: boolean) =>
                counts.flatMap((count, of) => (count !== 0 && isLet(of) === lets ? [of, count] : []));
              const { lets, releases } = sums.sum(from, to, known);
              expect([...lets]).toEqual(byTurns(true));
              expect([...releases]).toEqual(byTurns(false));
            }
          });
        },
      ),
      { numRuns: RUNS },
    );
  });
});
