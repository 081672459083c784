import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { readBody, type EventCodec } from '../codec.js';
import { UnreadableEvent, type EventMetadata, type Position, type StoredEvent } from '../port.js';
import { uuidOfHex } from '../uuid.js';
import { checksum } from './checksum.js';
import { parseMoreMetadata } from './more-metadata.js';
import { packedAsText, packId, unpackId } from './packed-id.js';
import { reasonOf } from '../reason.js';

const COLUMNS = `
  e.position, lower(hex(e.id)), e.stream, e.revision, e.type, e.schema_version, e.nth, e.checksum, e.data,
  r.first, r.recorded_at, r.known_at, ${packedAsText('r.command')}, ${packedAsText('r.digest')},
  ${packedAsText('r.correlation')}, r.actor, r.source_file, r.source_row, r.source_list, r.more`;

// An outer join: an event whose recording is lost must be seen and named, not left out.
const JOINED = `events e LEFT JOIN recordings r ON r.first = e.position - e.nth`;

/** A row in the order of COLUMNS. Its types are what the tables say, unless bytes have changed: then the checksum differs. */
type Row = readonly [
  position: number,
  id: string,
  stream: number,
  revision: number,
  type: number,
  schemaVersion: number,
  nth: number,
  checksum: number,
  data: string,
  first: number | null,
  recordedAt: number,
  knownAt: number | null,
  command: string | null,
  digest: string | null,
  correlation: string | null,
  actor: number,
  sourceFile: number | null,
  sourceRow: number | null,
  sourceList: number | null,
  more: number | null,
];

/** Where in a row the columns of its recording are: by number, for a row is taken apart five million times. */
const R = {
  first: 9,
  recordedAt: 10,
  knownAt: 11,
  command: 12,
  digest: 13,
  correlation: 14,
  actor: 15,
  sourceFile: 16,
  sourceRow: 17,
  sourceList: 18,
  more: 19,
} as const;

/** A slice of a read: how many rows at most before other work of the process gets its turn. */
const PAGE_ROWS = 256;
/** And for how long at most, in milliseconds: rows can be large. */
const PAGE_MILLIS = 5;

/** Most names of streams remembered: those of a region, some 60 MB while its whole log is read. */
const REMEMBERED = 500_000;

interface Recording {
  readonly first: number;
  readonly recordedAt: string;
  readonly recordedMillis: number;
  readonly knownMillis: number;
  readonly metadata: EventMetadata;
}

/** Positions are contiguous: where one is not there, bytes of the file are lost. */
export class MissingEvent extends UnreadableEvent {
  constructor(position: Position) {
    super(position, 'unknown', 'it is missing');
  }
}

/** Reads events through one connection. Every event that leaves here has been checked. */
export class EventRows {
  readonly #codec: EventCodec;
  readonly #after: StatementSync;
  readonly #ofStream: StatementSync;
  readonly #ofCommand: StatementSync;
  readonly #byId: StatementSync;
  readonly #nameOf: StatementSync;
  readonly #streamOf: StatementSync;
  readonly #names = new Map<number, string>();
  readonly #streams = new Map<number, string>();
  #recording: Recording | undefined;

