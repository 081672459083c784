import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { AmbitoColumns } from './ambito-columns.js';
import { NOWHERE } from './ambito-counts.js';
import { Ledger } from './ledger.js';

const RUNS = Number(process.env['PROP_RUNS'] ?? 300);
const GROUPS = 6;
const COLUMNS = 4;

const group = fc.integer({ min: NOWHERE, max: GROUPS - 1 });
/** Days and ordinals so that pages come in any order and several moves are one event's. */
const move = fc.record({ step: fc.nat({ max: 2 }), day: fc.integer({ min: -400, max: 400 }), from: group, to: group });
const question = fc.record({
  after: fc.nat({ max: 60 }),
  day: fc.integer({ min: -450, max: 450 }),
  known: fc.nat({ max: 80 }),
});
/** Some groups count in the same columns, and some in none. */
const columnsOfGroups = fc.array(fc.uniqueArray(fc.nat({ max: COLUMNS - 1 }), { maxLength: 3 }), {
  minLength: GROUPS,
  maxLength: GROUPS,
});

describe('units of an Ambito by column', () => {
  it('are the units of the groups that count in it, whatever was asked and kept before, and whenever a group was met', () => {
    fc.assert(
      fc.property(
        fc.array(move, { maxLength: 60, size: 'max' }),
        fc.array(question, { maxLength: 20, size: 'max' }),
        columnsOfGroups,
        fc.nat({ max: 6 }),
        fc.integer({ min: 1, max: 4 }),
        (moves, questions, columnsOf, keepAfter, keepAtMost) => {
          const ledger = new Ledger();
          const columns = new AmbitoColumns(ledger, (of) => columnsOf[of]!, { keepAfter, keepAtMost });
          const known: { ordinal: number; day: number; from: number; to: number }[] = [];
          let ordinal = 1;
          let groups = 0;
          moves.forEach(({ step, ...one }, index) => {
            ordinal += step;
            groups = Math.max(groups, one.from + 1, one.to + 1);
            known.push({ ordinal, ...one });
            ledger.add(ordinal, one.day, one.from, one.to);
            for (const asked of questions.filter(({ after }) => after === index)) {
              const sums = new Array<number>(COLUMNS).fill(0);
              for (const { ordinal: at, day, from, to } of known) {
                if (at > asked.known || day > asked.day) continue;
                if (from !== NOWHERE) for (const column of columnsOf[from]!) sums[column]!--;
                if (to !== NOWHERE) for (const column of columnsOf[to]!) sums[column]!++;
              }
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
