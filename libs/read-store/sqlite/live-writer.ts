import type { DatabaseSync } from 'node:sqlite';
import type { StoredEvent } from '#event-store';
import type { Checkpoint } from '../port.js';
import { projectStream } from '../projections/project-stream.js';
import { advance } from './checkpoints.js';
import { EventTable, readCheckpoint, type StreamNumber } from './event-table.js';
import { Facts } from './facts.js';
import { IndexedMeanings } from './meanings.js';
import { UnitTables } from './unit-tables.js';

/** Applies batches to the version that answers. */
export class LiveWriter {
  readonly #events: EventTable;
  readonly #facts: Facts;
  readonly #units: UnitTables;

  constructor(private readonly db: DatabaseSync) {
    this.#events = new EventTable(db, new IndexedMeanings(db));
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
      this.#events.forget();
      this.#facts.forget();
      this.#units.forget();
      throw error;
    }
  }

  #write(batch: readonly StoredEvent[]): Checkpoint {
    const before = readCheckpoint(this.db);
    const touched = new Map<number, StreamNumber>();
    let checkpoint = before;
    for (const event of batch) {
      if (event.position <= before.position) continue;
      const next = advance(checkpoint, event);
      const stream = this.#events.insert(event, next.knownMillis);
      touched.set(stream.number, stream);
      checkpoint = next.checkpoint;
    }
    for (const { number, name, unitId } of touched.values()) {
      if (unitId === undefined) continue;
      this.#units.replace(number, projectStream(name, unitId, this.#facts.ofStream(number), before.position));
    }
    this.#events.setCheckpoint(checkpoint);
    return checkpoint;
  }
}
