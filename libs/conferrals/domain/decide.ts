import {
  decideOnTimeline,
  type Aggregate,
  type Decided,
  type Rejected,
  type StreamOf,
  type TimelineCommand,
} from '#temporal';
import { evolve } from './evolve.js';
import { guard } from './guard.js';
import type { ConferralFact, MaybeConferral, StoredConferralFact } from './state.js';

export type ConferralCommand = TimelineCommand<ConferralFact>;
export type ConferralStream = StreamOf<ConferralFact>;

export interface ConferralContext {
  isBody(id: string): boolean;
}

export const conferral: Aggregate<ConferralFact, MaybeConferral> = { initial: null, evolve, guard };

/** Decides on a conferral. Refusals: `ConferralRefusal`, those of `decideOnTimeline`, and `BODY_UNKNOWN`. */
export function decide(
  command: ConferralCommand,
  stream: ConferralStream,
  context: ConferralContext,
): Decided<ConferralFact, MaybeConferral> | Rejected {
  const admit = (_: MaybeConferral, fact: StoredConferralFact) =>
    fact.type === 'ConventionOpened' && !context.isBody(fact.data.body) ? 'BODY_UNKNOWN' : undefined;
  return decideOnTimeline({ ...conferral, admit }, command, stream);
}
