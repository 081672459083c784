import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Checkpoint } from '../port.js';
import { projectStream } from '../projections/project-stream.js';
import type { Building, RecordBatch } from './building.js';
import { EventTable } from './event-table.js';
import { GatheredFacts } from './gathered-facts.js';
import { LaterMeanings } from './meanings.js';
import { NewUnitTables } from './new-unit-tables.js';
import { recordsOf } from './record-columns.js';
import { createTables, indexIds, indexTheRest } from './schema.js';
import { flush } from './views-folder.js';

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

/** Units folded before others get their turn. */
const UNITS_A_TURN = 100;

/** Makes a version's file in this thread. */
export class BuildingFile implements Building {
  readonly #db: DatabaseSync;
  readonly #events: EventTable;
  readonly #meanings: LaterMeanings;
  readonly #facts = new GatheredFacts();
  readonly #putStream: StatementSync;
  readonly #putName: StatementSync;

  constructor(private readonly file: string) {
    this.#db = new DatabaseSync(file);
    this.#db.exec(PRAGMAS);
    this.#db.exec('BEGIN');
    createTables(this.#db);
    this.#meanings = new LaterMeanings(this.#db);
    this.#events = new EventTable(this.#db, this.#meanings, ROWS_AT_ONCE);
    this.#putStream = this.#db.prepare('INSERT INTO streams VALUES (?, ?)');
    this.#putName = this.#db.prepare('INSERT INTO names VALUES (?, ?)');
  }

  async take({ streams, names, events }: RecordBatch): Promise<void> {
    for (const stream of streams) this.#putStream.run(...stream);
    for (const name of names) this.#putName.run(...name);
    const records = recordsOf(events);
    for (const record of records) this.#events.insert(record);
    this.#facts.takeNames(streams, names);
    this.#facts.take(records);
  }

  async finish(checkpoint: Checkpoint): Promise<void> {
    this.#events.flush();
    this.#db.exec(`PRAGMA cache_size = -${SORTED_AT_ONCE}`);
    indexIds(this.#db);
    await this.#foldUnits(this.#meanings.resolve());
    indexTheRest(this.#db);
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

  async #foldUnits(meanings: ReadonlyMap<number, number>): Promise<void> {
    const units = new NewUnitTables(this.#db, ROWS_AT_ONCE);
    let folded = 0;
    for (const { number, name, unitId, facts } of this.#facts.units(meanings)) {
      const rows = projectStream(name, unitId, facts, 0);
      if (rows) units.add(number, rows);
      if (++folded % UNITS_A_TURN === 0) await nextTurn();
    }
    units.flush();
  }
}
