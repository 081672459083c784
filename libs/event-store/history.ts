import { isUtf8 } from 'node:buffer';
import type { HistoricalEvent } from './port.js';
import { reasonOf } from './reason.js';

/** The longest line of a history, in bytes: ten times what one append may hold. */
const MAX_LINE_BYTES = 10_000_000;
const NEWLINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** Every field of a line, in the order it is written in. */
const FIELDS = ['stream', 'revision', 'id', 'type', 'schemaVersion', 'recordedAt', 'data', 'metadata'] as const;

/** A line that is not an event of a history. `line` counts from 1. */
export class BadHistoryLine extends Error {
  override readonly name = 'BadHistoryLine';
  constructor(
    readonly line: number,
    readonly reason: string,
  ) {
    super(`line ${line} of the history: ${reason}`);
  }
}

/**
 * A log as JSON lines, one event a line with the recorded time it had. Positions are left out: they belong to a log, and
 * another one gives its own.
 * @param events the log read without upcasters, or the history is of today's schema versions
 */
export async function* exportHistory(events: AsyncIterable<HistoricalEvent>): AsyncGenerator<string, void, void> {
  for await (const event of events) yield historyLine(event);
}

/** One event as a line of a history, with its line feed. */
export function historyLine(event: HistoricalEvent): string {
  return `${JSON.stringify(Object.fromEntries(FIELDS.map((field) => [field, event[field]])))}\n`;
}

/**
 * Reads a history as it streams in. What is inside an event is left to `importHistory`, which refuses what no log takes.
 * @throws BadHistoryLine with the line and the reason
 */
export async function* parseHistory(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<HistoricalEvent, void, void> {
  let number = 0;
  for await (const line of lines(chunks)) yield parseLine(line, ++number);
}

function parseLine(line: Buffer, number: number): HistoricalEvent {
  const value = parseJson(line, number);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new BadHistoryLine(number, 'it is not an object');
  const fields: readonly string[] = FIELDS;
  const stranger = Object.keys(value).find((key) => !fields.includes(key));
  if (stranger !== undefined) throw new BadHistoryLine(number, `"${stranger}" is not a field of an event`);
  const event = value as Readonly<Record<string, unknown>>;
  const { stream, revision, id, type, schemaVersion, recordedAt, data, metadata } = event;
  if (!isText(stream) || !isText(id) || !isText(type) || !isText(recordedAt)) {
    throw new BadHistoryLine(number, '"stream", "id", "type" and "recordedAt" must be texts');
  }
  if (!isInteger(revision) || !isInteger(schemaVersion)) {
    throw new BadHistoryLine(number, '"revision" and "schemaVersion" must be integers');
  }
  if (!isObject(data) || !isObject(metadata)) throw new BadHistoryLine(number, '"data" and "metadata" must be objects');
  // The metadata's own fields are checked where they are stored.
  return {
    stream,
    revision,
    id,
    type,
    schemaVersion,
    recordedAt,
    data,
    metadata: metadata as HistoricalEvent['metadata'],
  };
}

function parseJson(line: Buffer, number: number): unknown {
  if (!isUtf8(line)) throw new BadHistoryLine(number, 'it is not UTF-8');
  const text = line.toString('utf8');
  if (text.trim() === '') throw new BadHistoryLine(number, 'it is empty');
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new BadHistoryLine(number, `it is not JSON: ${reasonOf(error)}`);
  }
}

/** The lines of a stream of bytes, without byte order mark and line ends. The last one may lack its line feed. */
async function* lines(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): AsyncGenerator<Buffer, void, void> {
  let pieces: Buffer[] = [];
  let length = 0;
  let number = 1;
  const take = (piece: Buffer): void => {
    pieces.push(piece);
    length += piece.length;
    if (length > MAX_LINE_BYTES) throw new BadHistoryLine(number, `it is longer than ${MAX_LINE_BYTES} bytes`);
  };
  const finish = (): Buffer => {
    const [only] = pieces;
    let line = pieces.length === 1 && only ? only : Buffer.concat(pieces);
    if (number === 1 && line.subarray(0, 3).equals(BYTE_ORDER_MARK)) line = line.subarray(3);
    if (line.at(-1) === CARRIAGE_RETURN) line = line.subarray(0, -1);
    pieces = [];
    length = 0;
    number++;
    return line;
  };
  for await (const chunk of chunks) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    let from = 0;
    for (let to = bytes.indexOf(NEWLINE); to !== -1; to = bytes.indexOf(NEWLINE, from)) {
      take(bytes.subarray(from, to));
      yield finish();
      from = to + 1;
    }
    // A copy: who reads files may use the chunk's memory again.
    if (from < bytes.length) take(Buffer.from(bytes.subarray(from)));
  }
  if (length > 0) {
    const rest = finish();
    if (rest.length > 0) yield rest;
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isInteger(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
