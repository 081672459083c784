import { ENDS_TENANCY, ENDS_WORKS, statedRelease, statedWorksEnd } from '#units/domain';
import { ANNULMENT, type FactKind, type FactKinds } from './fact-kinds.js';
import { F, WIDTH } from './fact-store.js';
import { NIL } from './nil.js';
import { holds } from './holds.js';

/** What a kind of fact means to one of the two outlooks. */
const NOTHING = 0;
const ENDS = 1;
/** It states the date it carries. */
const STATES = 2;
/** It withdraws what was stated. */
const WITHDRAWS = 3;

/** The two things that are expected of a unit. */
export const RELEASE = 0;
export const WORKS = 1;

/** `outlookAt` of #units/domain over a unit's facts as the index keeps them. */
export class Outlooks {
  readonly #roles: readonly [number[], number[]] = [[], []];

  constructor(private readonly kinds: FactKinds) {}

  /** Whether a kind of fact says something of a date to come, so that it can change the outlook before its own day. */
  states(kind: number): boolean {
    return kind !== ANNULMENT && (this.#role(RELEASE, kind) >= STATES || this.#role(WORKS, kind) >= STATES);
  }

  /**
   * The day expected as of a day, knowing the log up to an ordinal; {@link NIL} when none is.
   * @param facts a unit's facts in effective order, `count` of them
   */
  at(which: typeof RELEASE | typeof WORKS, facts: Int32Array, count: number, day: number, known: number): number {
    let stated = NIL;
    for (let at = 0; at < count * WIDTH; at += WIDTH) {
      if (!holds(facts, at, known)) continue;
      const role = this.#role(which, facts[at + F.kind]!);
      if (role === NOTHING) continue;
      if (role === ENDS && facts[at + F.day]! > day) break;
      stated = role === STATES ? facts[at + F.value]! : NIL;
    }
    return stated;
  }

  #role(which: typeof RELEASE | typeof WORKS, kind: number): number {
    return (this.#roles[which][kind] ??= roleOf(which, this.kinds.kind(kind)));
  }
}

function roleOf(which: typeof RELEASE | typeof WORKS, kind: FactKind): number {
  const ends = which === RELEASE ? ENDS_TENANCY : ENDS_WORKS;
  if (ends.has(kind.type)) return ENDS;
  const fact = kind.fact(() => null, 0);
  const stated = which === RELEASE ? statedRelease(fact) : statedWorksEnd(fact);
  return stated === undefined ? NOTHING : stated === null ? WITHDRAWS : STATES;
}
