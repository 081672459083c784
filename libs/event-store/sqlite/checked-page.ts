import type { Position } from '../port.js';
import { digestsAsJson, uuidsAsJson } from '../uuid.js';
import { checksumOfText, eventText } from './checksum.js';
import type { NameLookup } from './name-lookup.js';
import { textOfRecording, type RareColumns, type RecordingColumns } from './recordings.js';
import type { RecordingPage, RowPage } from './row-pages.js';

/** A page of events whose checksums hold. It passes from thread to thread: few texts and arrays, no object an event. */
export interface CheckedPage {
  readonly first: Position;
  readonly count: number;
  /** A JSON list. */
  readonly ids: string;
  readonly streams: Int32Array;
  readonly revisions: Int32Array;
  readonly types: Int32Array;
  readonly schemaVersions: Int32Array;
  /** By event, which of the recordings it belongs to. */
  readonly recordingOf: Int32Array;
  /** JSON texts, with line feeds between them. */
  readonly data: string;
  readonly recordings: RecordingLists;
}

/** The recordings of a page, column by column; JSON lists where it is text. */
export interface RecordingLists {
  readonly recordedAt: Float64Array;
  readonly actors: Int32Array;
  readonly commands: string;
  readonly correlations: string;
  readonly digests: string;
  readonly rare: string;
}

/**
 * Checks every event of a page.
 * @throws Error when anything at all is wrong with it; read row by row, it is told what and where
 */
export function checkedPage(page: RowPage, streams: NameLookup, names: NameLookup): CheckedPage {
  const { first, count, data } = page;
  const ids = uuidsAsJson(page.ids);
  const idTexts = textsIn(ids, count);
  const streamIds = numbersIn(page.streams, count);
  const revisions = numbersIn(page.revisions, count);
  const types = numbersIn(page.types, count);
  const schemaVersions = numbersIn(page.schemaVersions, count);
  const nths = numbersIn(page.nths, count);
  const checksums = numbersIn(page.checksums, count);
  const jsons = asLongAs(count, data.split('\n'));
  streams.prepare(streamIds);
  const firsts = numbersIn(page.recordings.firsts, page.recordings.count);
  const recordings = listsOf(page.recordings);
  const columns = recordingColumns(recordings);
  const recordingOf = new Int32Array(count);
  let at = -1;
  let recorded = '';
  for (let i = 0; i < count; i++) {
    const position = first + i;
    if (at === -1 || firsts[at] !== position - nths[i]!) {
      at = firsts.indexOf(position - nths[i]!, at + 1);
      recorded = textOfRecording(columns[at]!, names);
    }
    recordingOf[i] = at;
    const place = { position, id: idTexts[i]!, stream: streams.text(streamIds[i]!), revision: revisions[i]! };
    const body = { type: names.text(types[i]!), schemaVersion: schemaVersions[i]! };
    if (checksumOfText(eventText({ ...place, ...body }, recorded, jsons[i]!)) !== checksums[i]) {
      throw new Error('a checksum is wrong');
    }
  }
  return {
    ...{ first, count, ids, data, recordings, recordingOf },
    streams: Int32Array.from(streamIds),
    revisions: Int32Array.from(revisions),
    types: Int32Array.from(types),
    schemaVersions: Int32Array.from(schemaVersions),
  };
}

/** The recordings of a checked page, one by one. */
export function recordingColumns(lists: RecordingLists): readonly RecordingColumns[] {
  const count = lists.actors.length;
  const commands = textsIn(lists.commands, count);
  const correlations = lists.correlations === lists.commands ? commands : textsIn(lists.correlations, count);
  const digests = textsIn(lists.digests, count);
  const rare = asLongAs(count, JSON.parse(lists.rare) as readonly RareColumns[]);
  return commands.map((commandId, i) => ({
    commandId,
    correlationId: correlations[i]!,
    commandDigest: digests[i]!,
    recordedAt: lists.recordedAt[i]!,
    actor: lists.actors[i]!,
    rare: rare[i]!,
  }));
}

function listsOf({ count, recordedAt, actors, commands, correlations, digests, rare }: RecordingPage): RecordingLists {
  const commandIds = uuidsAsJson(commands);
  return {
    recordedAt: Float64Array.from(numbersIn(recordedAt, count)),
    actors: Int32Array.from(numbersIn(actors, count)),
    commands: commandIds,
    correlations: Buffer.compare(commands, correlations) === 0 ? commandIds : uuidsAsJson(correlations),
    digests: digestsAsJson(digests),
    rare: `[${rare}]`,
  };
}

function textsIn(list: string, count: number): readonly string[] {
  return asLongAs(count, JSON.parse(list) as readonly string[]);
}

function numbersIn(column: string, count: number): readonly number[] {
  return asLongAs(count, JSON.parse(`[${column}]`) as readonly number[]);
}

/** @throws Error when a value of the column was passed over, or there is one too many */
function asLongAs<T>(count: number, column: readonly T[]): readonly T[] {
  if (column.length !== count) throw new Error('a column is not as long as the page');
  return column;
}
