import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite';
import { factOf, type KeptFact } from '../projections/kept-fact.js';
import { dateOf } from './days.js';

const FACTS = 'SELECT type, revision, position, effective, essence, means FROM events';

/** Reads back from the events' table what the folds need. */
export class Facts {
  readonly #ofStream: StatementSync;
  readonly #nameOf: StatementSync;
  readonly #names = new Map<number, string>();

  constructor(db: DatabaseSync) {
    this.#ofStream = db.prepare(`${FACTS} WHERE stream = ? ORDER BY position`);
    this.#ofStream.setReturnArrays(true);
    this.#nameOf = db.prepare('SELECT name FROM names WHERE id = ?');
  }

  /** The facts of a stream in revision order. Of a unit: others keep no dates. */
  ofStream(stream: number): KeptFact[] {
    return (this.#ofStream.all(stream) as unknown as SQLOutputValue[][]).map((row) => this.#fact(row));
  }

  /** After a rollback the numbers given since are nobody's. */
  forget(): void {
    this.#names.clear();
  }

  #fact(row: SQLOutputValue[]): KeptFact {
    return factOf({
      type: this.#name(row[0] as number),
      revision: row[1] as number,
      position: row[2] as number,
      effectiveOn: dateOf(row[3] as number),
      essence: typeof row[4] === 'number' ? this.#name(row[4]) : (row[4] as string | null),
      means: row[5] as number | null,
    });
  }

  #name(id: number): string {
    const known = this.#names.get(id);
    if (known !== undefined) return known;
    const name = String(this.#nameOf.get(id)?.['name']);
    this.#names.set(id, name);
    return name;
  }
}
