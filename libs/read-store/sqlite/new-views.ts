import { DatabaseSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { StoredEvent } from '#event-store';
import type { NewVersion, Snapshot } from '../port.js';
import { projectStream } from '../projections/project-stream.js';
import { advance, NOTHING_APPLIED } from './checkpoints.js';
import { EventTable } from './event-table.js';
import { Facts } from './facts.js';
import { LaterMeanings } from './meanings.js';
import { createTables, indexIds, indexTheRest } from './schema.js';
import { snapshotRows } from './snapshot.js';
import { UnitTables } from './unit-tables.js';
import { removeViews, type ViewsFolder } from './views-folder.js';

/**
 * Nobody reads the file before it is published, and a crash throws it away: no journal, no sync, one transaction. Names and
 * rows are written as they come; every index is sorted once at the end.
 */
const PRAGMAS = `
  PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -131072;
  PRAGMA temp_store = FILE; PRAGMA threads = 1;
`;

/** Streams folded before others get their turn. */
const STREAMS_A_TURN = 100;

/** Most streams in memory while a version is built: some 100 MB of them. */
const REMEMBERED = 500_000;

/** A version under construction, in a file of its own. */
export class NewViews implements NewVersion {
  readonly #file: string;
  readonly #db: DatabaseSync;
  readonly #events: EventTable;
  readonly #meanings: LaterMeanings;
  #checkpoint = NOTHING_APPLIED;
  #open = true;

  constructor(private readonly folder: ViewsFolder) {
    this.#file = folder.newFile();
    this.#db = new DatabaseSync(this.#file);
    this.#db.exec(PRAGMAS);
    this.#db.exec('BEGIN');
    createTables(this.#db);
    this.#meanings = new LaterMeanings(this.#db);
    this.#events = new EventTable(this.#db, this.#meanings, REMEMBERED);
  }

  async apply(batch: readonly StoredEvent[]): Promise<void> {
    for (const event of batch) {
      const next = advance(this.#checkpoint, event);
      this.#events.insert(event, next.knownMillis);
      this.#checkpoint = next.checkpoint;
    }
  }

  async finish(): Promise<void> {
    indexIds(this.#db);
    this.#meanings.resolve();
    const views = new UnitTables(this.#db);
    let streams = 0;
    for (const { number, name, unitId, facts } of new Facts(this.#db).units()) {
      const rows = projectStream(name, unitId, facts, 0);
      if (rows) views.add(number, rows);
      if (++streams % STREAMS_A_TURN === 0) await nextTurn();
    }
    indexTheRest(this.#db);
    this.#events.setCheckpoint(this.#checkpoint);
    this.#db.exec('COMMIT; ANALYZE');
  }

  async snapshot(): Promise<Snapshot> {
    return { position: this.#checkpoint.position, rows: () => snapshotRows(this.#db), close: async () => undefined };
  }

  async publish(): Promise<void> {
    // Readers do not wait for the writer that comes after: the file says so itself.
    this.#db.exec('PRAGMA locking_mode = NORMAL; PRAGMA journal_mode = WAL');
    this.#close();
    this.folder.publish(this.#file);
  }

  async discard(): Promise<void> {
    if (!this.#open) return;
    this.#close();
    removeViews(this.#file);
  }

  #close(): void {
    this.#open = false;
    this.#db.close();
  }
}
