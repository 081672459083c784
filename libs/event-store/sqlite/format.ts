import type { DatabaseSync } from 'node:sqlite';
import { StoreUnavailable } from '../port.js';

/** "RALG": marks the file as a register, for this program and for file(1). */
const APPLICATION_ID = 0x52_41_4c_47;

/** Version of the file format. A program reads its own and older ones, and refuses newer ones. */
export const FORMAT_VERSION = 1;

/**
 * Names are written once. A row of `recordings` says who recorded a run of events, when and why; its key is the position
 * of the first of them and an event is the `nth` of its recording, so that neither needs a column to find the other.
 * `recorded_at` is milliseconds since 1970; `known_at` is the running maximum of it where the clock had stepped back
 * (null: the same), so that what was known at an instant is found by halving, without an index.
 * `more` names the metadata that have no column of their own, as JSON: rare, and the same again and again.
 * A correlation id is null when it is the command's. UUIDs and SHA-256 digests are blobs, other ids the text they are.
 */
const TABLES = `
  CREATE TABLE names (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE streams (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE recordings (
    first INTEGER PRIMARY KEY,
    events INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    known_at INTEGER,
    command ANY NOT NULL,
    digest ANY NOT NULL,
    correlation ANY,
    actor INTEGER NOT NULL,
    source_file INTEGER,
    source_row INTEGER,
    source_list INTEGER,
    more INTEGER
  ) STRICT;
  CREATE TABLE events (
    position INTEGER PRIMARY KEY,
    id BLOB NOT NULL,
    stream INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    type INTEGER NOT NULL,
    schema_version INTEGER NOT NULL,
    nth INTEGER NOT NULL,
    checksum INTEGER NOT NULL,
    data TEXT NOT NULL
  ) STRICT;
`;

// Half of a UUID is enough to find a command by, and a third less to store.
const INDEXES = `
  CREATE UNIQUE INDEX events_by_id ON events (id);
  CREATE UNIQUE INDEX events_by_stream ON events (stream, revision);
  CREATE INDEX recordings_by_command ON recordings (substr(command, 1, 8));
`;

export function createIndexes(db: DatabaseSync): void {
  db.exec(INDEXES);
}

/** A bulk import writes rows first and indexes after: ten times as fast. */
export function dropIndexes(db: DatabaseSync): void {
  db.exec('DROP INDEX events_by_id; DROP INDEX events_by_stream; DROP INDEX recordings_by_command');
}

/**
 * Looks at what a file is.
 * @returns false when nothing has ever been written to it
 * @throws StoreUnavailable when it is no register, or one of a newer format
 */
export function isRegister(db: DatabaseSync, file: string): boolean {
  const application = pragma(db, 'application_id');
  if (application === 0 && db.prepare('SELECT 1 FROM sqlite_schema').get() === undefined) return false;
  if (application !== APPLICATION_ID) throw new StoreUnavailable(`${file} is a database, but not a register`);
  const version = pragma(db, 'user_version');
  if (version > FORMAT_VERSION) {
    throw new StoreUnavailable(
      `register ${file} is in format ${version}, written by a newer version of this program; this one knows formats up to ${FORMAT_VERSION}`,
    );
  }
  return true;
}

/** Makes an empty register of an empty file, whole or not at all. */
export function createRegister(db: DatabaseSync): void {
  db.exec(`BEGIN IMMEDIATE; ${TABLES} ${INDEXES}
    PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${FORMAT_VERSION}; COMMIT`);
}

function pragma(db: DatabaseSync, name: string): number {
  return Number(Object.values(db.prepare(`PRAGMA ${name}`).get() ?? {})[0]);
}
