import { createReadStream } from 'node:fs';

export const ENCODINGS = ['utf-8', 'windows-1252'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** What the bytes of a file say before anything is made of them. */
export interface Bytes {
  readonly size: number;
  readonly utf8: boolean;
  readonly utf8Bom: boolean;
  readonly utf16: boolean;
  /** Every byte has a meaning in Windows-1252. */
  readonly windows1252: boolean;
  /** Line (from 1) of the first NUL byte. */
  readonly nulLine: number | null;
  /** The first line, one character a byte: enough to see which delimiter it uses. */
  readonly firstLine: string;
}

const LINE_FEED = 0x0a;
const FIRST_LINE_BYTES = 65_536;
/** Bytes that Windows-1252 gives no character to. */
const UNDEFINED_1252: ReadonlySet<number> = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);

/**
 * Reads a file once, in constant memory, to learn what its bytes can be.
 * @param limit most bytes to read: a larger file is cut there, and `size` is past the limit
 */
export async function surveyBytes(path: string, limit: number): Promise<Bytes> {
  const utf8 = new StrictUtf8();
  const head: Buffer[] = [];
  let size = 0;
  let line = 1;
  let nulLine: number | null = null;
  let windows1252 = true;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    if (size < FIRST_LINE_BYTES) head.push(chunk.subarray(0, FIRST_LINE_BYTES - size));
    size += chunk.length;
    utf8.take(chunk);
    for (const byte of chunk) {
      if (byte === LINE_FEED) line += 1;
      else if (byte === 0) nulLine ??= line;
      else if (UNDEFINED_1252.has(byte)) windows1252 = false;
    }
    if (size > limit) break;
  }
  const first = Buffer.concat(head);
  return {
    size,
    utf8: utf8.end(),
    utf8Bom: startsWith(first, 0xef, 0xbb, 0xbf),
    utf16: startsWith(first, 0xff, 0xfe) || startsWith(first, 0xfe, 0xff),
    windows1252,
    nulLine,
    firstLine: first.toString('latin1').split(/\r\n|\n|\r/, 1)[0] ?? '',
  };
}

/** The text of a file, decoded as it is read; a byte-order mark is no part of it. */
export async function* decodedText(path: string, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    const text = decoder.decode(chunk, { stream: true });
    if (text !== '') yield text;
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}

class StrictUtf8 {
  private readonly decoder = new TextDecoder('utf-8', { fatal: true });
  private valid = true;

  take(chunk: Buffer): void {
    if (this.valid) this.try(() => this.decoder.decode(chunk, { stream: true }));
  }

  end(): boolean {
    if (this.valid) this.try(() => this.decoder.decode());
    return this.valid;
  }

  private try(decode: () => void): void {
    try {
      decode();
    } catch {
      this.valid = false;
    }
  }
}

function startsWith(bytes: Buffer, ...mark: readonly number[]): boolean {
  return mark.every((byte, i) => bytes[i] === byte);
}
