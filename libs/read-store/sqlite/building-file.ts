import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { Checkpoint } from '../port.js';
import type { Building, RecordBatch } from './building.js';
import { EventTable } from './event-table.js';
import { FoldedElsewhere, FoldedHere } from './folded-units.js';
import { GatheredFacts } from './gathered-facts.js';
import { NewUnitTables } from './new-unit-tables.js';
import { createTables, indexEvents, indexUnits } from './schema.js';
import { flush } from './views-folder.js';
import type { StartThread } from './working-thread.js';

/**
 * Nobody reads the file before it is published, and a crash throws it away: no journal, no sync, one transaction. Names and
 * rows are written as they come; every index is sorted once at the end.
 */
const PRAGMAS = `
  PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -65536;
  PRAGMA temp_store = FILE; PRAGMA threads = 1;
`;

/** Rows in one call into SQLite, which costs as much as writing two of them. */
const ROWS_AT_ONCE = 16;

/** Kilobytes that are sorted in memory at once: more, and the second thread that sorts has nothing to do before all is read. */
const SORTED_AT_ONCE = 8_192;

/** Makes a version's file in this thread. */
export class BuildingFile implements Building {
  readonly #db: DatabaseSync;
  readonly #events: EventTable;
  readonly #facts = new GatheredFacts();
  readonly #putStream: StatementSync;
  readonly #putName: StatementSync;

  /** @param startThread where a thread may be started: it folds units while this one makes indexes */
  constructor(
    private readonly file: string,
    private readonly startThread?: StartThread,
  ) {
    this.#db = new DatabaseSync(file);
    this.#db.exec(PRAGMAS);
    this.#db.exec('BEGIN');
    createTables(this.#db);
    this.#events = new EventTable(this.#db, ROWS_AT_ONCE);
    this.#putStream = this.#db.prepare('INSERT INTO streams VALUES (?, ?)');
    this.#putName = this.#db.prepare('INSERT INTO names VALUES (?, ?)');
  }

  async take({ streams, names, events }: RecordBatch): Promise<void> {
    for (const stream of streams) this.#putStream.run(...stream);
    for (const name of names) this.#putName.run(...name);
    this.#facts.takeNames(streams, names);
    this.#events.insertAll(events, this.#facts.take(events));
  }

  async finish(checkpoint: Checkpoint): Promise<void> {
    this.#events.flush();
    this.#db.exec(`PRAGMA cache_size = -${SORTED_AT_ONCE}`);
    await this.#indexAndFold();
    indexUnits(this.#db);
    this.#events.setCheckpoint(checkpoint);
    this.#db.exec('COMMIT; ANALYZE');
    // Readers do not wait for the writer that comes after: the file says so itself.
    this.#db.exec('PRAGMA locking_mode = NORMAL; PRAGMA journal_mode = WAL');
    this.#db.close();
    await flush(this.file);
  }

  async abandon(): Promise<void> {
    if (this.#db.isOpen) this.#db.close();
  }

  async #indexAndFold(): Promise<void> {
    const tables = this.#facts.tables();
    const folded = this.startThread ? new FoldedElsewhere(tables, this.startThread) : new FoldedHere(tables);
    try {
      indexEvents(this.#db);
      const units = new NewUnitTables(this.#db, ROWS_AT_ONCE);
      for await (const part of folded.parts()) units.add(part);
      units.flush();
    } finally {
      await folded.end();
    }
  }
}
