import type { Guard } from './conflict.js';
import type { FactBody, Stored } from './fact.js';

/** An aggregate: how its facts change its state, and which of them can happen where they stand. */
export interface Aggregate<B extends FactBody, S> {
  /** The state of a stream without facts. */
  readonly initial: S;
  /** Total: never throws on a fact of the aggregate, reads no clock. */
  readonly evolve: (state: S, fact: Stored<B>) => S;
  readonly guard: Guard<Stored<B>, S>;
  /** What besides its own timeline stands against a fact: dates, caps, other aggregates. Asked when deciding only. */
  readonly admit?: Guard<Stored<B>, S>;
}

/** The guard of a decision: the timeline's own, then the rest. */
export function wholeGuard<B extends FactBody, S>({ guard, admit }: Aggregate<B, S>): Guard<Stored<B>, S> {
  return admit ? (state, fact) => guard(state, fact) ?? admit(state, fact) : guard;
}
