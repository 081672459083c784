import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { StoredEvent } from '#event-store';
import { PoisonEvent, type Checkpoint } from '../port.js';
import { essence } from '../projections/kept-fact.js';
import { isKnownType, subjectOf, type Subject } from '../projections/subject.js';
import { dayOf } from './days.js';
import { packId } from './event-ids.js';
import { Names } from './names.js';

/** A stream as its number, its name and what it is about. */
export interface StreamNumber {
  readonly number: number;
  readonly name: string;
  readonly subject: Subject;
}

/** What is kept of every event: where it is, what an auditor filters by, and what the folds need. */
export class EventTable {
  readonly #insert: StatementSync;
  readonly #setCheckpoint: StatementSync;
  readonly #names: Names;
  readonly #streams: Names;
  readonly #subjects = new Map<string, Subject>();

  /** @param remember how many stream names are kept in memory */
  constructor(
    db: DatabaseSync,
    private readonly remember = 10_000,
  ) {
    this.#insert = db.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
    this.#setCheckpoint = db.prepare(
      `UPDATE checkpoint SET position = ?, events = ?, known = ?, last_id = ?, last_stream = ?, last_revision = ?`,
    );
    this.#names = new Names(db, 'names');
    this.#streams = new Names(db, 'streams', remember);
  }

  /**
   * Keeps an event. A second one at its position, or with its id, is refused by the table.
   * @param knownMillis recorded time, made monotone in position order
   * @throws PoisonEvent
   */
  insert(event: StoredEvent, knownMillis: number): StreamNumber {
    const { stream, revision, position, type, metadata } = event;
    const subject = this.#subject(stream);
    if (!isKnownType(subject.kind, type)) {
      throw new PoisonEvent(
        position,
        stream,
        type,
        `no ${subject.kind} has such an event in this version of the program`,
      );
    }
    const row = this.#row(event, subject);
    const number = this.#streams.id(stream);
    const [typeId, actor] = [this.#names.id(type), this.#names.id(metadata.actor)];
    this.#insert.run(position, number, revision, typeId, row.effective, knownMillis, actor, row.id, row.essence);
    return { number, name: stream, subject };
  }

  setCheckpoint({ position, events, recordedAt, last }: Checkpoint): void {
    const known = recordedAt === null ? null : Date.parse(recordedAt);
    const { id = null, stream = null, revision = null } = last ?? {};
    this.#setCheckpoint.run(position, events, known, id, stream, revision);
  }

  forget(): void {
    this.#names.forget();
    this.#streams.forget();
  }

  #row({ id, stream, position, type, data }: StoredEvent, subject: Subject) {
    try {
      return { id: packId(id), effective: effectiveDay(subject, data), essence: essence(subject.kind, type, data) };
    } catch (error) {
      throw new PoisonEvent(position, stream, type, error instanceof Error ? error.message : String(error));
    }
  }

  #subject(stream: string): Subject {
    const known = this.#subjects.get(stream);
    if (known) return known;
    const subject = subjectOf(stream);
    if (this.#subjects.size >= this.remember) this.#subjects.clear();
    this.#subjects.set(stream, subject);
    return subject;
  }
}

/** Streams that feed no view may speak of no date. @throws RangeError */
function effectiveDay(subject: Subject, data: object): number | null {
  const { effectiveOn } = data as { readonly effectiveOn?: unknown };
  if (subject.kind === 'other' && effectiveOn === undefined) return null;
  return dayOf(effectiveOn as string);
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
