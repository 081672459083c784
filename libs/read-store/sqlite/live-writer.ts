import type { DatabaseSync } from 'node:sqlite';
import type { StoredEvent } from '#event-store';
import type { Checkpoint } from '../port.js';
import { projectStream, unitOf } from '../projections/project-stream.js';
import { MovingCheckpoint } from './checkpoints.js';
import { recordOf, type EventRecord } from './event-record.js';
import { EventTable, readCheckpoint } from './event-table.js';
import { Facts } from './facts.js';
import { Meanings } from './meanings.js';
import { Names } from './names.js';
import { UnitTables } from './unit-tables.js';

/** Applies batches to the version that answers. */
export class LiveWriter {
  readonly #events: EventTable;
  readonly #meanings: Meanings;
  readonly #streams: Names;
  readonly #names: Names;
  readonly #facts: Facts;
  readonly #units: UnitTables;

  constructor(private readonly db: DatabaseSync) {
    this.#events = new EventTable(db);
    this.#meanings = new Meanings(db);
    this.#streams = new Names(db, 'streams');
    this.#names = new Names(db, 'names');
    this.#facts = new Facts(db);
    this.#units = new UnitTables(db);
  }

  /** Rows and checkpoint in one transaction. @throws PoisonEvent, and then nothing is written */
  apply(batch: readonly StoredEvent[]): Checkpoint {
    this.db.exec('BEGIN IMMEDIATE');
    try {
      const checkpoint = this.#write(batch);
      this.db.exec('COMMIT');
      return checkpoint;
    } catch (error) {
      if (this.db.isTransaction) this.db.exec('ROLLBACK');
      this.#streams.forget();
      this.#names.forget();
      this.#facts.forget();
      this.#units.forget();
      throw error;
    }
  }

  #record(event: StoredEvent, knownMillis: number): EventRecord {
    return recordOf({ ...event, actor: event.metadata.actor }, knownMillis, this.#streams, this.#names);
  }

  #write(batch: readonly StoredEvent[]): Checkpoint {
    const before = readCheckpoint(this.db);
    const touched = new Map<string, number>();
    const checkpoint = new MovingCheckpoint(before);
    for (const event of batch) {
      if (event.position <= before.position) continue;
      const record = this.#record(event, checkpoint.pass(event.position, event.recordedAt));
      const { stream, meant } = record;
      checkpoint.endAt(event);
      this.#events.insert(event.id, record, meant === null ? null : this.#meanings.revisionOf(meant, stream));
      touched.set(event.stream, stream);
    }
    for (const [name, number] of touched) {
      const unitId = unitOf(name);
      if (unitId === undefined) continue;
      this.#units.replace(number, projectStream(name, unitId, this.#facts.ofStream(number), before.position));
    }
    const after = checkpoint.now();
    this.#events.setCheckpoint(after);
    return after;
  }
}
