import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { StoredEvent } from '#event-store';
import { PoisonEvent, type Checkpoint } from '../port.js';
import { essence, isKnownType, meantEvent } from '../projections/kept-fact.js';
import { unitOf } from '../projections/project-stream.js';
import { dayOf } from './days.js';
import { packId } from './event-ids.js';
import type { Meanings } from './meanings.js';
import { Names } from './names.js';

/** A stream as its number, its name and the unit that it is about. */
export interface StreamNumber {
  readonly number: number;
  readonly name: string;
  /** Undefined for a stream that feeds no view. */
  readonly unitId: string | undefined;
}

/** What is kept of every event: where it is, what an auditor filters by, and what the folds need. */
export class EventTable {
  readonly #insert: StatementSync;
  readonly #setCheckpoint: StatementSync;
  readonly #names: Names;
  readonly #streamNames: Names;
  readonly #streams = new Map<string, StreamNumber>();

  /** @param remember how many streams are kept in memory */
  constructor(
    db: DatabaseSync,
    private readonly meanings: Meanings,
    private readonly remember = 10_000,
  ) {
    this.#insert = db.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
    this.#setCheckpoint = db.prepare(
      `UPDATE checkpoint SET position = ?, events = ?, known = ?, last_id = ?, last_stream = ?, last_revision = ?`,
    );
    this.#names = new Names(db, 'names');
    this.#streamNames = new Names(db, 'streams');
  }

  /**
   * Keeps an event. A second one at its position, or with its id, is refused by the table.
   * @param knownMillis recorded time, made monotone in position order
   * @throws PoisonEvent
   */
  insert(event: StoredEvent, knownMillis: number): StreamNumber {
    const { revision, position, type, data, metadata } = event;
    const stream = this.#stream(event.stream);
    const { number, unitId } = stream;
    const checked = checkedRow(event, unitId !== undefined);
    const meant = unitId === undefined ? undefined : meantEvent(type, data);
    this.#insert.run(
      position,
      number,
      revision,
      this.#names.id(type),
      checked.effective,
      knownMillis,
      this.#names.id(metadata.actor),
      checked.id,
      meant === undefined ? null : this.meanings.revisionOf(meant, number, position),
      checked.essence,
    );
    return stream;
  }

  setCheckpoint({ position, events, recordedAt, last }: Checkpoint): void {
    const known = recordedAt === null ? null : Date.parse(recordedAt);
    const { id = null, stream = null, revision = null } = last ?? {};
    this.#setCheckpoint.run(position, events, known, id, stream, revision);
  }

  forget(): void {
    this.#names.forget();
    this.#streamNames.forget();
    this.#streams.clear();
  }

  #stream(name: string): StreamNumber {
    const known = this.#streams.get(name);
    if (known) return known;
    const stream = { number: this.#streamNames.id(name), name, unitId: unitOf(name) };
    if (this.#streams.size >= this.remember) this.#streams.clear();
    this.#streams.set(name, stream);
    return stream;
  }
}

/** @throws PoisonEvent */
function checkedRow({ id, stream, position, type, data }: StoredEvent, ofUnit: boolean) {
  try {
    if (!ofUnit) return { id: packId(id), effective: effectiveDay(data), essence: null };
    if (!isKnownType(type)) throw new TypeError('this version of the program knows no such event of a unit');
    const effective = effectiveDay(data);
    if (effective === null) throw new TypeError('it has no date');
    return { id: packId(id), effective, essence: essence(type, data) };
  } catch (error) {
    throw new PoisonEvent(position, stream, type, error instanceof Error ? error.message : String(error));
  }
}

/** Null where an event speaks of no date. @throws RangeError */
function effectiveDay(data: object): number | null {
  const { effectiveOn } = data as { readonly effectiveOn?: string };
  return effectiveOn === undefined ? null : dayOf(effectiveOn);
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
