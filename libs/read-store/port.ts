import type { EventPage, Position, StoredEvent } from '#event-store';
import type { ReadQueries } from './queries.js';

/**
 * The read store: search, lists and the events' index, fed by a projection of the log. It is a cache: drop it, and the
 * log builds it again, the same. Every adapter gives these promises; `conformance.ts` is what they mean.
 */
export interface ReadStore extends ReadQueries {
  /** How far the answers go; null while there are none, because no version was made or it was removed. */
  checkpoint(): Promise<Checkpoint | null>;

  /**
   * Applies events in position order: their rows and the checkpoint in one transaction, or nothing. Those at or before the
   * checkpoint were applied already and are passed over, so a batch may come twice and be cut anywhere. Makes an empty
   * version first when there is none.
   * @throws PoisonEvent an event that no view can be made of; nothing was applied
   */
  apply(batch: readonly StoredEvent[]): Promise<Checkpoint>;

  /**
   * Begins a new version of every view beside the one that answers. Whoever publishes it must hold the store.
   * @param upTo position of the last event that is meant to come; absent: few will. What is much work is done elsewhere.
   */
  startVersion(upTo?: Position): Promise<NewVersion>;

  /** Every row of the version that answers, as of one moment, for comparing. */
  snapshot(): Promise<Snapshot>;

  /**
   * The right to write, held by one projector at a time whatever its process; it is let go when the process dies.
   * @param purpose what the holder does with it, for the one who has to wait
   * @param signal ends the waiting: undefined is returned then
   */
  hold(purpose: string, signal: AbortSignal): Promise<Hold | undefined>;

  close(): Promise<void>;
}

export interface Checkpoint {
  /** Position of the last event applied; 0 when there is none. */
  readonly position: Position;
  /** Events applied so far. */
  readonly events: number;
  /** Greatest recorded time so far; null when no event was applied. */
  readonly recordedAt: string | null;
  /** The last event applied: by it a projector sees that the log is still the one these views were made of. */
  readonly last: { readonly id: string; readonly stream: string; readonly revision: number } | null;
}

export interface Hold {
  release(): void;
}

/** A version under construction: nobody reads it until it is published. */
export interface NewVersion {
  /** Takes the log's events from the first, in position order. @throws PoisonEvent */
  apply(page: EventPage): Promise<void>;
  /** Makes the views of the events taken. @throws PoisonEvent */
  finish(): Promise<void>;
  /** After `finish`. */
  snapshot(): Promise<Snapshot>;
  /** After `finish`: from now on this version answers, in every process; the one before is dropped. */
  publish(): Promise<void>;
  /** Drops it. Nothing happens when it is published. */
  discard(): Promise<void>;
}

export interface Snapshot {
  readonly position: Position;
  /** Rows by view, then by the bytes of the key. */
  rows(): Iterable<ViewRow> | AsyncIterable<ViewRow>;
  close(): Promise<void>;
}

/** A row as every adapter would write it: nothing of how it is stored. */
export interface ViewRow {
  readonly view: ViewName;
  readonly key: string;
  readonly value: string;
}

/** In the order of a snapshot's rows. */
export const VIEW_NAMES = ['events', 'units'] as const;
export type ViewName = (typeof VIEW_NAMES)[number];

/** An event that the projection cannot go past. The answers stay those of before it. */
export class PoisonEvent extends Error {
  override readonly name = 'PoisonEvent';
  constructor(
    readonly position: Position,
    readonly stream: string,
    readonly type: string,
    readonly reason: string,
  ) {
    super(`event at position ${position} of stream ${stream} (${type}) stops the views: ${reason}`);
  }
}

/** No views were made yet, by this version of the program, or not as far as is asked: a projector has to run first. */
export class ReadStoreNotReady extends Error {
  override readonly name = 'ReadStoreNotReady';
}

/** A cursor that this query did not give. */
export class BadCursor extends RangeError {
  override readonly name = 'BadCursor';
}
