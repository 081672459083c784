import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { AmbitoCounts } from './ambito-counts.js';
import { randomMoves, randomQuestions, unitsIn } from './testing/index.js';

const RUNS = Number(process.env['PROP_RUNS'] ?? 300);
const GROUPS = 5;

describe('counts of an Ambito', () => {
  it('are the sum of the moves effective by the day and known, whatever was asked and kept before', () => {
    fc.assert(
      fc.property(
        randomMoves(GROUPS),
        randomQuestions,
        fc.nat({ max: 6 }),
        fc.integer({ min: 1, max: 4 }),
        (moves, questions, keepAfter, keepAtMost) => {
          const counts = new AmbitoCounts({ keepAfter, keepAtMost });
          moves.forEach(({ ordinal, day, from, to }, index) => {
            counts.move(ordinal, day, from, to);
            for (const asked of questions.filter(({ after }) => after === index)) {
              const sums = unitsIn(GROUPS, moves.slice(0, index + 1), asked, (group) => [group]);
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
