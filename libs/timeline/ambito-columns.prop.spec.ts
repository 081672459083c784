import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { AmbitoColumns } from './ambito-columns.js';
import { Ledger } from './ledger.js';
import { randomMoves, randomQuestions, unitsIn } from './testing/index.js';

const RUNS = Number(process.env['PROP_RUNS'] ?? 300);
const GROUPS = 6;
const COLUMNS = 4;

/** Some groups count in the same columns, and some in none. */
const columnsOfGroups = fc.array(fc.uniqueArray(fc.nat({ max: COLUMNS - 1 }), { maxLength: 3 }), {
  minLength: GROUPS,
  maxLength: GROUPS,
});

describe('units of an Ambito by column', () => {
  it('are the units of the groups that count in it, whatever was asked and kept before, and whenever a group was met', () => {
    fc.assert(
      fc.property(
        randomMoves(GROUPS),
        randomQuestions,
        columnsOfGroups,
        fc.nat({ max: 6 }),
        fc.integer({ min: 1, max: 4 }),
        (moves, questions, columnsOf, keepAfter, keepAtMost) => {
          const ledger = new Ledger();
          const columns = new AmbitoColumns(ledger, (of) => columnsOf[of]!, { keepAfter, keepAtMost });
          let groups = 0;
          moves.forEach(({ ordinal, day, from, to }, index) => {
            groups = Math.max(groups, from + 1, to + 1);
            ledger.add(ordinal, day, from, to);
            for (const asked of questions.filter(({ after }) => after === index)) {
              const sums = unitsIn(COLUMNS, moves.slice(0, index + 1), asked, (group) => columnsOf[group]!);
              const { columns: met, units, count } = columns.at(groups, asked.day, asked.known);
              const answer = new Array<number>(COLUMNS).fill(0);
              for (let i = 0; i < count; i++) answer[met[i]!] = units[i]!;
              expect(answer).toEqual(sums);
              expect(new Set(met.subarray(0, count)).size).toBe(count);
            }
          });
        },
      ),
      { numRuns: RUNS },
    );
  });
});
