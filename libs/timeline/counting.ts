import type { Groups } from './groups.js';
import type { MovementBook } from './movement-book.js';
import type { Profile } from './profile.js';
import { eachMove, type Steps } from './steps.js';

/** Books what changes when a unit has another profile than before. */
export function bookChanges(
  groups: Groups,
  book: MovementBook,
  ordinal: number,
  unit: number,
  before: Profile,
  after: Profile,
): void {
  eachMove(before.steps, after.steps, (day, from, to) => groups.move(ordinal, day, from, to));
  eachMissing(before.movements, after.movements, (day, key) => book.note(ordinal, day, key, unit, -1));
  eachMissing(after.movements, before.movements, (day, key) => book.note(ordinal, day, key, unit, 1));
}

/** Visits each of the first that the second has not, or has fewer times. Both are in order of their days. */
function eachMissing(first: Steps, second: Steps, visit: (day: number, key: number) => void): void {
  for (let i = 0; i < first.size; i++) {
    const day = first.days[i]!;
    const key = first.values[i]!;
    if (times(first, i + 1, day, key) > times(second, second.size, day, key)) visit(day, key);
  }
}

function times(steps: Steps, size: number, day: number, key: number): number {
  let count = 0;
  for (let i = 0; i < size; i++) if (steps.days[i] === day && steps.values[i] === key) count++;
  return count;
}
