import type { FactKinds } from './fact-kinds.js';
import type { FactCursor } from './fact-cursor.js';
import { F } from './fact-store.js';
import { holds } from './holds.js';
import { NIL } from './nil.js';
import { ENDS, NOTHING, STATES, type OutlookName, type OutlookRole } from './outlook-roles.js';

/**
 * `outlookAt` of #units/domain over a unit's facts as the index keeps them, from the last to the first: what was
 * stated after a tenancy that ends after the day is of a later one.
 * @param known ordinal up to which the log is known
 * @returns the day expected as of a day; {@link NIL} when none is
 */
export function expectedDay(
  outlook: OutlookName,
  cursor: FactCursor,
  kinds: FactKinds,
  unit: number,
  day: number,
  known: number,
): number {
  let isStated = false;
  let stated = NIL;
  for (let isThere = cursor.toLast(unit); isThere; isThere = cursor.back()) {
    const { facts, at } = cursor;
    if (!holds(facts, at, known)) continue;
    const role = kinds.kind(facts[at + F.kind]!)[outlook];
    if (role === NOTHING) continue;
    if (role === ENDS) {
      if (facts[at + F.day]! <= day) return stated;
      isStated = false;
      stated = NIL;
    } else if (!isStated) {
      isStated = true;
      stated = role === STATES ? facts[at + F.value]! : NIL;
    }
  }
  return stated;
}

/** The stretches of a unit's time between facts that end a tenancy (or works), and what was last stated in each. */
export class Stretches {
  readonly #stated: number[] = [NIL];

  /** The stretch in course. */
  current = 0;

  reset(): void {
    this.current = 0;
    this.#stated[0] = NIL;
  }

  see(role: OutlookRole, value: number): void {
    if (role === NOTHING) return;
    if (role === ENDS) this.current++;
    this.#stated[this.current] = role === STATES ? value : NIL;
  }

  /** The day last stated in a stretch; {@link NIL} when none was, or it was withdrawn. */
  stated(stretch: number): number {
    return this.#stated[stretch]!;
  }
}
