import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite';
import { factOf, type KeptFact } from '../projections/kept-fact.js';
import { unitOf } from '../projections/project-stream.js';
import { dateOf } from './days.js';

const FACTS = 'SELECT stream, type, revision, position, effective, essence, means FROM events';

/** A unit's stream, whole. */
export interface UnitStream {
  readonly number: number;
  readonly name: string;
  readonly unitId: string;
  readonly facts: readonly KeptFact[];
}

/** Reads back from the events' table what the folds need. */
export class Facts {
  readonly #ofStream: StatementSync;
  readonly #nameOf: StatementSync;
  readonly #names = new Map<number, string>();

  constructor(private readonly db: DatabaseSync) {
    this.#ofStream = db.prepare(`${FACTS} WHERE stream = ? ORDER BY position`);
    this.#ofStream.setReturnArrays(true);
    this.#nameOf = db.prepare('SELECT name FROM names WHERE id = ?');
  }

  /** The facts of a stream in revision order. Of a unit: others keep no dates. */
  ofStream(stream: number): KeptFact[] {
    return (this.#ofStream.all(stream) as unknown as SQLOutputValue[][]).map((row) => this.#fact(row));
  }

  /** Every unit's stream. Sorted, not looked up: rows of a stream lie far apart in a large table. */
  *units(): Generator<UnitStream, void, void> {
    const streamName = this.db.prepare('SELECT name FROM streams WHERE id = ?');
    const all = this.db.prepare(`${FACTS} NOT INDEXED ORDER BY stream, position`);
    all.setReturnArrays(true);
    let facts: KeptFact[] = [];
    let current: UnitStream | undefined;
    let number: number | undefined;
    for (const row of all.iterate() as unknown as Iterable<SQLOutputValue[]>) {
      if (row[0] !== number) {
        if (current) yield current;
        number = row[0] as number;
        const name = String(streamName.get(number)?.['name']);
        const unitId = unitOf(name);
        facts = [];
        current = unitId === undefined ? undefined : { number, name, unitId, facts };
      }
      if (current) facts.push(this.#fact(row));
    }
    if (current) yield current;
  }

  /** After a rollback the numbers given since are nobody's. */
  forget(): void {
    this.#names.clear();
  }

  #fact(row: SQLOutputValue[]): KeptFact {
    return factOf({
      type: this.#name(row[1] as number),
      revision: row[2] as number,
      position: row[3] as number,
      effectiveOn: dateOf(row[4] as number),
      essence: row[5] as string | null,
      means: row[6] as number | null,
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
