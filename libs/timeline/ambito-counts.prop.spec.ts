import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { AmbitoCounts, NOWHERE } from './ambito-counts.js';

const RUNS = Number(process.env['PROP_RUNS'] ?? 300);
const GROUPS = 5;

const group = fc.integer({ min: NOWHERE, max: GROUPS - 1 });
/** Days and ordinals so that pages come in any order and several moves are one event's. */
const move = fc.record({ step: fc.nat({ max: 2 }), day: fc.integer({ min: -400, max: 400 }), from: group, to: group });
const question = fc.record({
  after: fc.nat({ max: 60 }),
  day: fc.integer({ min: -450, max: 450 }),
  known: fc.nat({ max: 80 }),
});

describe('counts of an Ambito', () => {
  it('are the sum of the moves effective by the day and known, whatever was asked and kept before', () => {
    fc.assert(
      fc.property(
        fc.array(move, { maxLength: 60, size: 'max' }),
        fc.array(question, { maxLength: 20, size: 'max' }),
        fc.nat({ max: 6 }),
        fc.integer({ min: 1, max: 4 }),
        (moves, questions, keepAfter, keepAtMost) => {
          const counts = new AmbitoCounts({ keepAfter, keepAtMost });
          const known: { ordinal: number; day: number; from: number; to: number }[] = [];
          let ordinal = 1;
          moves.forEach(({ step, ...one }, index) => {
            ordinal += step;
            known.push({ ordinal, ...one });
            counts.move(ordinal, one.day, one.from, one.to);
            for (const asked of questions.filter(({ after }) => after === index)) {
              const sums = new Array<number>(GROUPS).fill(0);
              for (const { ordinal: at, day, from, to } of known) {
                if (at > asked.known || day > asked.day) continue;
                if (from !== NOWHERE) sums[from]!--;
                if (to !== NOWHERE) sums[to]!++;
              }
              const { groups, units, count } = counts.at(asked.day, asked.known);
              const answer = Array.from({ length: count }, (_, i) => [groups[i], units[i]]);
              expect(answer).toEqual([...sums.entries()].filter(([, number]) => number !== 0));
            }
          });
        },
      ),
      { numRuns: RUNS },
    );
  });
});
