import { intsPart, type SavedPart, type SavedReader } from '#saved-views';
import { grown } from './columns.js';

/** Units that something was ever said of: a bit each. */
export class UnitSet {
  #words: Int32Array = new Int32Array(16);

  add(unit: number): void {
    const word = unit >> 5;
    this.#words = grown(this.#words, word + 1);
    this.#words[word]! |= 1 << (unit & 31);
  }

  has(unit: number): boolean {
    const word = unit >> 5;
    return word < this.#words.length && ((this.#words[word]! >> (unit & 31)) & 1) === 1;
  }

  capture(name: string): SavedPart {
    return intsPart(name, this.#words.slice());
  }

  restore(name: string, from: SavedReader): void {
    this.#words = from.ints(name);
  }
}
