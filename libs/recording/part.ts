import type { StoredEvent } from '#event-store';
import type { Rejection } from '#temporal';

/** An event as a decider says it; the recorder gives it an id, a version and its metadata. */
export interface DecidedEvent {
  readonly type: string;
  readonly data: object;
}

export type Decision = { readonly events: readonly DecidedEvent[] } | { readonly rejection: Rejection };

/** What a command does to one stream. */
export interface Part {
  readonly stream: string;
  /** Decides on the stream as it is; called again when the stream has changed meanwhile. */
  decide(events: readonly StoredEvent[]): Decision;
}
