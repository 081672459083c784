import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { Insertion } from '#event-store';
import type { Checkpoint } from '../port.js';
import type { EventRecord } from './event-record.js';
import type { Meanings } from './meanings.js';

/** The table of all events. */
export class EventTable {
  readonly #rows: Insertion;
  readonly #setCheckpoint: StatementSync;

  constructor(
    db: DatabaseSync,
    private readonly meanings: Meanings,
    atOnce = 1,
  ) {
    this.#rows = new Insertion(db, 'events', `?, ?, ?, ?, ?, ?, ?, unhex(?, '-'), ?, ?`, atOnce);
    this.#setCheckpoint = db.prepare(
      `UPDATE checkpoint SET position = ?, events = ?, known = ?, last_id = ?, last_stream = ?, last_revision = ?`,
    );
  }

  /** Keeps an event. A second one at its position, or with its id, is refused by the table. */
  insert(record: EventRecord): void {
    const [position, stream, revision, type, effective, known, actor, id, meant, essence] = record;
    const means = meant === null ? null : this.meanings.revisionOf(meant, stream, position);
    this.#rows.add(position, stream, revision, type, effective, known, actor, id, means, essence);
  }

  /** Writes the rows that wait for others to be written with. */
  flush(): void {
    this.#rows.flush();
  }

  setCheckpoint({ position, events, recordedAt, last }: Checkpoint): void {
    const known = recordedAt === null ? null : Date.parse(recordedAt);
    const { id = null, stream = null, revision = null } = last ?? {};
    this.#setCheckpoint.run(position, events, known, id, stream, revision);
  }
}

/** How far the rows of this version go. */
export function readCheckpoint(db: DatabaseSync): Checkpoint {
  const row = db.prepare('SELECT * FROM checkpoint').get();
  if (!row) throw new TypeError('the views have no checkpoint');
  const { position, events, known, last_id: id, last_stream: stream, last_revision: revision } = row;
  return {
    position: Number(position),
    events: Number(events),
    recordedAt: known === null ? null : new Date(Number(known)).toISOString(),
    last: id === null ? null : { id: String(id), stream: String(stream), revision: Number(revision) },
  };
}
