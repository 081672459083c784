import type { FactKinds } from './fact-kinds.js';
import { F, WIDTH } from './fact-store.js';
import { holds } from './holds.js';
import { NIL } from './nil.js';
import { ENDS, NOTHING, STATES, type OutlookName, type OutlookRole } from './outlook-roles.js';

/**
 * `outlookAt` of #units/domain over a unit's facts as the index keeps them.
 * @param facts a unit's facts in effective order, `count` of them
 * @param known ordinal up to which the log is known
 * @returns the day expected as of a day; {@link NIL} when none is
 */
export function expectedDay(
  outlook: OutlookName,
  kinds: FactKinds,
  facts: Int32Array,
  count: number,
  day: number,
  known: number,
): number {
  let stated = NIL;
  for (let at = 0; at < count * WIDTH; at += WIDTH) {
    if (!holds(facts, at, known)) continue;
    const role = kinds.kind(facts[at + F.kind]!)[outlook];
    if (role === NOTHING) continue;
    if (role === ENDS && facts[at + F.day]! > day) break;
    stated = role === STATES ? facts[at + F.value]! : NIL;
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
