import type { EventPage } from '../event-page.js';
import { Bell } from '../bell.js';
import { checkAppend, checkPosition, type CheckedEvent } from '../checked-events.js';
import { asStored, readBody, type EventCodec } from '../codec.js';
import { HistoryCheck, type CheckedHistoricalEvent } from '../history-check.js';
import { pagesOf } from '../history.js';
import { inPages } from '../in-pages.js';
import { instantMillis, type Clock } from '../instants.js';
import {
  BadHistory,
  LogNotEmpty,
  StoreUnavailable,
  UnreadableEvent,
  WrongExpectedRevision,
  type AppendResult,
  type EventStore,
  type ExpectedRevision,
  type Head,
  type History,
  type LogProblem,
  type NewEvent,
  type Position,
  type ResolvedInstant,
  type StoredEvent,
  type SubscriptionItem,
} from '../port.js';
import { repeatedAppend } from '../same-events.js';
import { subscription } from '../subscription.js';
import { reasonOf } from '../reason.js';

/** An event as it lies in the log; its data are text, so that nobody can change them. */
interface Row extends CheckedEvent {
  readonly stream: string;
  readonly revision: number;
  readonly position: Position;
  readonly recordedMillis: number;
  /** Running maximum of the recorded times up to here. */
  readonly knownMillis: number;
}

export interface MemoryEventStoreOptions {
  readonly clock?: Clock;
  readonly codec?: EventCodec;
}

/** The log of a test or a trial: every promise of the port but durability. */
export class MemoryEventStore implements EventStore {
  readonly #clock: Clock;
  readonly #codec: EventCodec;
  readonly #bell = new Bell();
  #log = new MemoryLog();
  #closed = false;

  constructor(options: MemoryEventStoreOptions = {}) {
    this.#clock = options.clock ?? (() => new Date());
    this.#codec = options.codec ?? asStored;
  }

  async append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<AppendResult> {
    this.#assertOpen();
    const append = checkAppend(stream, expected, events, this.#codec);
    const repeated = repeatedAppend(stream, append.events, (id) => {
      const row = this.#log.byId.get(id);
      return row && this.#read(row);
    });
    if (repeated) return repeated;
    const actual = this.#log.revisionOf(stream);
    if (actual !== expected) throw new WrongExpectedRevision(stream, expected, actual);
    const recordedMillis = this.#clock().getTime();
    for (const event of append.events) this.#log.add({ ...event, stream, recordedMillis });
    this.#bell.ring();
    return { revision: this.#log.lastRevisionOf(stream), position: this.#log.rows.length, repeated: false };
  }

  async readStream(stream: string): Promise<readonly StoredEvent[]> {
    this.#assertOpen();
    return (this.#log.streams.get(stream) ?? []).map((row) => this.#read(row));
  }

  readAll(after: Position): AsyncIterable<StoredEvent> {
    checkPosition(after);
    return this.#rows(after, this.#codec);
  }

  readPages(after: Position): AsyncIterable<EventPage> {
    return inPages(this.readAll(after));
  }

  stored(): AsyncIterable<StoredEvent> {
    return this.#rows(0, asStored);
  }

  subscribe(after: Position, signal: AbortSignal): AsyncIterable<SubscriptionItem> {
    checkPosition(after);
    return subscription(
      {
        readPages: (position) => this.readPages(position),
        grown: async (position, abort) => {
          while (!abort.aborted && this.#log.rows.length <= position) {
            this.#assertOpen();
            await this.#bell.wait(abort);
          }
        },
      },
      after,
      signal,
    );
  }

  async head(): Promise<Head> {
    this.#assertOpen();
    return this.#log.headAt(this.#log.rows.length);
  }

  async resolveInstant(instant: string): Promise<ResolvedInstant> {
    this.#assertOpen();
    const millis = instantMillis(instant);
    const { rows } = this.#log;
    const position = rows.findLast((row) => row.knownMillis <= millis)?.position ?? 0;
    return { position, settled: position < rows.length };
  }

  async coordinate(position: Position): Promise<Head> {
    this.#assertOpen();
    checkPosition(position);
    return this.#log.headAt(position);
  }

  async readCommand(commandId: string): Promise<readonly StoredEvent[]> {
    this.#assertOpen();
    return this.#log.rows.filter((row) => row.metadata.commandId === commandId).map((row) => this.#read(row));
  }

  async importHistory(history: History): Promise<Head> {
    this.#assertOpen();
    const empty = this.#log;
    if (empty.rows.length > 0) throw new LogNotEmpty('a history is imported into an empty log only');
    const check = new HistoryCheck(this.#codec);
    const log = new MemoryLog();
    for await (const page of pagesOf(history)) {
      for (const event of page) {
        const checked = check.check(event);
        if (log.byId.has(checked.id)) throw new BadHistory(log.rows.length, `event id ${checked.id} stands twice`);
        log.add(checked);
      }
    }
    if (this.#log.rows.length > 0) throw new LogNotEmpty('events were appended while the history was read');
    this.#log = log;
    this.#bell.ring();
    return log.headAt(log.rows.length);
  }

  async *inspect(): AsyncGenerator<LogProblem, void, void> {
    this.#assertOpen();
    yield* [];
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#bell.ring();
  }

  async *#rows(after: Position, codec: EventCodec): AsyncGenerator<StoredEvent, void, void> {
    const until = this.#log.rows.length;
    for (let position = after; position < until; position++) {
      this.#assertOpen();
      const row = this.#log.rows[position];
      if (row) yield this.#read(row, codec);
    }
  }

  #read(row: Row, codec = this.#codec): StoredEvent {
    const { id, type, stream, revision, position, metadata } = row;
    try {
      const stored = { type, schemaVersion: row.schemaVersion, data: JSON.parse(row.json) as object };
      const { schemaVersion, data } = readBody(codec, stored);
      const recordedAt = new Date(row.recordedMillis).toISOString();
      return {
        id,
        stream,
        revision,
        position,
        type,
        schemaVersion,
        recordedAt,
        data,
        metadata: structuredClone(metadata),
      };
    } catch (error) {
      throw new UnreadableEvent(position, stream, reasonOf(error));
    }
  }

  #assertOpen(): void {
    if (this.#closed) throw new StoreUnavailable('the log is closed');
  }
}

class MemoryLog {
  readonly rows: Row[] = [];
  readonly byId = new Map<string, Row>();
  readonly streams = new Map<string, Row[]>();

  add(event: CheckedEvent & Pick<CheckedHistoricalEvent, 'stream' | 'recordedMillis'>): void {
    const stream = this.streams.get(event.stream) ?? [];
    const knownMillis = Math.max(event.recordedMillis, this.rows.at(-1)?.knownMillis ?? -Infinity);
    const row: Row = { ...event, revision: stream.length, position: this.rows.length + 1, knownMillis };
    this.rows.push(row);
    this.byId.set(row.id, row);
    stream.push(row);
    this.streams.set(event.stream, stream);
  }

  revisionOf(stream: string): ExpectedRevision {
    return this.streams.has(stream) ? this.lastRevisionOf(stream) : 'none';
  }

  lastRevisionOf(stream: string): number {
    return (this.streams.get(stream)?.length ?? 0) - 1;
  }

  headAt(position: Position): Head {
    const row = this.rows[Math.min(position, this.rows.length) - 1];
    return row
      ? { position: row.position, recordedAt: new Date(row.knownMillis).toISOString(), events: row.position }
      : { position: 0, recordedAt: null, events: 0 };
  }
}
