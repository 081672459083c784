import type { Position } from '../port.js';
import { bufferOf } from '../uuid.js';
import { crcOfBoth } from './crc-of-parts.js';
import type { KnownTexts, PageTexts } from './known-texts.js';
import type { NameLookup } from './name-lookup.js';
import { PageText } from './page-text.js';
import { RecordingsOfPage, textOfRecording, type RareRecording, type RecordingLists } from './recordings.js';
import { VERSIONS, type RecordingPage, type RowPage } from './row-pages.js';

/** A page of events whose checksums hold. It passes from thread to thread: few texts and arrays, no object an event. */
export interface CheckedPage {
  readonly first: Position;
  readonly count: number;
  /** 16 bytes an event. */
  readonly ids: Uint8Array;
  readonly streams: Int32Array;
  readonly revisions: Int32Array;
  readonly types: Int32Array;
  readonly schemaVersions: Int32Array;
  /** By event, which of the recordings it belongs to. */
  readonly recordingOf: Int32Array;
  readonly texts: PageTexts;
  readonly recordings: RecordingLists;
}

/** The text of the page in hand; one page is checked after the other. */
const text = new PageText();

/**
 * Checks every event of a page, all at once: the checksums of its events put together are that of their texts put together.
 * @throws Error when anything at all is wrong with it; read row by row, it is told what and where
 */
export function checkedPage(page: RowPage, streams: NameLookup, names: NameLookup, known: KnownTexts): CheckedPage {
  const { first, count, ids, data } = page;
  if (ids.length !== 16 * count) throw new Error('an id is no UUID');
  const streamIds = numbersIn(page.streams, count);
  const revisions = numbersIn(page.revisions, count);
  const kinds = numbersIn(page.types, count);
  const checksums = numbersIn(page.checksums, count);
  streams.prepare(streamIds);
  const recordings = new PageOfRecordings(page.recordings, names);
  const types = new Int32Array(count);
  const schemaVersions = new Int32Array(count);
  const recordingOf = new Int32Array(count);
  let nths = 0;
  let line = 0;
  let expected = 0;
  text.clear();
  for (let i = 0; i < count; i++) {
    const start = text.length;
    schemaVersions[i] = kinds[i]! % VERSIONS;
    types[i] = Math.floor(kinds[i]! / VERSIONS);
    recordingOf[i] = recordings.goTo(first + i);
    nths += first + i - recordings.first;
    text.number(first + i);
    text.lineFeed();
    text.uuid(ids, 16 * i);
    text.lineFeed();
    text.text(streams.text(streamIds[i]!));
    text.lineFeed();
    text.number(revisions[i]!);
    text.lineFeed();
    text.text(names.text(types[i]!));
    text.lineFeed();
    text.number(schemaVersions[i]!);
    text.lineFeed();
    recordings.write();
    text.lineFeed();
    line = text.line(data, line) + 1;
    expected = crcOfBoth(expected, checksums[i]!, text.length - start);
  }
  if (line !== data.length + 1) throw new Error('there are more data than events');
  if (nths !== page.nths) throw new Error('an event is of another recording');
  if (text.crc !== expected) throw new Error('a checksum is wrong');
  return {
    ...{ first, count, ids, types, schemaVersions, recordingOf },
    streams: Int32Array.from(streamIds),
    revisions: Int32Array.from(revisions),
    texts: known.page(types, schemaVersions, bufferOf(data).toString().split('\n')),
    recordings: recordings.lists,
  };
}

/** Goes through the recordings of a page, and writes what the checksums say of the one in hand. */
class PageOfRecordings {
  readonly lists: RecordingLists;
  readonly #ofPage: RecordingsOfPage;
  #at = -1;
  /** Where the text of the one in hand stands, when it was written. */
  #written: readonly [from: number, to: number] | undefined;

  constructor(
    { count, firsts, recordedAt, actors, commands, digests, rare }: RecordingPage,
    private readonly names: NameLookup,
  ) {
    if (commands.length !== 16 * count || digests.length !== 32 * count) throw new Error('an id is rare');
    this.lists = {
      firsts: Float64Array.from(numbersIn(firsts, count)),
      recordedAt: Float64Array.from(numbersIn(recordedAt, count)),
      actors: Float64Array.from(numbersIn(actors, count)),
      ...{ commands, digests },
      rare: rare === null ? [] : (JSON.parse(`[${rare}]`) as readonly RareRecording[]),
    };
    this.#ofPage = new RecordingsOfPage(this.lists);
  }

  /** Position of the first event of the one in hand. */
  get first(): Position {
    return this.lists.firsts[this.#at]!;
  }

  /** Takes the one that an event belongs to in hand. @returns which it is @throws Error when there is none */
  goTo(position: Position): number {
    const { firsts } = this.lists;
    while (firsts[this.#at + 1]! <= position) {
      this.#at++;
      this.#written = undefined;
    }
    if (this.#at === -1) throw new Error('the record of who recorded it is missing');
    return this.#at;
  }

  write(): void {
    const from = text.length;
    if (this.#written) text.again(...this.#written);
    else if (this.#ofPage.isPlain(this.#at)) this.#writePlain(this.#at);
    else text.text(textOfRecording(this.#ofPage.columns(this.#at), this.names));
    this.#written = [from, text.length];
  }

  /** As `recordedText` says it of a recording with nothing rare. */
  #writePlain(at: number): void {
    const { recordedAt, actors, commands, digests } = this.lists;
    const time = text.length;
    text.number(recordedAt[at]!);
    text.lineFeed();
    text.again(time, text.length);
    const command = text.length;
    text.uuid(commands, 16 * at);
    text.lineFeed();
    const end = text.length;
    text.hexadecimal(digests, 32 * at, 32);
    text.lineFeed();
    text.again(command, end);
    text.text(this.names.text(actors[at]!));
    text.lineFeed();
    text.lineFeed();
  }
}

function numbersIn(column: string, count: number): readonly number[] {
  return asLongAs(count, JSON.parse(`[${column}]`) as readonly number[]);
}

/** @throws Error when a value of the column was passed over, or there is one too many */
function asLongAs<T>(count: number, column: readonly T[]): readonly T[] {
  if (column.length !== count) throw new Error('a column is not as long as the page');
  return column;
}
