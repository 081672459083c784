/**
 * The log. Every adapter (memory, SQLite, EventStoreDB) gives these promises; the conformance suite in
 * `conformance.ts` is what "these promises" means.
 */

import type { EventPage } from './event-page.js';

/** Opaque, strictly increasing coordinate of an event in one log. A safe integer; compare, never compute with it. */
export type Position = number;

/** An event as a decider made it: not yet stored. */
export interface NewEvent {
  /** UUIDv5(commandId, ordinal): see `eventId` in ids.ts. A lowercase UUID. */
  readonly id: string;
  readonly type: string;
  /** From 1. */
  readonly schemaVersion: number;
  /** A plain JSON object: no undefined, BigInt, NaN, Date or class instance in it. */
  readonly data: object;
  readonly metadata: EventMetadata;
}

export interface EventMetadata {
  readonly commandId: string;
  /** Who said so. Never the name of a tenant. */
  readonly actor: string;
  readonly correlationId: string;
  /** SHA-256 of the canonical body of the command: the same id with another body is an error. */
  readonly commandDigest: string;
  /** How many events the command appends over all its streams; only where it spans several. */
  readonly commandEvents?: number;
  /** Set on an event that undoes a half of a command which could not be finished. */
  readonly compensation?: true;
  /** Where the fact was read: a file's row, a request. */
  readonly source?: { readonly file?: string; readonly row?: number; readonly list?: string };
}

/** An event as the log keeps it, upcast to the schema version of today. */
export interface StoredEvent extends NewEvent {
  readonly stream: string;
  /** 0 for a stream's first event, contiguous within the stream. */
  readonly revision: number;
  readonly position: Position;
  /** Instant (ISO 8601, UTC, milliseconds) at which the store learned it. Set by the store, never by the client. */
  readonly recordedAt: string;
}

/** The revision the stream must be at, or `'none'` when it must not exist. "Any" cannot be said. */
export type ExpectedRevision = number | 'none';

export interface AppendResult {
  /** Revision and position of the last event of the append. */
  readonly revision: number;
  readonly position: Position;
  /** True when these very events were there already: nothing was appended. */
  readonly repeated: boolean;
}

/** One event of an existing history, with the recorded time it had. */
export interface HistoricalEvent extends NewEvent {
  readonly stream: string;
  readonly revision: number;
  readonly recordedAt: string;
}

/** A history as it comes: event by event, or some at a time, which saves those who read files a promise an event. */
export type History = Iterable<HistoricalEvent> | AsyncIterable<HistoricalEvent | readonly HistoricalEvent[]>;

/** Is told a history while it is imported, as the log will give it back. */
export interface HistoryFollower {
  /** The next events. They are in the log when `importHistory` resolves, and never when it throws. */
  take(page: EventPage): void;
  /** There are no more, and what was told is about to become durable: it is too late to throw. */
  end(): void;
}

/** A place in the log, with what lies up to it. */
export interface Head {
  /** 0 when there is no event up to here. */
  readonly position: Position;
  /** The greatest recorded time so far (running maximum), or null when there is no event. */
  readonly recordedAt: string | null;
  /** How many events: what two places are apart is told by this, never by their positions. */
  readonly events: number;
}

/** What was known at an instant: the prefix of the log up to `position` (0 = nothing yet). */
export interface ResolvedInstant {
  readonly position: Position;
  /** True once the log has a later recorded time: nothing can be added to that prefix any more. */
  readonly settled: boolean;
}

/**
 * What a subscription yields, in order. `caught-up` comes after the events in front of it were handled: once at first,
 * and again whenever what came since has been handled. Its position is that of the last event handled (`after` if none).
 */
export type SubscriptionItem =
  { readonly kind: 'event'; readonly event: StoredEvent } | { readonly kind: 'caught-up'; readonly position: Position };

/** What is wrong with a log as a whole; `position` where it is about one event. */
export interface LogProblem {
  readonly kind: 'file' | 'missing-position' | 'unreadable-event' | 'revision-gap' | 'known-time' | 'part-of-a-history';
  readonly position?: Position;
  readonly message: string;
}

