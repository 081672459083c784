import type { DatabaseSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { asStored } from '../codec.js';
import type { LogProblem, Position, StoredEvent } from '../port.js';
import { EventRows, MissingEvent } from './event-rows.js';
import { reasonOf } from '../reason.js';

/**
 * Reads the whole register: SQLite's own integrity check (tables against indexes, so ids that stand twice too), then every
 * event in position order with its checksum, contiguous positions and revisions, and the running maximum of recorded times.
 * The check of the file holds the process for about a second per gigabyte.
 */
export async function* inspect(db: DatabaseSync): AsyncGenerator<LogProblem, void, void> {
  yield* inspectFile(db);
  try {
    yield* inspectTimes(db);
    yield* inspectEvents(db);
  } catch (error) {
    yield { kind: 'file', message: reasonOf(error) };
  }
}

function* inspectFile(db: DatabaseSync): Generator<LogProblem, void, void> {
  try {
    for (const row of db.prepare('PRAGMA integrity_check').all()) {
      const message = String(row['integrity_check']);
      if (message !== 'ok') yield { kind: 'file', message };
    }
  } catch (error) {
    yield { kind: 'file', message: reasonOf(error) };
  }
}

function* inspectTimes(db: DatabaseSync): Generator<LogProblem, void, void> {
  const times = db.prepare(
    `SELECT first FROM (SELECT first, coalesce(known_at, recorded_at) AS known,
       max(recorded_at) OVER (ORDER BY first) AS greatest FROM recordings) WHERE known <> greatest`,
  );
  for (const { first } of times.iterate()) {
    const message = `the time at which position ${Number(first)} became known is not the running maximum`;
    yield { kind: 'known-time', position: Number(first), message };
  }
}

async function* inspectEvents(db: DatabaseSync): AsyncGenerator<LogProblem, void, void> {
  const rows = new EventRows(db, asStored);
  const revisions = new Map<string, number>();
  const until = lastPosition(db);
  let position = 0;
  while (position < until) {
    try {
      for (const event of rows.page(position, until)) {
        yield* inspectRevision(event, revisions);
        position = event.position;
      }
    } catch (error) {
      position++;
      const message = reasonOf(error);
      yield { kind: error instanceof MissingEvent ? 'missing-position' : 'unreadable-event', position, message };
    }
    await nextTurn();
  }
}

function* inspectRevision(event: StoredEvent, revisions: Map<string, number>): Generator<LogProblem, void, void> {
  const { stream, revision, position } = event;
  const expected = revisions.get(stream) ?? 0;
  revisions.set(stream, revision + 1);
  if (revision !== expected) {
    const message = `event at position ${position} has revision ${revision} of stream ${stream} where ${expected} is expected`;
    yield { kind: 'revision-gap', position, message };
  }
}

function lastPosition(db: DatabaseSync): Position {
  return Number(db.prepare('SELECT coalesce(max(position), 0) AS last FROM events').get()?.['last']);
}
