import type { DatabaseSync } from 'node:sqlite';

/** A day after every date: the end of what has none. In days since 1970-01-01; 9999-12-31 is 2,932,896. */
export const NO_END = 3_000_000;

/** A day on which only what has no end is true. */
export const LATEST = NO_END - 1;

/**
 * Names (of types, actors, streams) and short essences stand once and are numbers elsewhere; dates are days since 1970, instants milliseconds;
 * an absent code is '', for a NULL equals nothing and could not be unique. Bodies stay in the log. A long essence is a text in
 * the column of numbers, which SQLite takes as it is.
 */
const TABLES = `
  CREATE TABLE checkpoint (
    one INTEGER PRIMARY KEY CHECK (one = 1), position INTEGER NOT NULL, events INTEGER NOT NULL, known INTEGER,
    last_id TEXT, last_stream TEXT, last_revision INTEGER
  );
  INSERT INTO checkpoint VALUES (1, 0, 0, NULL, NULL, NULL, NULL);
  CREATE TABLE names (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
  CREATE TABLE streams (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
  CREATE TABLE events (
    position INTEGER PRIMARY KEY, stream INTEGER NOT NULL, revision INTEGER NOT NULL, type INTEGER NOT NULL,
    effective INTEGER, known INTEGER NOT NULL, actor INTEGER NOT NULL, id BLOB NOT NULL, means INTEGER, essence INTEGER
  );
  CREATE TABLE states (
    id INTEGER PRIMARY KEY, owner TEXT NOT NULL, municipality TEXT NOT NULL, ambito TEXT NOT NULL,
    service_class TEXT NOT NULL, lifecycle TEXT NOT NULL, stock TEXT NOT NULL, provisional INTEGER NOT NULL,
    sat INTEGER NOT NULL, programme TEXT NOT NULL, lot TEXT NOT NULL
  );
  CREATE TABLE units (
    stream INTEGER PRIMARY KEY, unit_id TEXT NOT NULL, label TEXT NOT NULL, first_day INTEGER NOT NULL
  );
  CREATE TABLE segments (
    unit INTEGER NOT NULL, from_day INTEGER NOT NULL, to_day INTEGER NOT NULL, state INTEGER NOT NULL,
    PRIMARY KEY (unit, from_day)
  ) WITHOUT ROWID;
  CREATE TABLE aliases (
    unit INTEGER NOT NULL, ordinal INTEGER NOT NULL, scheme TEXT NOT NULL, value TEXT NOT NULL, held INTEGER NOT NULL,
    PRIMARY KEY (unit, ordinal)
  ) WITHOUT ROWID;
  CREATE TABLE anomalies (position INTEGER PRIMARY KEY, unit INTEGER NOT NULL, code TEXT NOT NULL);
`;

/** Indexes are made after the rows where there are many: sorting once costs a fraction of keeping order all along. */
const EVENT_INDEXES = `
  CREATE UNIQUE INDEX event_ids ON events (${idPrefix('id')});
  CREATE UNIQUE INDEX stream_names ON streams (name);
  CREATE INDEX events_of_stream ON events (stream);
`;
const UNIT_INDEXES = `
  CREATE UNIQUE INDEX unit_ids ON units (unit_id);
  CREATE INDEX unit_labels ON units (label, unit_id);
  CREATE INDEX segments_of_state ON segments (state, to_day, from_day);
  CREATE UNIQUE INDEX whole_states ON states
    (owner, municipality, ambito, service_class, lifecycle, stock, provisional, sat, programme, lot);
  CREATE INDEX states_of_municipality ON states (municipality);
  CREATE INDEX states_of_ambito ON states (ambito);
  CREATE INDEX alias_values ON aliases (value);
  CREATE INDEX anomalies_of_unit ON anomalies (unit);
`;

/**
 * What the index of ids holds of one: 10 of its 16 bytes, 74 bits of a digest, which saves six bytes an event. That two of
 * five million ids have the same is less likely than one in a billion.
 */
function idPrefix(column: string): string {
  return `substr(${column}, 1, 10)`;
}

/** SQL: a column holds an id. By the index of ids. */
export function isId(column: string, id: string): string {
  return `${idPrefix(column)} = ${idPrefix(id)} AND ${column} = ${id}`;
}

export function createTables(db: DatabaseSync): void {
  db.exec(TABLES);
}

/** After the rows of events. */
export function indexEvents(db: DatabaseSync): void {
  db.exec(EVENT_INDEXES);
}

/** After the rows of units. */
export function indexUnits(db: DatabaseSync): void {
  db.exec(UNIT_INDEXES);
}
