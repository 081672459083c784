import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** Most names remembered at once: a register has some dozens of types and actors, but hundreds of thousands of streams. */
const REMEMBERED = 50_000;

/** A table of names written once; gives each its number, a new one when it is not there. Inside a write transaction only. */
export class Names {
  readonly #find: StatementSync;
  readonly #insert: StatementSync;
  readonly #ids = new Map<string, number>();
  readonly #remembersAll: boolean;

  /** @param remembersAll for those who write many names: what is not remembered is not there, and is not looked for */
  constructor(db: DatabaseSync, table: 'names' | 'streams', remembersAll = false) {
    this.#find = db.prepare(`SELECT id FROM ${table} WHERE name = ?`);
    this.#insert = db.prepare(`INSERT INTO ${table} (name) VALUES (?)`);
    this.#remembersAll = remembersAll;
    if (!remembersAll) return;
    for (const { id, name } of db.prepare(`SELECT id, name FROM ${table}`).iterate()) {
      this.#ids.set(String(name), Number(id));
    }
  }

  /** The number of a name; undefined when nobody wrote it yet. */
  find(name: string): number | undefined {
    const known = this.#ids.get(name);
    if (known !== undefined || this.#remembersAll) return known;
    const row = this.#find.get(name);
    return row && this.#remember(name, Number(row['id']));
  }

  id(name: string): number {
    return this.find(name) ?? this.#remember(name, Number(this.#insert.run(name).lastInsertRowid));
  }

  /** After a rollback the numbers given since are nobody's. */
  forget(): void {
    this.#ids.clear();
  }

  #remember(name: string, id: number): number {
    if (!this.#remembersAll && this.#ids.size >= REMEMBERED) this.#ids.clear();
    this.#ids.set(name, id);
    return id;
  }
}
