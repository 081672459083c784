import type { SavedPart, SavedReader } from '#saved-views';

const CHUNK_BITS = 12;
const CHUNK_ROWS = 1 << CHUNK_BITS;
/** Rows that there is room for at first: most registers have few. */
const FIRST_ROWS = 16;

/**
 * Rows of so many integers each, which change. They lie in chunks: one that changes while it is being written down is
 * copied first, some hundred kilobytes at a time and never all of them at once.
 */
export class Rows {
  readonly #chunks: Int32Array[] = [];
  /** By chunk: true while it is captured as it is, so that it is copied before it changes. */
  #isCaptured: boolean[] = [];
  #length = 0;

  constructor(readonly width: number) {}

  get length(): number {
    return this.#length;
  }

  /** Makes room for one more row, of zeros; returns its number. */
  add(): number {
    const row = this.#length++;
    const chunk = this.#chunks[row >> CHUNK_BITS];
    if (!chunk) this.#chunks.push(new Int32Array((row === 0 ? FIRST_ROWS : CHUNK_ROWS) * this.width));
    else if (this.start(row) === chunk.length) {
      this.#replace(row >> CHUNK_BITS, Math.min(2 * chunk.length, CHUNK_ROWS * this.width));
    }
    return row;
  }

  /** The chunk that a row lies in: to be read, at once. */
  chunk(row: number): Int32Array {
    return this.#chunks[row >> CHUNK_BITS]!;
  }

  /** As {@link chunk}, to be written to. */
  changing(row: number): Int32Array {
    const index = row >> CHUNK_BITS;
    if (this.#isCaptured[index]) this.#replace(index, this.#chunks[index]!.length);
    return this.#chunks[index]!;
  }

  /** Where a row begins in its chunk. */
  start(row: number): number {
    return (row & (CHUNK_ROWS - 1)) * this.width;
  }

  /** The rows as they are now, whatever is written to them later. One capture is written at a time. */
  capture(name: string): SavedPart {
    const chunks = [...this.#chunks];
    this.#isCaptured = chunks.map(() => true);
    const length = this.#length * this.width;
    return { kind: 'ints', name, length, pieces: this.#written(chunks, length) };
  }

  restore(name: string, from: SavedReader): void {
    const all = from.ints(name);
    const width = CHUNK_ROWS * this.width;
    for (let at = 0; at < all.length; at += width) this.#chunks.push(all.slice(at, at + width));
    this.#length = all.length / this.width;
    const last = this.#chunks.length - 1;
    if (last > 0) this.#replace(last, width);
  }

  *#written(chunks: readonly Int32Array[], length: number): Iterable<Int32Array> {
    let left = length;
    for (const [index, chunk] of chunks.entries()) {
      yield chunk.subarray(0, left);
      left -= chunk.length;
      if (this.#chunks[index] === chunk) this.#isCaptured[index] = false;
    }
  }

  #replace(index: number, length: number): void {
    const other = new Int32Array(length);
    other.set(this.#chunks[index]!);
    this.#chunks[index] = other;
    this.#isCaptured[index] = false;
  }
}
