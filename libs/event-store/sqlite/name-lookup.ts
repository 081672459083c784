import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** Most names remembered: the streams of a region, some 60 MB while its whole log is read. */
const REMEMBERED = 500_000;

export type NumberedName = readonly [id: number, name: string];

/** The names of a table by their numbers. */
export class NameLookup {
  readonly #find: StatementSync;
  readonly #names = new Map<number, string>();

  /** @param onMet told each name that was looked up in the table */
  constructor(
    db: DatabaseSync,
    private readonly table: 'names' | 'streams',
    private readonly onMet?: (name: NumberedName) => void,
  ) {
    this.#find = db.prepare(`SELECT name FROM ${table} WHERE id = ?`);
    this.#find.setReturnArrays(true);
  }

  /** @throws Error when the table has no such number */
  text(id: number): string {
    const known = this.#names.get(id);
    if (known !== undefined) return known;
    const [name] = (this.#find.get(id) ?? []) as unknown as [string?];
    if (name === undefined) throw new Error(`name ${id} of ${this.table} is missing`);
    this.#remember(id, name);
    this.onMet?.([id, name]);
    return name;
  }

  /** Takes over names that another lookup of the same table has met. */
  learn(names: readonly NumberedName[]): void {
    for (const [id, name] of names) this.#remember(id, name);
  }

  forget(): void {
    this.#names.clear();
  }

  #remember(id: number, name: string): void {
    if (this.#names.size >= REMEMBERED) this.#names.clear();
    this.#names.set(id, name);
  }
}
