import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { Insertion } from '#event-store';
import type { Checkpoint } from '../port.js';
import { packId } from './event-ids.js';
import type { EventRecord } from './event-record.js';
import { C, LONG, NONE, numberOrNull, type RecordColumns } from './record-columns.js';

/** The table of all events. A second event at a position, or with an id, is refused by it. */
export class EventTable {
  readonly #rows: Insertion;
  readonly #setCheckpoint: StatementSync;

  /** @param atOnce rows in one call into SQLite: more than one only where nobody reads before `flush` */
  constructor(db: DatabaseSync, atOnce = 1) {
    this.#rows = new Insertion(db, 'events', '?, ?, ?, ?, ?, ?, ?, ?, ?, ?', atOnce);
    this.#setCheckpoint = db.prepare(
      `UPDATE checkpoint SET position = ?, events = ?, known = ?, last_id = ?, last_stream = ?, last_revision = ?`,
    );
  }

  /** @param means revision of the event that it means; null for none */
  insert(id: string, record: EventRecord, means: number | null): void {
    const { position, stream, revision, type, effective, known, actor, essence } = record;
    this.#rows.add(position, stream, revision, type, effective, known, actor, packId(id), means, essence);
  }

  /** @param means by event, the revision of the one that it means, or {@link NONE} */
  insertAll({ count, numbers, ids, longEssences }: RecordColumns, means: Int32Array): void {
    let long = 0;
    for (let i = 0, at = 0; i < count; i++, at += C.width) {
      const essence = numbers[at + C.essence]!;
      this.#rows.add(
        numbers[at + C.position]!,
        numbers[at + C.stream]!,
        numbers[at + C.revision]!,
        numbers[at + C.type]!,
        numberOrNull(numbers[at + C.effective]!),
        numbers[at + C.known]!,
        numbers[at + C.actor]!,
        ids.subarray(16 * i, 16 * i + 16),
        means[i] === NONE ? null : means[i]!,
        essence === LONG ? longEssences[long++]! : numberOrNull(essence),
      );
    }
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
