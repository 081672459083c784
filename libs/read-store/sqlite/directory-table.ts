import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { DirectoryRow } from '../projections/directory-rows.js';
import type { DirectoryKind } from '../projections/subject.js';

/** Bodies, programmes, conferrals, notices and declarations: few, and read whole. */
export class DirectoryTable {
  readonly #put: StatementSync;
  readonly #remove: StatementSync;

  constructor(db: DatabaseSync) {
    this.#put = db.prepare('INSERT OR REPLACE INTO directory VALUES (?, ?, ?)');
    this.#remove = db.prepare('DELETE FROM directory WHERE stream = ?');
  }

  /** @param row null when nothing of it holds */
  put(stream: number, kind: DirectoryKind, row: DirectoryRow | null): void {
    if (row) this.#put.run(stream, kind, JSON.stringify(row));
    else this.#remove.run(stream);
  }
}
