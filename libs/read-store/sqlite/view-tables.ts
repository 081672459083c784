import type { DatabaseSync } from 'node:sqlite';
import type { StreamRows } from '../projections/project-stream.js';
import { DirectoryTable } from './directory-table.js';
import { UnitTables } from './unit-tables.js';

/** Writes what the projections say of a stream. */
export class ViewTables {
  readonly #units: UnitTables;
  readonly #directory: DirectoryTable;

  constructor(db: DatabaseSync) {
    this.#units = new UnitTables(db);
    this.#directory = new DirectoryTable(db);
  }

  /** In place of what stands there. */
  replace(stream: number, projected: StreamRows): void {
    if (projected.view === 'directory') this.#directory.put(stream, projected.kind, projected.row);
    else if (projected.rows) this.#units.replace(stream, projected.rows);
    else this.#units.remove(stream);
  }

  /** Where nothing stands. */
  add(stream: number, projected: StreamRows): void {
    if (projected.view === 'directory') this.#directory.put(stream, projected.kind, projected.row);
    else if (projected.rows) this.#units.add(stream, projected.rows);
  }

  /** After a rollback the numbers given since are nobody's. */
  forget(): void {
    this.#units.forget();
  }
}
