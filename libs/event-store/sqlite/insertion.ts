import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';

/** Inserts rows into a table, some in one call: a call into SQLite costs as much as two rows. */
export class Insertion {
  readonly #several: StatementSync;
  readonly #one: StatementSync;
  readonly #columns: number;
  readonly #full: number;
  #values: SQLInputValue[] = [];

  /**
   * @param columns of a row: `?, ?, unhex(?)`
   * @param atOnce rows in one call: more than one only where nobody reads before `flush`
   */
  constructor(db: DatabaseSync, table: string, columns: string, atOnce: number) {
    const row = `(${columns})`;
    this.#one = db.prepare(`INSERT INTO ${table} VALUES ${row}`);
    this.#several = db.prepare(`INSERT INTO ${table} VALUES ${Array(atOnce).fill(row).join(', ')}`);
    this.#columns = columns.split('?').length - 1;
    this.#full = this.#columns * atOnce;
  }

  /** A row. What the table refuses of it is thrown when it is written, with others. */
  add(...row: readonly SQLInputValue[]): void {
    for (const value of row) this.#values.push(value);
    if (this.#values.length < this.#full) return;
    const values = this.#values;
    // Also when they are refused, they are not written with the next ones.
    this.#values = [];
    this.#several.run(...values);
  }

  flush(): void {
    for (let from = 0; from < this.#values.length; from += this.#columns) {
      this.#one.run(...this.#values.slice(from, from + this.#columns));
    }
    this.#values = [];
  }
}
