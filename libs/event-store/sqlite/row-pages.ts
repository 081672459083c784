import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Position } from '../port.js';
import { packedAsText } from './packed-id.js';

/** Most rows of a page. */
export const PAGE_ROWS = 512;
/** Most bytes of their data: larger pages are read row by row, with a look at the clock. */
const PAGE_BYTES = 1_000_000;
/** An event with more alone is not joined to the others: that keeps small what is joined before its length is known. */
const EVENT_BYTES = 65_536;
/** An event's type and schema version in one number: the type times this, and the version, which is smaller. */
export const VERSIONS = 1_024;

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
  /** Types and schema versions: see {@link VERSIONS}. */
  readonly types: string;
  readonly checksums: string;
  /** Of each event, in which place of its recording it is: added up. */
  readonly nths: number;
  /** JSON texts, with line feeds between them: JSON has none of its own. */
  readonly data: Uint8Array;
  readonly recordings: RecordingPage;
}

/** The recordings of a page's events, in order of their first events. */
export interface RecordingPage {
  readonly count: number;
  /** Numbers, with commas between them. */
  readonly firsts: string;
  readonly recordedAt: string;
  readonly actors: string;
  /** 16 bytes each. */
  readonly commands: Uint8Array;
  /** 32 bytes each. */
  readonly digests: Uint8Array;
  /** `RareRecording`s in JSON, with commas between them; null when there is none. */
  readonly rare: string | null;
}

type EventsRow = readonly [
  count: number,
  firstRecording: number,
  ids: Uint8Array,
  streams: string,
  revisions: string,
  types: string,
  checksums: string,
  nths: number,
  data: Uint8Array,
  bytes: number,
];

// Rows come in the order of their key. Were they not to, no checksum would hold.
const RANGE = 'FROM events WHERE position > ?1 AND position <= ?2';
const EVENTS = `
  SELECT count(*), min(position - nth), CAST(group_concat(id, '') AS BLOB), group_concat(stream), group_concat(revision),
    group_concat(type * ${VERSIONS} + schema_version), group_concat(checksum), sum(nth),
    CAST(group_concat(CASE WHEN octet_length(data) <= ${EVENT_BYTES} THEN data END, char(10)) AS BLOB), sum(octet_length(data))
  ${RANGE}`;

// Bytes of other lengths, and ids that are texts, are told by the checksums: they are of what ids of these lengths would say.
const RECORDINGS = `
  SELECT count(*), group_concat(first), group_concat(recorded_at), group_concat(actor),
    CAST(group_concat(command, '') AS BLOB), CAST(group_concat(digest, '') AS BLOB),
    group_concat(CASE WHEN coalesce(correlation, known_at, source_file, source_row, source_list, more) IS NOT NULL
      THEN json_array(first, ${packedAsText('correlation')}, known_at, source_file, source_row, source_list, more) END)
  FROM recordings WHERE first >= ? AND first <= ?`;

type RecordingsRow = readonly [
  count: number,
  firsts: string,
  recordedAt: string,
  actors: string,
  commands: Uint8Array,
  digests: Uint8Array,
  rare: string | null,
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

  /** The rows after a position up to another one; undefined when one is missing, or when they are large. */
  read(after: Position, to: Position): RowPage | undefined {
    const row = this.#events.get(after, to) as unknown as EventsRow | undefined;
    if (row?.[0] !== to - after) return undefined;
    const [count, firstRecording, ids, streams, revisions, types, checksums, nths, data, bytes] = row;
    if (bytes > PAGE_BYTES) return undefined;
    const recordings = this.#recordingsOf(firstRecording, to);
    return { first: after + 1, count, ids, streams, revisions, types, checksums, nths, data, recordings };
  }

  #recordingsOf(first: Position, to: Position): RecordingPage {
    const row = this.#recordings.get(first, to) as unknown as RecordingsRow;
    const [count, firsts, recordedAt, actors, commands, digests, rare] = row;
    return { count, firsts, recordedAt, actors, commands, digests, rare };
  }
}
