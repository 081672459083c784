import type { StoredEvent } from '#event-store';
import type { Rejection } from '#temporal';

/** An event as a decider says it; the recorder gives it an id, a version and its metadata. */
export interface DecidedEvent {
  readonly type: string;
  readonly data: object;
}

/** `contended`: what the command's other parts were made for has changed since; it is to be given anew. */
export type Decision =
  { readonly events: readonly DecidedEvent[] } | { readonly rejection: Rejection } | { readonly contended: true };

/** A decision made without reading the stream. */
export interface Foreseen {
  readonly events: readonly DecidedEvent[];
  /** The last revision that it knows of the stream. */
  readonly revision: number;
}

/** What a command does to one stream. */
export interface Part {
  readonly stream: string;
  /** The part that If-Match and the answer's revision speak of; the first one when none says so. */
  readonly main?: boolean;
  /**
   * What the stream's own view is sure that the decision will be, without the stream; undefined when it is not. The append
   * expects the revision that the view speaks of: where the view was behind, the stream decides.
   */
  foresee?(): Foreseen | undefined;
  /** Decides on the stream as it is; called again when the stream has changed meanwhile. */
  decide(events: readonly StoredEvent[]): Decision;
}
