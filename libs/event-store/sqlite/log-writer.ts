import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { CheckedAppend } from '../checked-events.js';
import type { EventCodec } from '../codec.js';
import type { Clock } from '../instants.js';
import {
  EventIdTaken,
  UnreadableEvent,
  WrongExpectedRevision,
  type AppendResult,
  type ExpectedRevision,
} from '../port.js';
import { repeatedAppend } from '../same-events.js';
import { uuidBytes } from '../uuid.js';
import { EventRows } from './event-rows.js';
import { RowWriter, type LogEnd } from './row-writer.js';
import { unavailable } from './sqlite-errors.js';

/** The answer to one append of a batch: its result, or why it, alone, was refused. */
export type Outcome = AppendResult | Error;

/** Writes batches of appends, each batch in one transaction: one fsync for all of them. */
export class LogWriter {
  readonly #db: DatabaseSync;
  readonly #file: string;
  readonly #clock: Clock;
  readonly #rows: RowWriter;
  readonly #stored: EventRows;
  readonly #lastRevision: StatementSync;
  #end: LogEnd;

  constructor(db: DatabaseSync, file: string, clock: Clock, codec: EventCodec) {
    this.#db = db;
    this.#file = file;
    this.#clock = clock;
    this.#rows = new RowWriter(db);
    this.#stored = new EventRows(db, codec);
    this.#lastRevision = db.prepare('SELECT max(revision) AS revision FROM events WHERE stream = ?');
    this.#end = this.#rows.end();
  }

  /**
   * Durable when it returns. An append that is refused is found out before any row of it is written, so it leaves the
   * others alone; what SQLite itself refuses (a full disk) takes the whole batch back.
   * @throws StoreUnavailable when nothing of the batch is known to be stored
   */
  write(appends: readonly CheckedAppend[]): readonly Outcome[] {
    const before = this.#end;
    try {
      this.#db.exec('BEGIN IMMEDIATE');
      const outcomes = appends.map((append) => this.#append(append));
      this.#db.exec('COMMIT');
      return outcomes;
    } catch (error) {
      this.#rollback(before);
      throw unavailable(this.#file, error);
    }
  }

  /** The log was written to by other means (an import): look again where it ends. */
  reload(): void {
    this.#rows.forget();
    this.#stored.forget();
    this.#end = this.#rows.end();
  }

  #append(append: CheckedAppend): Outcome {
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
    this.#end = this.#rows.write(this.#end, this.#clock().getTime(), placed);
    return { revision: next + events.length - 1, position: this.#end.position, repeated: false };
  }

  #revision(stream: string): ExpectedRevision {
    const id = this.#rows.streams.find(stream);
    const revision = id === undefined ? null : this.#lastRevision.get(id)?.['revision'];
    return typeof revision === 'number' ? revision : 'none';
  }

  #rollback(before: LogEnd): void {
    // SQLite has rolled back by itself after some errors (a full disk): then there is nothing left to roll back.
    if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
    this.#rows.forget();
    this.#stored.forget();
    this.#end = before;
  }
}
