import { intsPart, type SavedPart, type SavedReader } from '#saved-views';
import { grown } from './columns.js';

/** Gives each distinct tuple of `width` integers a small integer, from 0, in order of appearance. */
export class TupleTable {
  #values: Int32Array;
  #slots = new Int32Array(64).fill(-1);
  #size = 0;

  constructor(readonly width: number) {
    this.#values = new Int32Array(width * 16);
  }

  get size(): number {
    return this.#size;
  }

  /** The code of the tuple in the first `width` places. */
  code(tuple: Int32Array): number {
    const mask = this.#slots.length - 1;
    for (let slot = this.#hash(tuple, 0) & mask; ; slot = (slot + 1) & mask) {
      const code = this.#slots[slot]!;
      if (code === -1) return this.#add(tuple, slot);
      if (this.#equals(code, tuple)) return code;
    }
  }

  /** The code of the tuple in the first `width` places; undefined when it was never given one. */
  find(tuple: Int32Array): number | undefined {
    const mask = this.#slots.length - 1;
    for (let slot = this.#hash(tuple, 0) & mask; ; slot = (slot + 1) & mask) {
      const code = this.#slots[slot]!;
      if (code === -1) return undefined;
      if (this.#equals(code, tuple)) return code;
    }
  }

  /** A place of a tuple. */
  at(code: number, place: number): number {
    return this.#values[code * this.width + place]!;
  }

  capture(name: string): SavedPart {
    return intsPart(name, this.#values, this.#size * this.width);
  }

  restore(name: string, from: SavedReader): void {
    this.#values = from.ints(name);
    this.#size = this.#values.length / this.width;
    let slots = this.#slots.length;
    while (this.#size * 2 > slots) slots *= 2;
    this.#index(slots);
  }

  #equals(code: number, tuple: Int32Array): boolean {
    const base = code * this.width;
    for (let i = 0; i < this.width; i++) if (this.#values[base + i] !== tuple[i]) return false;
    return true;
  }

  #hash(values: Int32Array, base: number): number {
    let hash = 0x811c9dc5;
    for (let i = 0; i < this.width; i++) {
      hash = Math.imul(hash ^ values[base + i]!, 0x85ebca6b);
      hash ^= hash >>> 15;
    }
    return hash;
  }

  #add(tuple: Int32Array, slot: number): number {
    const code = this.#size++;
    this.#values = grown(this.#values, this.#size * this.width);
    for (let i = 0; i < this.width; i++) this.#values[code * this.width + i] = tuple[i]!;
    this.#slots[slot] = code;
    if (this.#size * 2 > this.#slots.length) this.#index(this.#slots.length * 2);
    return code;
  }

  #index(length: number): void {
    const slots = new Int32Array(length).fill(-1);
    const mask = slots.length - 1;
    for (let code = 0; code < this.#size; code++) {
      let slot = this.#hash(this.#values, code * this.width) & mask;
      while (slots[slot] !== -1) slot = (slot + 1) & mask;
      slots[slot] = code;
    }
    this.#slots = slots;
  }
}
