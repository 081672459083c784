import { WIDTH } from './fact-store.js';

/** Facts a chunk: of more than 32 MB, for smaller ones the C library keeps when they are let go of. */
const CHUNK_BITS = 20;
/** Facts for which there is room at first; a chunk is doubled until it is whole. */
const FIRST = 1 << 10;
const CHUNK_MASK = (1 << CHUNK_BITS) - 1;
/** Integers of a fact that is laid by: its own, its unit, and where the fact of its unit before it lies. */
const UNIT = WIDTH;
const BEFORE = WIDTH + 1;
const LAID_WIDTH = WIDTH + 2;
const NONE = -1;

/**
 * A log's facts of units as they come, until they are folded: one behind the other, whatever unit they are of. Nothing is looked
 * for and nothing moved to write one down; all are put in the order of units at once.
 */
export class LaidFacts {
  readonly #chunks: Int32Array<ArrayBuffer>[] = [];
  /** By unit: where its last fact lies. */
  #lasts: Int32Array = new Int32Array(64).fill(NONE);
  #size = 0;

  add(unit: number, fact: Int32Array): void {
    const place = this.#size++;
    const chunk = this.#chunkOf(place);
    if (unit >= this.#lasts.length) {
      const lasts = new Int32Array(2 * unit).fill(NONE);
      lasts.set(this.#lasts);
      this.#lasts = lasts;
    }
    const at = base(place);
    for (let i = 0; i < WIDTH; i++) chunk[at + i] = fact[i]!;
    chunk[at + UNIT] = unit;
    chunk[at + BEFORE] = this.#lasts[unit]!;
    this.#lasts[unit] = place;
  }

  /** Visits a unit's facts from the last to the first until one is found. */
  findLast(unit: number, isFound: (facts: Int32Array, at: number) => boolean): void {
    for (let place = this.#lasts[unit] ?? NONE; place !== NONE;) {
      const chunk = this.#chunks[place >> CHUNK_BITS]!;
      const at = base(place);
      if (isFound(chunk, at)) return;
      place = chunk[at + BEFORE]!;
    }
  }

  /** Visits every fact, in the order of the log, and lets go of it: some hundred megabytes in a large register, not to be kept until they are collected. */
  handOver(visit: (unit: number, facts: Int32Array, at: number) => void): void {
    for (const [i, chunk] of this.#chunks.entries()) {
      const end = Math.min(this.#size - (i << CHUNK_BITS), 1 << CHUNK_BITS) * LAID_WIDTH;
      for (let at = 0; at < end; at += LAID_WIDTH) visit(chunk[at + UNIT]!, chunk, at);
      chunk.buffer.transfer(0);
    }
  }

  /** The chunk of the next place, with room for it. */
  #chunkOf(place: number): Int32Array<ArrayBuffer> {
    const nth = place >> CHUNK_BITS;
    if (nth === this.#chunks.length) {
      this.#chunks.push(new Int32Array(LAID_WIDTH * (nth === 0 ? FIRST : 1 << CHUNK_BITS)));
    }
    const chunk = this.#chunks[nth]!;
    if (base(place) < chunk.length) return chunk;
    const grown = new Int32Array(2 * chunk.length);
    grown.set(chunk);
    return (this.#chunks[nth] = grown);
  }
}

function base(place: number): number {
  return (place & CHUNK_MASK) * LAID_WIDTH;
}
