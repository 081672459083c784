import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** Most names remembered: the streams of a region, some 60 MB while its whole log is read. */
const REMEMBERED = 500_000;

export type NumberedName = readonly [id: number, name: string];

/** Names met first in a page follow one another, for they are numbered as they are met: so many more may be among them. */
const BETWEEN = 64;

/** The names of a table by their numbers. */
export class NameLookup {
  readonly #find: StatementSync;
  readonly #range: StatementSync;
  /** By number: a list, which is read three times as fast as a map of so many. */
  #names: (string | undefined)[] = [];
  #remembered = 0;

  /** @param onMet told each name that was looked up in the table */
  constructor(
    db: DatabaseSync,
    private readonly table: 'names' | 'streams',
    private readonly onMet?: (name: NumberedName) => void,
  ) {
    this.#find = db.prepare(`SELECT name FROM ${table} WHERE id = ?`);
    this.#range = db.prepare(`SELECT id, name FROM ${table} WHERE id BETWEEN ? AND ?`);
    for (const statement of [this.#find, this.#range]) statement.setReturnArrays(true);
  }

  /** @throws Error when the table has no such number */
  text(id: number): string {
    const known = this.#names[id];
    if (known !== undefined) return known;
    const [name] = (this.#find.get(id) ?? []) as unknown as [string?];
    if (name === undefined) throw new Error(`name ${id} of ${this.table} is missing`);
    this.#meet([id, name]);
    return name;
  }

  /** Looks up those of some numbers that are not known yet, all at once where they lie close together. */
  prepare(ids: readonly number[]): void {
    let [least, greatest, unknown] = [Infinity, -Infinity, 0];
    for (const id of ids) {
      if (this.#names[id] !== undefined) continue;
      unknown++;
      if (id < least) least = id;
      if (id > greatest) greatest = id;
    }
    if (unknown < 2 || greatest - least > unknown + BETWEEN) return;
    for (const row of this.#range.all(least, greatest)) this.#meet(row as unknown as NumberedName);
  }

  /** Takes over names that another lookup of the same table has met. */
  learn(names: readonly NumberedName[]): void {
    for (const [id, name] of names) this.#remember(id, name);
  }

  forget(): void {
    this.#names = [];
    this.#remembered = 0;
  }

  #meet([id, name]: NumberedName): void {
    this.#remember(id, name);
    this.onMet?.([id, name]);
  }

  #remember(id: number, name: string): void {
    if (this.#remembered++ >= REMEMBERED) this.forget();
    this.#names[id] = name;
  }
}
