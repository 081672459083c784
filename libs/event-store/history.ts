import { isUtf8 } from 'node:buffer';
import type { HistoricalEvent, History } from './port.js';
import { reasonOf } from './reason.js';

/** The longest line of a history, in bytes: ten times what one append may hold. */
const MAX_LINE_BYTES = 10_000_000;
const NEWLINE = 0x0a;
const BYTE_ORDER_MARK = '\uFEFF';

/** Every field of a line, in the order it is written in. */
const FIELDS = ['stream', 'revision', 'id', 'type', 'schemaVersion', 'recordedAt', 'data', 'metadata'] as const;

type Chunks = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

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
export async function* parseHistory(chunks: Chunks): AsyncGenerator<HistoricalEvent, void, void> {
  for await (const page of parsePages(chunks)) yield* page;
}

/** The same in pages, as many events as the chunks end: a promise an event would cost as much as reading it. */
export async function* parsePages(chunks: Chunks): AsyncGenerator<readonly HistoricalEvent[], void, void> {
  const reader = new HistoryReader();
  for await (const chunk of chunks) {
    yield reader.take(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
    if (reader.fault) throw reader.fault;
  }
  yield reader.finish();
  if (reader.fault) throw reader.fault;
}

/** A history that comes in pages or event by event, in pages. */
export async function* pagesOf(history: History): AsyncGenerator<readonly HistoricalEvent[], void, void> {
  for await (const item of history) yield 'stream' in item ? [item] : item;
}

/** Makes events of bytes. After a fault there is no more to be had of it; the events in front of the fault come before. */
class HistoryReader {
  fault: BadHistoryLine | undefined;
  /** Lines read so far. */
  #lines = 0;
  /** The beginning of a line that has not ended yet. */
  #begun: Buffer[] = [];
  #begunBytes = 0;

  /** The events whose lines end in these bytes. */
  take(bytes: Buffer): readonly HistoricalEvent[] {
    const end = bytes.lastIndexOf(NEWLINE);
    if (end === -1) {
      this.#begin(bytes);
      return [];
    }
    const events = this.#parse(this.#ended(bytes.subarray(0, end)));
    this.#begin(bytes.subarray(end + 1));
    return events;
  }

  /** The last line may lack its line feed. */
  finish(): readonly HistoricalEvent[] {
    const rest = this.#ended(Buffer.alloc(0));
    const nothing = rest.length === 0 || this.#withoutMarks(rest.toString('utf8')) === '';
    return nothing ? [] : this.#parse(rest);
  }

  /** A copy: who reads files may use the chunk's memory again. */
  #begin(bytes: Buffer): void {
    if (bytes.length === 0) return;
    this.#begun.push(Buffer.from(bytes));
    this.#begunBytes += bytes.length;
    if (this.#begunBytes > MAX_LINE_BYTES) this.fault ??= tooLong(this.#lines + 1);
  }

  #ended(bytes: Buffer): Buffer {
    if (this.#begun.length === 0) return bytes;
    const whole = Buffer.concat([...this.#begun, bytes]);
    this.#begun = [];
    this.#begunBytes = 0;
    return whole;
  }

  /** @param bytes lines, the last one without its line feed */
  #parse(bytes: Buffer): readonly HistoricalEvent[] {
    const events: HistoricalEvent[] = [];
    try {
      if (isUtf8(bytes)) this.#parseText(bytes.toString('utf8'), events);
      else this.#parseUpToBadBytes(bytes, events);
    } catch (error) {
      if (!(error instanceof BadHistoryLine)) throw error;
      this.fault = error;
    }
    return events;
  }

  #parseText(text: string, events: HistoricalEvent[]): void {
    for (let from = 0; from <= text.length;) {
      const to = text.indexOf('\n', from);
      const end = to === -1 ? text.length : to;
      const line = text.slice(from, end);
      const number = this.#lines + 1;
      if (line.length * 3 > MAX_LINE_BYTES && Buffer.byteLength(line) > MAX_LINE_BYTES) throw tooLong(number);
      events.push(parseLine(this.#withoutMarks(line), number));
      this.#lines = number;
      from = end + 1;
    }
  }

  #parseUpToBadBytes(bytes: Buffer, events: HistoricalEvent[]): void {
    for (let from = 0; ;) {
      const to = bytes.indexOf(NEWLINE, from);
      const line = bytes.subarray(from, to === -1 ? bytes.length : to);
      if (line.length > MAX_LINE_BYTES) throw tooLong(this.#lines + 1);
      if (!isUtf8(line)) throw new BadHistoryLine(this.#lines + 1, 'it is not UTF-8');
      this.#parseText(line.toString('utf8'), events);
      from += line.length + 1;
    }
  }

  /** The line without byte order mark and carriage return. */
  #withoutMarks(line: string): string {
    const from = this.#lines === 0 && line.startsWith(BYTE_ORDER_MARK) ? 1 : 0;
    const to = line.endsWith('\r') ? -1 : undefined;
    return from === 0 && to === undefined ? line : line.slice(from, to);
  }
}

function tooLong(line: number): BadHistoryLine {
  return new BadHistoryLine(line, `it is longer than ${MAX_LINE_BYTES} bytes`);
}

function parseLine(line: string, number: number): HistoricalEvent {
  const value = parseJson(line, number);
  if (!isObject(value)) throw new BadHistoryLine(number, 'it is not an object');
  const { stream, revision, id, type, schemaVersion, recordedAt, data, metadata } = value as {
    readonly [F in (typeof FIELDS)[number]]?: unknown;
  };
  const texts = isText(stream) && isText(id) && isText(type) && isText(recordedAt);
  const integers = isInteger(revision) && isInteger(schemaVersion);
  const objects = isObject(data) && isObject(metadata);
  const keys = Object.keys(value);
  if (!texts || !integers || !objects || keys.length !== FIELDS.length) {
    const fields: readonly string[] = FIELDS;
    const stranger = keys.find((key) => !fields.includes(key));
    if (stranger !== undefined) throw new BadHistoryLine(number, `"${stranger}" is not a field of an event`);
    if (!texts) throw new BadHistoryLine(number, '"stream", "id", "type" and "recordedAt" must be texts');
    if (!integers) throw new BadHistoryLine(number, '"revision" and "schemaVersion" must be integers');
    throw new BadHistoryLine(number, '"data" and "metadata" must be objects');
  }
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

function parseJson(line: string, number: number): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch (error) {
    if (line.trim() === '') throw new BadHistoryLine(number, 'it is empty');
    throw new BadHistoryLine(number, `it is not JSON: ${reasonOf(error)}`);
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
