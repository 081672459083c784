import fc from 'fast-check';
import { NOWHERE } from '../ambito-counts.js';

/** A unit goes from one group to another. */
export interface Move {
  readonly ordinal: number;
  readonly day: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Moves of units among groups numbered from 0. Days and ordinals are such that pages of a ledger come in any order, and
 * several moves are one event's.
 */
export function randomMoves(groups: number): fc.Arbitrary<readonly Move[]> {
  const group = fc.integer({ min: NOWHERE, max: groups - 1 });
  const move = fc.record({
    step: fc.nat({ max: 2 }),
    day: fc.integer({ min: -400, max: 400 }),
    from: group,
    to: group,
  });
  return fc.array(move, { maxLength: 60, size: 'max' }).map((moves) => {
    let ordinal = 1;
    return moves.map(({ step, ...one }) => ({ ordinal: (ordinal += step), ...one }));
  });
}

/** Questions about a day as known at an ordinal, each asked after so many moves. */
export const randomQuestions = fc.array(
  fc.record({
    after: fc.nat({ max: 60 }),
    day: fc.integer({ min: -450, max: 450 }),
    known: fc.nat({ max: 80 }),
  }),
  { maxLength: 20, size: 'max' },
);

/** How many units are in each of some columns by a day, as known at an ordinal: the plain sum of the moves. */
export function unitsIn(
  columns: number,
  moves: readonly Move[],
  asked: { readonly day: number; readonly known: number },
  columnsOf: (group: number) => readonly number[],
): readonly number[] {
  const sums = new Array<number>(columns).fill(0);
  for (const { ordinal, day, from, to } of moves) {
    if (ordinal > asked.known || day > asked.day) continue;
    if (from !== NOWHERE) for (const column of columnsOf(from)) sums[column]!--;
    if (to !== NOWHERE) for (const column of columnsOf(to)) sums[column]!++;
  }
  return sums;
}
