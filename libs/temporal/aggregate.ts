import type { Guard } from './conflict.js';
import type { FactBody, Stored } from './fact.js';

/** An aggregate: how its facts change its state, and which of them can happen where they stand. */
export interface Aggregate<B extends FactBody, S> {
  /** The state of a stream without facts. */
  readonly initial: S;
  /** Total: never throws on a fact of the aggregate, reads no clock. */
  readonly evolve: (state: S, fact: Stored<B>) => S;
  readonly guard: Guard<Stored<B>, S>;
}
