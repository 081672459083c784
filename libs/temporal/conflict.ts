import { factsAsOf } from './timeline.js';
import type { Fact, FactIn } from './fact.js';

/** Says why a fact cannot happen in a state, or nothing when it can. The code is stable. */
export type Guard<F, S> = (state: S, fact: F) => string | undefined;

export interface Conflict<F> {
  /** The first fact, in effective order, that the new facts make impossible (it may be one of them). */
  readonly fact: F;
  /** The guard's code. */
  readonly code: string;
}

/**
 * Inserts facts at their place in the whole timeline and folds it again: the first transition that was legal before
 * (or is new) and no longer is. Facts that were illegal already (imported histories) do not count against the change.
 * @param stream the stream's events in revision order
 * @param added the new events with the revisions they would get, annulments included
 */
export function firstConflict<F extends Fact, S>(
  stream: readonly F[],
  added: readonly F[],
  initial: S,
  evolve: (state: S, fact: FactIn<F>) => S,
  guard: Guard<FactIn<F>, S>,
): Conflict<FactIn<F>> | undefined {
  const illegalBefore = new Set(violations(factsAsOf(stream), initial, evolve, guard).map((v) => v.fact.id));
  return violations(factsAsOf([...stream, ...added]), initial, evolve, guard).find(
    (violation) => !illegalBefore.has(violation.fact.id),
  );
}

/** Every fact that the guard would refuse where it stands. The fold goes on regardless: history is what happened. */
export function violations<F, S>(
  ordered: readonly F[],
  initial: S,
  evolve: (state: S, fact: F) => S,
  guard: Guard<F, S>,
): Conflict<F>[] {
  const found: Conflict<F>[] = [];
  let state = initial;
  for (const fact of ordered) {
    const code = guard(state, fact);
    if (code !== undefined) found.push({ fact, code });
    state = evolve(state, fact);
  }
  return found;
}
