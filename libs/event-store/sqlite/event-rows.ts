import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { readBody, type EventCodec } from '../codec.js';
import { ListedPage, type EventPage } from '../event-page.js';
import { UnreadableEvent, type Position, type StoredEvent } from '../port.js';
import { reasonOf } from '../reason.js';
import { uuidOfHex } from '../uuid.js';
import { checkedPage, type CheckedPage } from './checked-page.js';
import { checksumOfText, eventText } from './checksum.js';
import { KnownBodies } from './known-bodies.js';
import { KnownTexts } from './known-texts.js';
import { NameLookup, type NumberedName } from './name-lookup.js';
import { packedAsText, packId, unpackId } from './packed-id.js';
import type { PageAhead } from './pages-ahead.js';
import { ReadPage } from './read-page.js';
import { recordingOf, textOfRecording, type RareColumns, type Recording, type RecordingColumns } from './recordings.js';
import { PAGE_ROWS, RowPages } from './row-pages.js';

const COLUMNS = `
  e.position, lower(hex(e.id)), e.stream, e.revision, e.type, e.schema_version, e.nth, e.checksum, e.data,
  r.first, r.recorded_at, ${packedAsText('r.command')}, ${packedAsText('r.correlation')}, ${packedAsText('r.digest')},
  r.actor, r.known_at, r.source_file, r.source_row, r.source_list, r.more`;

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
  command: string | null,
  correlation: string | null,
  digest: string | null,
  actor: number,
  ...rare: NonNullable<RareColumns>,
];

/** When events are read row by row: how many at most before other work of the process gets its turn. */
const MOST_ROWS = 256;
/** And for how long at most, in milliseconds: rows can be large. */
const MOST_MILLIS = 5;

/** Positions are contiguous: where one is not there, bytes of the file are lost. */
export class MissingEvent extends UnreadableEvent {
  constructor(position: Position) {
    super(position, 'unknown', 'it is missing');
  }
}

/** Reads events through one connection. Every event that leaves here has been checked. */
export class EventRows {
  readonly #codec: EventCodec;
  /** Of the pages read here: what was met, and what it means. */
  readonly #bodies: KnownBodies;
  #texts = new KnownTexts();
  readonly #pages: RowPages;
  readonly #after: StatementSync;
  readonly #ofStream: StatementSync;
  readonly #isCommand: StatementSync;
  readonly #ofCommand: StatementSync;
  readonly #byId: StatementSync;
  readonly #names: NameLookup;
  readonly #streams: NameLookup;
  #last: (Recording & { readonly first: Position; readonly text: string }) | undefined;

