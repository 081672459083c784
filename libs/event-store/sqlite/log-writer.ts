import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { CheckedAppend } from '../checked-events.js';
import type { EventCodec } from '../codec.js';
import { instantText, type Clock } from '../instants.js';
import {
  EventIdTaken,
  UnreadableEvent,
  WrongExpectedRevision,
  type AppendResult,
  type ExpectedRevision,
  type Head,
  type Position,
  type StoredEvent,
} from '../port.js';
import { repeatedAppend } from '../same-events.js';
import { uuidBytes } from '../uuid.js';
import { EventRows } from './event-rows.js';
import { headOf } from './known-prefix.js';
import { RecentEvents } from './recent-events.js';
import { RowWriter, type LogEnd, type PlacedEvent } from './row-writer.js';
import { unavailable } from './sqlite-errors.js';

/** The answer to one append of a batch: its result, or why it, alone, was refused. */
export type Outcome = AppendResult | Error;

/** What an append wrote, for those who follow the log. */
interface Written {
  readonly events: readonly StoredEvent[];
  readonly characters: number;
}

/** Writes batches of appends, each batch in one transaction: one fsync for all of them. */
export class LogWriter {
  readonly #db: DatabaseSync;
  readonly #file: string;
  readonly #clock: Clock;
  readonly #rows: RowWriter;
  readonly #stored: EventRows;
  readonly #lastRevision: StatementSync;
  readonly #begin: StatementSync;
  readonly #commit: StatementSync;
  /** The last events, once they are durable. */
  readonly recent = new RecentEvents();
  #end: LogEnd;

  constructor(db: DatabaseSync, file: string, clock: Clock, codec: EventCodec) {
    this.#db = db;
    this.#begin = db.prepare('BEGIN IMMEDIATE');
    this.#commit = db.prepare('COMMIT');
    this.#file = file;
    this.#clock = clock;
    this.#rows = new RowWriter(db);
    this.#stored = new EventRows(db, codec);
    this.#lastRevision = db.prepare('SELECT max(revision) FROM events WHERE stream = ?');
    this.#lastRevision.setReturnArrays(true);
    this.#end = this.#rows.end();
  }

  /**
   * Durable when it returns. An append that is refused is found out before any row of it is written, so it leaves the
   * others alone; what SQLite itself refuses (a full disk) takes the whole batch back.
   * @throws StoreUnavailable when nothing of the batch is known to be stored
   */
  write(appends: readonly CheckedAppend[]): readonly Outcome[] {
    const before = this.#end;
    const written: Written[] = [];
    try {
      this.#begin.run();
      const outcomes = appends.map((append) => this.#append(append, written));
      this.#commit.run();
      for (const { events, characters } of written) this.recent.add(events, characters);
      return outcomes;
    } catch (error) {
      this.#rollback(before);
      throw unavailable(this.#file, error);
    }
  }

  /** Where the log ends: what is there is durable. */
  get position(): Position {
    return this.#end.position;
  }

  /** The same with its time. */
  get head(): Head {
    return headOf(this.#end);
  }

  /**
   * The events of a command, unless a transaction is under way (an import): then a reader must be asked. This connection
   * remembers the upper pages of its indexes, which a reader forgets whenever another connection has written.
   * @throws UnreadableEvent
   */
  command(commandId: string): readonly StoredEvent[] | undefined {
    return this.#db.isTransaction ? undefined : this.#stored.command(commandId);
  }

  /** The log was written to by other means (an import): look again where it ends. */
  reload(): void {
    this.recent.forget();
    this.#rows.forget();
    this.#stored.forget();
    this.#end = this.#rows.end();
  }

  #append(append: CheckedAppend, written: Written[]): Outcome {
    const { stream, expected, events } = append;
    try {
      const repeated = repeatedAppend(stream, events, (id) => this.#stored.withId(uuidBytes(id)));
      if (repeated) return repeated;
    } catch (error) {
      if (error instanceof EventIdTaken || error instanceof UnreadableEvent) return error;
      throw error;
    }
    const actual = this.#revision(stream);
    if (actual !== expected) return new WrongExpectedRevision(stream, expected, actual);
    const next = actual === 'none' ? 0 : actual + 1;
    const placed = events.map((event, nth) => ({ ...event, stream, revision: next + nth }));
    const millis = this.#clock().getTime();
    const { position } = this.#end;
    this.#end = this.#rows.write(this.#end, millis, placed);
    written.push(asRead(placed, position, millis));
    return { revision: next + events.length - 1, position: this.#end.position, repeated: false };
  }

  #revision(stream: string): ExpectedRevision {
    const id = this.#rows.streams.find(stream);
    const [revision] = (id === undefined ? [] : this.#lastRevision.get(id)) as unknown as [number?];
    return revision ?? 'none';
  }

  #rollback(before: LogEnd): void {
    // SQLite has rolled back by itself after some errors (a full disk): then there is nothing left to roll back.
    if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
    this.#rows.forget();
    this.#stored.forget();
    this.#end = before;
  }
}

/** Events as they would be read back: they are of today's version and valid, or they had not been written. */
function asRead(events: readonly PlacedEvent[], before: Position, millis: number): Written {
  const recordedAt = instantText(millis);
  const stored = events.map(({ id, stream, revision, type, schemaVersion, metadata, json }, nth): StoredEvent => {
    const data = JSON.parse(json) as object;
    const place = { stream, revision, position: before + 1 + nth };
    return { id, ...place, type, schemaVersion, recordedAt, data, metadata: Object.freeze(metadata) };
  });
  return { events: stored, characters: events.reduce((sum, { json }) => sum + json.length, 0) };
}