export interface EventStore {
  /**
   * Appends all events or none. Durable when it resolves.
   * The same event ids again give the first answer (`repeated: true`) and append nothing, at whatever expected revision;
   * a repetition may differ in correlation id and source, in nothing else.
   * @throws InvalidEvent something cannot be stored as it is (see MAX_APPEND_BYTES too); nothing was appended
   * @throws WrongExpectedRevision the stream is elsewhere; nothing was appended
   * @throws EventIdTaken one of the ids is in the log already with other content or in another stream
   * @throws StoreUnavailable nothing is known to be appended: read back before deciding again
   */
  append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<AppendResult>;

  /** The events of a stream in revision order; empty when there is none. */
  readStream(stream: string): Promise<readonly StoredEvent[]>;

  /** Every event after `after` (exclusive; 0 = from the first) in position order, up to the head as it is when reading begins. */
  readAll(after: Position): AsyncIterable<StoredEvent>;

  /** As readAll, some events at a time: to read a long log so costs least. */
  readPages(after: Position): AsyncIterable<EventPage>;

  /** Every event as it was written, without upcasting, in position order: what a history is exported from. */
  stored(): AsyncIterable<StoredEvent>;

  /** As readAll, then goes on with what is appended until the signal aborts, which ends it. The consumer's pace is its own. */
  subscribe(after: Position, signal: AbortSignal): AsyncIterable<SubscriptionItem>;

  head(): Promise<Head>;

  /**
   * The last position whose recorded time, made monotone in position order (running maximum), is not after the instant.
   * @param instant ISO 8601 with an offset
   * @throws RangeError when it is not one
   */
  resolveInstant(instant: string): Promise<ResolvedInstant>;

  /** The last event at or before a position, and what lies up to it. */
  coordinate(position: Position): Promise<Head>;

  /** The events that one command appended, in position order; empty when it appended none. */
  readCommand(commandId: string): Promise<readonly StoredEvent[]>;

  /**
   * Writes an existing history into an empty log. Validated whole before the first write: ids unique, revisions
   * contiguous in each stream, recorded times non-decreasing.
   * @param follower told everything, or nothing by a log that does not know beforehand what positions it will give
   * @throws LogNotEmpty
   * @throws BadHistory names the first bad event (its index from 0) and why
   */
  importHistory(history: History, follower?: HistoryFollower): Promise<Head>;

  /** Tells what is wrong with the log beyond what a reader of its events meets; nothing when it is sound. */
  inspect(): AsyncIterable<LogProblem>;

  close(): Promise<void>;
}

/** Most bytes of data (JSON, UTF-8) in one append: what EventStoreDB takes, so that every adapter takes the same. */
export const MAX_APPEND_BYTES = 1_000_000;

/** An event, a stream name or a revision that no log takes: a mistake of the program, not of the data's moment. */
export class InvalidEvent extends Error {
  override readonly name = 'InvalidEvent';
}

export class WrongExpectedRevision extends Error {
  override readonly name = 'WrongExpectedRevision';
  constructor(
    readonly stream: string,
    readonly expected: ExpectedRevision,
    readonly actual: ExpectedRevision,
  ) {
    super(`stream ${stream} is at revision ${actual}, expected ${expected}`);
  }
}

export class EventIdTaken extends Error {
  override readonly name = 'EventIdTaken';
  constructor(readonly id: string) {
    super(`event id ${id} is in the log already with other content`);
  }
}

/** The register cannot be reached, or is held by another process (`holder` says by whom). */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
  constructor(
    message: string,
    readonly holder?: { readonly pid: number; readonly host: string; readonly since: string; readonly purpose: string },
  ) {
    super(message);
  }
}

/** Bytes in the log that cannot be read as the event they claim to be. Never skipped. */
export class UnreadableEvent extends Error {
  override readonly name = 'UnreadableEvent';
  constructor(
    readonly position: Position,
    readonly stream: string,
    reason: string,
  ) {
    super(`event at position ${position} of stream ${stream} cannot be read: ${reason}`);
  }
}

export class LogNotEmpty extends Error {
  override readonly name = 'LogNotEmpty';
}

export class BadHistory extends Error {
  override readonly name = 'BadHistory';
  constructor(
    readonly index: number,
    reason: string,
  ) {
    super(`event ${index + 1} of the history: ${reason}`);
  }
}