  constructor(db: DatabaseSync, codec: EventCodec) {
    this.#codec = codec;
    this.#bodies = new KnownBodies(codec);
    this.#pages = new RowPages(db);
    this.#names = new NameLookup(db, 'names');
    this.#streams = new NameLookup(db, 'streams');
    const rows = (sql: string): StatementSync => {
      const statement = db.prepare(sql);
      statement.setReturnArrays(true);
      return statement;
    };
    this.#after = rows(
      `SELECT ${COLUMNS} FROM ${JOINED} WHERE e.position > ? AND e.position <= ? ORDER BY e.position LIMIT ${MOST_ROWS}`,
    );
    this.#ofStream = rows(
      `SELECT ${COLUMNS} FROM ${JOINED} WHERE e.stream = (SELECT id FROM streams WHERE name = ?) ORDER BY e.revision`,
    );
    const isOfCommand = 'substr(r.command, 1, 8) = substr(?1, 1, 8) AND r.command = ?1';
    this.#isCommand = rows(`SELECT r.first FROM recordings r WHERE ${isOfCommand} LIMIT 1`);
    this.#ofCommand = rows(
      `SELECT ${COLUMNS} FROM recordings r JOIN events e ON e.position >= r.first AND e.position < r.first + r.events
       WHERE ${isOfCommand} ORDER BY e.position`,
    );
    this.#byId = rows(`SELECT ${COLUMNS} FROM ${JOINED} WHERE e.id = ?`);
  }

  /**
   * Some of the events after a position, up to another one: at least one when there is one. An event that cannot be read
   * ends the page; it is thrown when it is the first, so that who reads on gets all that is in front of it.
   * @throws UnreadableEvent
   */
  page(after: Position, until: Position): EventPage {
    return this.#wholePage(after, until) ?? new ListedPage(this.#eventsByRow(after, until));
  }

  /** @throws UnreadableEvent */
  stream(name: string): readonly StoredEvent[] {
    const events = this.#ofStream.all(name).map((row) => this.#readRow(row as unknown as Row));
    const gap = events.findIndex((event, revision) => event.revision !== revision);
    if (gap !== -1)
      throw new UnreadableEvent(events[gap]?.position ?? 0, name, `revision ${gap} in front of it is missing`);
    return events;
  }

  /**
   * The events of a command. Nearly every one that is asked about is new: that alone costs half of the full question.
   * @throws UnreadableEvent
   */
  command(commandId: string): readonly StoredEvent[] {
    const id = packId(commandId);
    if (this.#isCommand.get(id) === undefined) return [];
    return this.#ofCommand.all(id).map((row) => this.#readRow(row as unknown as Row));
  }

  /** @throws UnreadableEvent */
  withId(id: Uint8Array): StoredEvent | undefined {
    const row = this.#byId.get(id);
    return row && this.#readRow(row as unknown as Row);
  }

  /** Lets go of what a long reading remembers: the names of hundreds of thousands of streams, and what texts mean. */
  letGo(): void {
    this.#streams.forget();
    this.#forgetTexts();
  }

  /** After a transaction was rolled back: what was read of it may be said of another recording or name now. */
  forget(): void {
    this.#names.forget();
    this.#streams.forget();
    this.#forgetTexts();
    this.#last = undefined;
  }

  /**
   * How the pages of one reading ahead are taken over, in their order: undefined for one that has to be read here. Each
   * reading has its own, since what its pages leave out is what its thread handed over before.
   */
  takingOver(): (ahead: PageAhead) => EventPage | undefined {
    const bodies = new KnownBodies(this.#codec);
    return ({ page, names = '[]', streams = '[]' }) => {
      this.#names.learn(JSON.parse(names) as readonly NumberedName[]);
      this.#streams.learn(JSON.parse(streams) as readonly NumberedName[]);
      try {
        return page && this.#pageOf(page, bodies);
      } catch {
        return undefined;
      }
    };
  }

  /** Undefined when anything at all is wrong with it: read row by row, it is told what and where. */
  #wholePage(after: Position, until: Position): EventPage | undefined {
    try {
      const page = this.#pages.read(after, Math.min(after + PAGE_ROWS, until));
      return page && this.#pageOf(checkedPage(page, this.#streams, this.#names, this.#texts), this.#bodies);
    } catch {
      this.#forgetTexts();
      return undefined;
    }
  }

  #pageOf(page: CheckedPage, bodies: KnownBodies): EventPage {
    const types = Array.from(page.types, (type) => this.#names.text(type));
    const read = bodies.ofPage(types, page.schemaVersions, page.texts);
    return new ReadPage(page, read, this.#streams, this.#names);
  }

  #forgetTexts(): void {
    this.#texts = new KnownTexts();
    this.#bodies.forget();
  }

  #eventsByRow(after: Position, until: Position): readonly StoredEvent[] {
    const events: StoredEvent[] = [];
    const end = performance.now() + MOST_MILLIS;
    try {
      for (const row of this.#after.iterate(after, until)) {
        const event = this.#readRow(row as unknown as Row);
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

  #readRow(row: Row): StoredEvent {
    const [position, idDigits, streamId, revision, typeId, schemaVersion, nth, sum, json] = row;
    let stream: string | undefined;
    try {
      stream = this.#streams.text(streamId);
      const { recordedAt, metadata, text: recorded } = this.#recording(position - nth, row);
      const id = uuidOfHex(idDigits);
      const type = this.#names.text(typeId);
      const text = eventText({ position, id, stream, revision, type, schemaVersion }, recorded, json);
      if (checksumOfText(text) !== sum) throw new Error('its checksum is wrong: bytes of the file have changed');
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
  #recording(first: Position, row: Row): Recording & { readonly text: string } {
    if (this.#last?.first === first) return this.#last;
    const columns = columnsOf(row, first);
    const text = textOfRecording(columns, this.#names);
    this.#last = { first, ...recordingOf(columns, this.#names), text };
    return this.#last;
  }
}

function columnsOf(row: Row, first: Position): RecordingColumns {
  const [, , , , , , , , , found, recordedAt, command, correlation, digest, actor, ...rare] = row;
  if (found !== first) throw new Error('the record of who recorded it is missing');
  const commandId = unpackId(command);
  const correlationId = correlation === null ? commandId : unpackId(correlation);
  return { recordedAt, commandId, correlationId, commandDigest: unpackId(digest), actor, rare };
}
