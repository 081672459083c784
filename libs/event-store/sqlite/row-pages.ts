import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Position } from '../port.js';

/** Most rows of a page. */
export const PAGE_ROWS = 512;
/** Most bytes of their data: larger ones are read row by row, with a look at the clock. */
const PAGE_BYTES = 1_000_000;

/**
 * A page of events as SQLite hands it over: a text a column. One crossing from SQLite serves hundreds of events, where row by
 * row each value crosses by itself.
 */
export interface RowPage {
  readonly first: Position;
  readonly count: number;
  /** 16 bytes an event. */
  readonly ids: Uint8Array;
  /** Numbers, with commas between them. */
  readonly streams: string;
  readonly revisions: string;
  readonly types: string;
  readonly schemaVersions: string;
  readonly nths: string;
  readonly checksums: string;
  /** JSON texts, with line feeds between them: JSON has none of its own. */
  readonly data: string;
  readonly recordings: RecordingPage;
}

/** The recordings of a page's events, in order of their first events; ids are UUIDs and digests, or it is no page. */
export interface RecordingPage {
  readonly count: number;
  /** Numbers, with commas between them. */
  readonly firsts: string;
  readonly recordedAt: string;
  readonly actors: string;
  /** 16 bytes each. */
  readonly commands: Uint8Array;
  readonly correlations: Uint8Array;
  /** 32 bytes each. */
  readonly digests: Uint8Array;
  /** `RareColumns` in JSON, with commas between them. */
  readonly rare: string;
}

type EventsRow = readonly [
  count: number,
  first: number,
  firstRecording: number,
  ids: Uint8Array,
  streams: string,
  revisions: string,
  types: string,
  schemaVersions: string,
  nths: string,
  checksums: string,
  data: string,
];

// Rows come in the order of their key. Were they not to, no checksum would hold.
const EVENTS = `
  SELECT count(*), min(position), min(position - nth), CAST(group_concat(id, '') AS BLOB),
    group_concat(stream), group_concat(revision), group_concat(type), group_concat(schema_version),
    group_concat(nth), group_concat(checksum), group_concat(data, char(10))
  FROM (SELECT * FROM events WHERE position > ?1 AND position <= ?2 ORDER BY position)
  WHERE (SELECT sum(octet_length(data)) FROM events WHERE position > ?1 AND position <= ?2) <= ${PAGE_BYTES}`;

// Bytes of other lengths would be told by the length of all of them, but for texts, and for lengths that make up for one another.
const RECORDINGS = `
  SELECT count(*), group_concat(first), group_concat(recorded_at), group_concat(actor),
    CAST(group_concat(command, '') AS BLOB), CAST(group_concat(coalesce(correlation, command), '') AS BLOB),
    CAST(group_concat(digest, '') AS BLOB),
    group_concat(CASE WHEN coalesce(known_at, source_file, source_row, source_list, more) IS NULL THEN 'null'
      ELSE json_array(known_at, source_file, source_row, source_list, more) END)
  FROM (SELECT * FROM recordings WHERE first >= ? AND first <= ? ORDER BY first)
  HAVING sum(typeof(command) = 'blob' AND length(command) = 16 AND typeof(digest) = 'blob' AND length(digest) = 32
    AND (correlation IS NULL OR typeof(correlation) = 'blob' AND length(correlation) = 16)) = count(*)`;

type RecordingsRow = readonly [
  count: number,
  firsts: string,
  recordedAt: string,
  actors: string,
  commands: Uint8Array,
  correlations: Uint8Array,
  digests: Uint8Array,
  rare: string,
];

/** Reads rows by the page. It looks at nothing of what they say. */
export class RowPages {
  readonly #events: StatementSync;
  readonly #recordings: StatementSync;

  constructor(db: DatabaseSync) {
    this.#events = db.prepare(EVENTS);
    this.#recordings = db.prepare(RECORDINGS);
    for (const statement of [this.#events, this.#recordings]) statement.setReturnArrays(true);
  }

  /** The rows after a position up to another one; undefined when one is missing or of a rare kind, or when they are large. */
  read(after: Position, to: Position): RowPage | undefined {
    const row = this.#events.get(after, to) as unknown as EventsRow | undefined;
    if (row?.[0] !== to - after) return undefined;
    const [count, first, firstRecording, ids, streams, revisions, types, schemaVersions, nths, checksums, data] = row;
    const recordings = this.#recordingsOf(firstRecording, to);
    if (!recordings) return undefined;
    return { first, count, ids, streams, revisions, types, schemaVersions, nths, checksums, data, recordings };
  }

  #recordingsOf(first: Position, to: Position): RecordingPage | undefined {
    const row = this.#recordings.get(first, to) as unknown as RecordingsRow | undefined;
    if (!row) return undefined;
    const [count, firsts, recordedAt, actors, commands, correlations, digests, rare] = row;
    return { count, firsts, recordedAt, actors, commands, correlations, digests, rare };
  }
}
