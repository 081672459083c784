import { crc32 } from 'node:zlib';
import { HEXADECIMAL_DIGITS } from '../uuid.js';

const LINE_FEED = 0x0a;
const DASH = 0x2d;
const ZERO = 0x30;
/** From here on a number is written in two parts, each of which is a 32-bit integer. */
const BILLION = 1_000_000_000;

/** Bytes that there is room for after every text: for the numbers, ids and digests up to the next. */
const ROOM = 512;

/** By byte, its first and its second hexadecimal digit. */
const HIGH = Uint8Array.from({ length: 256 }, (_, byte) => HEXADECIMAL_DIGITS.charCodeAt(byte >> 4));
const LOW = Uint8Array.from({ length: 256 }, (_, byte) => HEXADECIMAL_DIGITS.charCodeAt(byte & 15));

/** What the checksums of a page's events are of, one behind the other, in UTF-8: bytes, since texts would have to be put together. */
export class PageText {
  #bytes: Buffer = Buffer.allocUnsafeSlow(1 << 18);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  clear(): void {
    this.#length = 0;
  }

  /** Signed, as checksums are kept. */
  get crc(): number {
    return crc32(this.#bytes.subarray(0, this.#length)) | 0;
  }

  lineFeed(): void {
    this.#bytes[this.#length++] = LINE_FEED;
  }

  /** A number as a template literal writes it. */
  number(value: number): void {
    if ((value | 0) === value && value >= 0) this.#digits(value, 1);
    else if (Number.isSafeInteger(value) && value >= BILLION && value < BILLION * BILLION) {
      this.#digits(Math.floor(value / BILLION), 1);
      this.#digits(value % BILLION, 9);
    } else this.text(String(value));
  }

  /** The canonical spelling of a UUID of 16 bytes. */
  uuid(from: Uint8Array, at: number): void {
    const bytes = this.#bytes;
    let to = this.#length;
    for (let i = 0; i < 16; i++) {
      if (i === 4 || i === 6 || i === 8 || i === 10) bytes[to++] = DASH;
      const byte = from[at + i]!;
      bytes[to++] = HIGH[byte]!;
      bytes[to++] = LOW[byte]!;
    }
    this.#length = to;
  }

  hexadecimal(from: Uint8Array, at: number, length: number): void {
    const bytes = this.#bytes;
    let to = this.#length;
    for (let i = at; i < at + length; i++) {
      const byte = from[i]!;
      bytes[to++] = HIGH[byte]!;
      bytes[to++] = LOW[byte]!;
    }
    this.#length = to;
  }

  text(text: string): void {
    this.#makeRoom(3 * text.length);
    const bytes = this.#bytes;
    const start = this.#length;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code > 0x7f) {
        this.#length = start + bytes.write(text, start, 'utf8');
        return;
      }
      bytes[start + i] = code;
    }
    this.#length = start + text.length;
  }

  /** What was added before, once more. */
  again(from: number, to: number): void {
    this.#makeRoom(to - from);
    const bytes = this.#bytes;
    let end = this.#length;
    for (let i = from; i < to; i++) bytes[end++] = bytes[i]!;
    this.#length = end;
  }

  /** The bytes from a place on that come before the next line feed or the end. @returns where that is */
  line(from: Uint8Array, at: number): number {
    this.#makeRoom(from.length - at);
    const bytes = this.#bytes;
    let end = this.#length;
    let i = at;
    for (; i < from.length && from[i] !== LINE_FEED; i++) bytes[end++] = from[i]!;
    this.#length = end;
    return i;
  }

  #makeRoom(more: number): void {
    const length = this.#length + more + ROOM;
    if (length <= this.#bytes.length) return;
    const wider = Buffer.allocUnsafeSlow(2 * length);
    this.#bytes.copy(wider, 0, 0, this.#length);
    this.#bytes = wider;
  }

  /** A number below 2^31, with zeros in front where it has fewer digits than wanted. */
  #digits(value: number, least: number): void {
    let count = 1;
    for (let power = 10; count < 10 && power <= value; power *= 10) count++;
    if (count < least) count = least;
    const bytes = this.#bytes;
    const end = this.#length + count;
    for (let to = end - 1, rest = value; to >= this.#length; to--) {
      const tenth = (rest / 10) | 0;
      bytes[to] = ZERO + rest - tenth * 10;
      rest = tenth;
    }
    this.#length = end;
  }
}