  constructor(db: DatabaseSync, codec: EventCodec) {
    this.#codec = codec;
    const rows = (sql: string): StatementSync => {
      const statement = db.prepare(sql);
      statement.setReturnArrays(true);
      return statement;
    };
    this.#after = rows(
      `SELECT ${COLUMNS} FROM ${JOINED} WHERE e.position > ? AND e.position <= ? ORDER BY e.position LIMIT ${PAGE_ROWS}`,
    );
    this.#ofStream = rows(
      `SELECT ${COLUMNS} FROM ${JOINED} WHERE e.stream = (SELECT id FROM streams WHERE name = ?) ORDER BY e.revision`,
    );
    this.#ofCommand = rows(
      `SELECT ${COLUMNS} FROM recordings r JOIN events e ON e.position >= r.first AND e.position < r.first + r.events
       WHERE substr(r.command, 1, 8) = substr(?1, 1, 8) AND r.command = ?1 ORDER BY e.position`,
    );
    this.#byId = rows(`SELECT ${COLUMNS} FROM ${JOINED} WHERE e.id = ?`);
    this.#streamOf = rows('SELECT name FROM streams WHERE id = ?');
    this.#nameOf = rows('SELECT name FROM names WHERE id = ?');
  }

  /**
   * Some of the events after a position, up to another one: at least one when there is one. An event that cannot be read
   * ends the page; it is thrown when it is the first, so that who reads on gets all that is in front of it.
   * @throws UnreadableEvent
   */
  page(after: Position, until: Position): readonly StoredEvent[] {
    const events: StoredEvent[] = [];
    const end = performance.now() + PAGE_MILLIS;
    try {
      for (const row of this.#after.iterate(after, until)) {
        const event = this.#read(row as unknown as Row);
        const expected = after + events.length + 1;
        if (event.position !== expected) throw new MissingEvent(expected);
        events.push(event);
        if (performance.now() > end) break;
      }
    } catch (error) {
      if (events.length === 0) throw error;
    }
    if (events.length === 0 && after < until) throw new MissingEvent(after + 1);
    return events;
  }

  /** @throws UnreadableEvent */
  stream(name: string): readonly StoredEvent[] {
    const events = this.#ofStream.all(name).map((row) => this.#read(row as unknown as Row));
    const gap = events.findIndex((event, revision) => event.revision !== revision);
    if (gap !== -1)
      throw new UnreadableEvent(events[gap]?.position ?? 0, name, `revision ${gap} in front of it is missing`);
    return events;
  }

  /** @throws UnreadableEvent */
  command(commandId: string): readonly StoredEvent[] {
    return this.#ofCommand.all(packId(commandId)).map((row) => this.#read(row as unknown as Row));
  }

  /** @throws UnreadableEvent */
  withId(id: Uint8Array): StoredEvent | undefined {
    const row = this.#byId.get(id);
    return row && this.#read(row as unknown as Row);
  }

  /** Lets go of the names of streams, of which a long reading meets hundreds of thousands. */
  forgetStreams(): void {
    this.#streams.clear();
  }

  /** After a transaction was rolled back: what was read of it may be said of another recording or name now. */
  forget(): void {
    this.#names.clear();
    this.#streams.clear();
    this.#recording = undefined;
  }

  #read(row: Row): StoredEvent {
    const [position, idDigits, streamId, revision, typeId, schemaVersion, nth, sum, json] = row;
    let stream: string | undefined;
    try {
      stream = this.#stream(streamId);
      const id = uuidOfHex(idDigits);
      const type = this.#name(typeId);
      const recording = this.#recordingOf(row, position - nth);
      const { recordedAt, metadata } = recording;
      if (checksum({ ...recording, position, id, stream, revision, type, schemaVersion, json }) !== sum) {
        throw new Error('its checksum is wrong: bytes of the file have changed');
      }
      const body = readBody(this.#codec, { type, schemaVersion, data: JSON.parse(json) as object });
      return {
        id,
        stream,
        revision,
        position,
        type,
        schemaVersion: body.schemaVersion,
        recordedAt,
        data: body.data,
        metadata,
      };
    } catch (error) {
      throw new UnreadableEvent(position, stream ?? 'unknown', reasonOf(error));
    }
  }

  /** Events of one recording come one after the other: the last one is kept. */
  #recordingOf(row: Row, first: number): Recording {
    if (this.#recording?.first === first) return this.#recording;
    if (row[R.first] !== first) throw new Error('the record of who recorded it is missing');
    const recordedMillis = row[R.recordedAt];
    const commandId = unpackId(row[R.command]);
    const correlation = row[R.correlation];
    const more = row[R.more];
    const source = this.#sourceOf(row);
    const metadata: EventMetadata = {
      commandId,
      actor: this.#name(row[R.actor]),
      correlationId: correlation === null ? commandId : unpackId(correlation),
      commandDigest: unpackId(row[R.digest]),
      ...(more !== null && parseMoreMetadata(this.#name(more))),
      ...(source && { source }),
    };
    const knownMillis = row[R.knownAt] ?? recordedMillis;
    const recordedAt = new Date(recordedMillis).toISOString();
    this.#recording = { first, recordedAt, recordedMillis, knownMillis, metadata: Object.freeze(metadata) };
    return this.#recording;
  }

  #sourceOf(row: Row): EventMetadata['source'] {
    const [file, line, list] = [row[R.sourceFile], row[R.sourceRow], row[R.sourceList]];
    if (file === null && line === null && list === null) return undefined;
    return Object.freeze({
      ...(file !== null && { file: this.#name(file) }),
      ...(line !== null && { row: line }),
      ...(list !== null && { list: this.#name(list) }),
    });
  }

  #stream(id: number): string {
    const known = this.#streams.get(id);
    if (known !== undefined) return known;
    const [name] = (this.#streamOf.get(id) ?? []) as unknown as [string?];
    if (name === undefined) throw new Error('the name of its stream is missing');
    if (this.#streams.size >= REMEMBERED) this.#streams.clear();
    this.#streams.set(id, name);
    return name;
  }

  #name(id: number): string {
    const known = this.#names.get(id);
    if (known !== undefined) return known;
    const [name] = (this.#nameOf.get(id) ?? []) as unknown as [string?];
    if (name === undefined) throw new Error(`name ${id} is missing`);
    this.#names.set(id, name);
    return name;
  }
}
