import type { SavedPart, SavedReader } from '#saved-views';
import { Ints } from './ints.js';

const NONE = -1;
/** Bytes that a character takes at most. */
const CHARACTER = 3;

/**
 * Gives each distinct text a small integer, from 0, in order of appearance. A text is some bytes in one array, not an
 * object: for hundreds of thousands of short ones that is a fifth of the memory, and nothing for the collector to visit.
 */
export class Texts {
  /** Text after text, each of its characters (16 bits) in one to three bytes, as UTF-8 writes those below U+10000. */
  #bytes = new Uint8Array(64);
  /** By text: where its bytes end. */
  readonly #ends = new Ints();
  /** The texts by their hash: a table half empty, each at the first free place from its own on. */
  #places = new Int32Array(64).fill(NONE);

  get size(): number {
    return this.#ends.length;
  }

  code(text: string): number {
    const end = this.#write(text);
    const place = this.#place(end);
    const known = this.#places[place]!;
    if (known !== NONE) return known;
    const code = this.size;
    this.#ends.push(end);
    this.#places[place] = code;
    if (this.size * 2 > this.#places.length) this.#index(this.#places.length * 2);
    return code;
  }

  /** The code of a text that was met, else undefined. */
  find(text: string): number | undefined {
    const known = this.#places[this.#place(this.#write(text))]!;
    return known === NONE ? undefined : known;
  }

  text(code: number): string {
    const bytes = this.#bytes;
    const characters: number[] = [];
    for (let at = this.#start(code); at < this.#ends.at(code);) {
      const byte = bytes[at++]!;
      if (byte < 0x80) characters.push(byte);
      else if (byte < 0xe0) characters.push(((byte & 0x1f) << 6) | (bytes[at++]! & 0x3f));
      else characters.push(((byte & 0xf) << 12) | ((bytes[at++]! & 0x3f) << 6) | (bytes[at++]! & 0x3f));
    }
    return String.fromCharCode(...characters);
  }

  capture(name: string): SavedPart[] {
    // The bytes of texts that there are never change. What is left of the last word belongs to none of them yet: texts that were
    // only looked for have left their own there, and the same texts are to be the same bytes.
    const end = this.#start(this.size);
    const whole = new Int32Array(this.#bytes.buffer, 0, end >> 2);
    const last = new Uint8Array((end & 3) === 0 ? 0 : 4);
    last.set(this.#bytes.subarray(end & ~3, end));
    const pieces = [whole, new Int32Array(last.buffer)];
    const length = whole.length + last.length / 4;
    return [{ kind: 'ints', name: `${name}: bytes`, length, pieces }, this.#ends.capture(`${name}: ends`)];
  }

  restore(name: string, from: SavedReader): void {
    this.#bytes = new Uint8Array(from.ints(`${name}: bytes`).buffer);
    this.#ends.restore(`${name}: ends`, from);
    let places = this.#places.length;
    while (this.size * 2 > places) places *= 2;
    this.#index(places);
  }

  #start(code: number): number {
    return code === 0 ? 0 : this.#ends.at(code - 1);
  }

  /** Writes a text behind all others, where the next one is to stand. Returns where it ends. */
  #write(text: string): number {
    let at = this.#start(this.size);
    this.#makeRoom(at + text.length * CHARACTER);
    const bytes = this.#bytes;
    for (let i = 0; i < text.length; i++) {
      const character = text.charCodeAt(i);
      if (character < 0x80) {
        bytes[at++] = character;
        continue;
      }
      if (character < 0x800) bytes[at++] = 0xc0 | (character >> 6);
      else {
        bytes[at++] = 0xe0 | (character >> 12);
        bytes[at++] = 0x80 | ((character >> 6) & 0x3f);
      }
      bytes[at++] = 0x80 | (character & 0x3f);
    }
    return at;
  }

  #makeRoom(length: number): void {
    if (length <= this.#bytes.length) return;
    const room = Math.max(length, this.#bytes.length + (this.#bytes.length >> 2));
    const wider = new Uint8Array((room + 3) & ~3);
    wider.set(this.#bytes);
    this.#bytes = wider;
  }

  /** The place of the text written last: where it stands, or belongs. */
  #place(end: number): number {
    const start = this.#start(this.size);
    const mask = this.#places.length - 1;
    for (let place = this.#hash(start, end) & mask; ; place = (place + 1) & mask) {
      const code = this.#places[place]!;
      if (code === NONE || this.#equals(code, start, end)) return place;
    }
  }

  #equals(code: number, start: number, end: number): boolean {
    const other = this.#start(code);
    if (this.#ends.at(code) - other !== end - start) return false;
    for (let i = 0; i < end - start; i++) if (this.#bytes[other + i] !== this.#bytes[start + i]) return false;
    return true;
  }

  #hash(start: number, end: number): number {
    let hash = 0x811c9dc5;
    for (let at = start; at < end; at++) hash = Math.imul(hash ^ this.#bytes[at]!, 0x01000193);
    return hash ^ (hash >>> 15);
  }

  #index(length: number): void {
    const places = new Int32Array(length).fill(NONE);
    const mask = length - 1;
    for (let code = 0; code < this.size; code++) {
      let place = this.#hash(this.#start(code), this.#ends.at(code)) & mask;
      while (places[place] !== NONE) place = (place + 1) & mask;
      places[place] = code;
    }
    this.#places = places;
  }
}
