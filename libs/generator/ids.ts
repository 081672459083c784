import { sha1Block, sha256Block } from './one-block-hashes.js';
import { scramble } from './random.js';

const BYTES = Array.from({ length: 65_536 }, (_, i) => i.toString(16).padStart(4, '0'));

/** The ids of a history: UUIDs by number, and those that the recorder makes of them, cheap enough for millions. */
export class Ids {
  readonly #seed: number;
  readonly #words = new Int32Array(4);
  readonly #block = new Int32Array(16);
  readonly #hash = new Int32Array(8);
  /** The words of the command asked about last: its events come one after the other. */
  #command = -1;
  readonly #commandWords = new Int32Array(4);

  constructor(seed: number) {
    this.#seed = scramble(seed ^ 0x52414c47);
  }

  /** Id of a unit by its number. */
  unit(number: number): string {
    this.#uuid4(0, number);
    return text(this.#words);
  }

  /** Id of a command by its number. */
  command(number: number): string {
    return text(this.#wordsOf(number));
  }

  /** Id of a command's event: UUIDv5(command, ordinal), as `eventId` of #event-store makes it. */
  event(command: number, ordinal: number): string {
    const block = this.#block.fill(0);
    block.set(this.#wordsOf(command));
    const digits = String(ordinal);
    for (let i = 0; i < digits.length; i++) byteAt(block, 16 + i, digits.charCodeAt(i));
    byteAt(block, 16 + digits.length, 0x80);
    block[15] = (16 + digits.length) * 8;
    const hash = this.#hash;
    sha1Block(block, hash);
    hash[1] = (hash[1]! & ~0xf000) | 0x5000;
    hash[2] = (hash[2]! & 0x3fffffff) | 0x80000000;
    return text(hash);
  }

  /**
   * What stands as digest of a command's body. The commands of a generated history were never sent and have no body:
   * it is the SHA-256 of the command's id (its 16 bytes).
   */
  digest(command: number): string {
    const block = this.#block.fill(0);
    block.set(this.#wordsOf(command));
    block[4] = 0x80000000 | 0;
    block[15] = 128;
    const hash = this.#hash;
    sha256Block(block, hash);
    let hex = '';
    for (let i = 0; i < 8; i++) hex += hexOf(hash[i]!);
    return hex;
  }

  #wordsOf(command: number): Int32Array {
    if (command !== this.#command) {
      this.#uuid4(1, command);
      this.#commandWords.set(this.#words);
      this.#command = command;
    }
    return this.#commandWords;
  }

  /** The first word alone tells any two numbers apart. */
  #uuid4(space: number, number: number): void {
    const words = this.#words;
    words[0] = scramble(number ^ this.#seed);
    words[1] = scramble(words[0] ^ (0x9e3779b9 + space));
    words[2] = scramble(words[1] ^ number);
    words[3] = scramble(words[2] ^ this.#seed);
    words[1] = (words[1] & ~0xf000) | 0x4000;
    words[2] = (words[2] & 0x3fffffff) | 0x80000000;
  }
}

function byteAt(block: Int32Array, index: number, byte: number): void {
  block[index >> 2]! |= byte << (24 - (index & 3) * 8);
}

function hexOf(word: number): string {
  return BYTES[word >>> 16]! + BYTES[word & 0xffff]!;
}

function text(words: Int32Array): string {
  const second = words[1]!;
  const third = words[2]!;
  return `${hexOf(words[0]!)}-${BYTES[second >>> 16]!}-${BYTES[second & 0xffff]!}-${BYTES[third >>> 16]!}-${BYTES[third & 0xffff]!}${hexOf(words[3]!)}`;
}
