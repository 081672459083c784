import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** Most names remembered at once. */
const REMEMBERED = 10_000;

/** A table of names written once, each with a number. Inside a write transaction only. */
export class Names {
  readonly #find: StatementSync;
  readonly #insert: StatementSync;
  readonly #ids = new Map<string, number>();

  constructor(db: DatabaseSync, table: 'names' | 'streams') {
    this.#find = db.prepare(`SELECT id FROM ${table} WHERE name = ?`);
    this.#insert = db.prepare(`INSERT INTO ${table} (name) VALUES (?)`);
  }

  id(name: string): number {
    const known = this.#ids.get(name);
    if (known !== undefined) return known;
    const row = this.#find.get(name);
    const id = Number(row ? row['id'] : this.#insert.run(name).lastInsertRowid);
    if (this.#ids.size >= REMEMBERED) this.#ids.clear();
    this.#ids.set(name, id);
    return id;
  }

  /** After a rollback the numbers given since are nobody's. */
  forget(): void {
    this.#ids.clear();
  }
}
