import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { StoredEvent } from '#event-store';

const TABLE = `CREATE TABLE events (position INTEGER PRIMARY KEY, id TEXT NOT NULL, stream TEXT NOT NULL,
  revision INT NOT NULL, type TEXT NOT NULL, recorded_at TEXT NOT NULL, data TEXT NOT NULL, metadata TEXT NOT NULL) STRICT`;
const INDEXES = `CREATE UNIQUE INDEX ids ON events (id); CREATE UNIQUE INDEX revisions ON events (stream, revision)`;

/** The floor: `node:sqlite` with nothing around it, an event a transaction, WAL and synchronous=FULL. */
export class BareLog {
  readonly #db: DatabaseSync;
  readonly #insert: StatementSync;

  private constructor(private readonly folder: string) {
    this.#db = new DatabaseSync(join(folder, 'log.db'));
    this.#db.exec(`PRAGMA journal_mode = WAL; ${TABLE}`);
    this.#insert = this.#db.prepare(
      'INSERT INTO events (id, stream, revision, type, recorded_at, data, metadata) VALUES (?, ?, ?, ?, ?, ?, ?)',
    );
  }

  /** @param events what is there before anything is timed: what a table holds costs those who append to it */
  static async open(folder: string, events: AsyncIterable<StoredEvent> | Iterable<StoredEvent> = []): Promise<BareLog> {
    const log = new BareLog(await mkdtemp(join(folder, 'bare-')));
    log.#db.exec('PRAGMA synchronous = OFF; BEGIN');
    for await (const event of events) log.#put(event);
    log.#db.exec(`COMMIT; ${INDEXES}; PRAGMA wal_checkpoint(TRUNCATE); PRAGMA synchronous = FULL`);
    return log;
  }

  /** Appends each event durably. @returns how long each took, in milliseconds */
  append(events: readonly StoredEvent[]): number[] {
    return events.map((event) => {
      const start = performance.now();
      this.#db.exec('BEGIN IMMEDIATE');
      this.#put(event);
      this.#db.exec('COMMIT');
      return performance.now() - start;
    });
  }

  async close(): Promise<void> {
    this.#db.close();
    await rm(this.folder, { recursive: true });
  }

  #put({ id, stream, revision, type, recordedAt, data, metadata }: StoredEvent): void {
    this.#insert.run(id, stream, revision, type, recordedAt, JSON.stringify(data), JSON.stringify(metadata));
  }
}
