import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite';
import { dataOf, type KeptFact } from '../projections/kept-fact.js';
import { subjectOf, type Subject } from '../projections/subject.js';
import { dateOf } from './days.js';
import { unpackId } from './event-ids.js';

const FACTS = `SELECT e.id, e.revision, e.position, n.name, e.effective, e.essence, e.stream FROM events e`;

/** A stream that feeds a view, whole. */
export interface StreamFacts {
  readonly number: number;
  readonly name: string;
  readonly subject: Exclude<Subject, { kind: 'other' }>;
  readonly facts: readonly KeptFact[];
}

/** Reads back from the events' table what the folds need. */
export class Facts {
  readonly #ofStream: StatementSync;

  constructor(private readonly db: DatabaseSync) {
    this.#ofStream = db.prepare(`${FACTS} JOIN names n ON n.id = e.type WHERE e.stream = ? ORDER BY e.position`);
    this.#ofStream.setReturnArrays(true);
  }

  /** The facts of a stream in revision order. Of one that feeds a view: others keep no dates. */
  ofStream(stream: number): KeptFact[] {
    return (this.#ofStream.all(stream) as unknown as SQLOutputValue[][]).map(factOf);
  }

  /** Every stream that feeds a view. The events must be indexed. */
  *streams(): Generator<StreamFacts, void, void> {
    const nameOf = this.db.prepare('SELECT name FROM streams WHERE id = ?');
    // CROSS JOIN keeps the events outermost, in the order of their index: nothing is sorted.
    const all = this.db.prepare(
      `${FACTS} INDEXED BY events_of_stream CROSS JOIN names n ON n.id = e.type ORDER BY e.stream, e.position`,
    );
    all.setReturnArrays(true);
    let facts: KeptFact[] = [];
    let current: StreamFacts | undefined;
    let number: number | undefined;
    for (const row of all.iterate() as unknown as Iterable<SQLOutputValue[]>) {
      if (row[6] !== number) {
        if (current) yield current;
        number = row[6] as number;
        const name = String(nameOf.get(number)?.['name']);
        const subject = subjectOf(name);
        facts = [];
        current = subject.kind === 'other' ? undefined : { number, name, subject, facts };
      }
      if (current) facts.push(factOf(row));
    }
    if (current) yield current;
  }
}

function factOf(row: SQLOutputValue[]): KeptFact {
  return {
    id: unpackId(row[0] as Uint8Array),
    revision: row[1] as number,
    position: row[2] as number,
    type: row[3] as string,
    data: dataOf(dateOf(row[4] as number), row[5] as string | null),
  };
}
