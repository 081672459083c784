import { intsPart, type SavedPart, type SavedReader } from '#saved-views';
import { grown } from './columns.js';
import type { LaidFacts } from './laid-facts.js';

/** Where each integer of a fact stands. Four hold its event id. */
export const F = {
  day: 0,
  ordinal: 1,
  /** Ordinal of the first event that annuls it; 0 when none does. */
  annulledAt: 2,
  kind: 3,
  value: 4,
  revision: 5,
  /** Its rank among its day's facts, and whether the guards refuse it where it stands: see {@link ranked}. */
  rank: 6,
  /** Cell (see cells.ts) after this fact, knowing everything. */
  cell: 7,
  /** The least ordinal at which every fact up to here stood as it does now. */
  horizon: 8,
  id: 9,
} as const;

/** Where the id of an annulment's target stands until the annulment is folded: in integers that it has no use for. */
export const TARGET: readonly number[] = [F.annulledAt, F.value, F.cell, F.horizon];

/** Code of the kind of annulments: they are kept among a unit's facts, and are none. */
export const ANNULMENT = 0;

/** Integers a fact. */
export const WIDTH = 13;

/** The integer that holds a fact's rank and, in its last bit, whether the guards refuse it where it stands. */
export function ranked(rank: number, refused: boolean): number {
  return rank * 2 + (refused ? 1 : 0);
}

export function rank(facts: Int32Array, at: number): number {
  return facts[at + F.rank]! >> 1;
}

export function isRefused(facts: Int32Array, at: number): boolean {
  return (facts[at + F.rank]! & 1) === 1;
}

/** Facts a block. */
const BLOCK_BITS = 3;
export const BLOCK = 1 << BLOCK_BITS;
const BLOCK_WIDTH = BLOCK * WIDTH;
const CHUNK_BITS = 12;
const CHUNK_MASK = (1 << CHUNK_BITS) - 1;
const CHUNK_WIDTH = BLOCK_WIDTH << CHUNK_BITS;

/**
 * Every unit's facts in effective order (annulled ones and annulments too), in blocks of 8 chained to one another: a
 * unit that grows takes a block more, nothing is ever moved to make room or left behind.
 */
export class FactStore {
  readonly #chunks: Int32Array[] = [];
  /** By chunk: 1 while it is captured as it is, so that it is copied before it changes. */
  #captured: Uint8Array = new Uint8Array(0);
  #previous: Int32Array = new Int32Array(64);
  #blocks = 0;
  #counts: Int32Array = new Int32Array(64);
  #tails: Int32Array = new Int32Array(64);
  #units = 0;

  addUnit(): number {
    const unit = this.#units++;
    this.#counts = grown(this.#counts, this.#units);
    this.#tails = grown(this.#tails, this.#units);
    this.#tails[unit] = -1;
    return unit;
  }

  /** One more fact of a unit, for which {@link makeRoom} makes room once all are there. */
  expect(unit: number): void {
    this.#counts[unit]!++;
  }

  /**
   * Gives every unit, at once, the blocks for its facts, those of neighbours in this order side by side: questions about many
   * units are several times faster than over blocks in the order of the log. The facts are written by {@link lay} and {@link scatter}.
   * @param order every unit, once; none has a block yet
   */
  makeRoom(order: Int32Array): void {
    for (const unit of order) this.#blocks += blocksFor(this.#counts[unit]!);
    this.#previous = new Int32Array(this.#blocks);
    let block = 0;
    for (const unit of order) {
      const first = block;
      const end = block + blocksFor(this.#counts[unit]!);
      for (; block < end; block++) this.#previous[block] = block === first ? -1 : block - 1;
      this.#tails[unit] = end - 1;
    }
    while (this.#chunks.length << CHUNK_BITS < this.#blocks) this.#chunks.push(new Int32Array(CHUNK_WIDTH));
  }

  /** Writes every unit's facts to the room made for them, in the order in which they were laid by. */
  lay(laid: LaidFacts): void {
    // Of each unit, where its next fact stands; its blocks follow one another.
    const next = Int32Array.from({ length: this.#units }, (_, unit) => this.#firstPlace(unit));
    laid.handOver((unit, facts, from) => {
      const place = next[unit]!++;
      const block = place >> BLOCK_BITS;
      const chunk = this.chunk(block);
      const at = this.base(block) + (place & (BLOCK - 1)) * WIDTH;
      for (let i = 0; i < WIDTH; i++) chunk[at + i] = facts[from + i]!;
    });
  }

  #firstPlace(unit: number): number {
    return (this.#tails[unit]! + 1 - blocksFor(this.#counts[unit]!)) * BLOCK;
  }

  count(unit: number): number {
    return this.#counts[unit]!;
  }

  /** The last block of a unit's chain; -1 when it has no facts. */
  tail(unit: number): number {
    return this.#tails[unit]!;
  }

  /** The block before; -1 when there is none. */
  previous(block: number): number {
    return this.#previous[block]!;
  }

  /** The chunk that a block lies in. */
  chunk(block: number): Int32Array {
    return this.#chunks[block >> CHUNK_BITS]!;
  }

  /** Where a block begins in its chunk. */
  base(block: number): number {
    return (block & CHUNK_MASK) * BLOCK_WIDTH;
  }

  /** How many facts of a unit with `count` facts lie in its last block. */
  inTail(count: number): number {
    return ((count - 1) & (BLOCK - 1)) + 1;
  }

  /** The day of a unit's last fact; before every day when it has none. */
  lastDay(unit: number): number {
    return this.#counts[unit] === 0 ? -Infinity : this.chunk(this.tail(unit))[this.#last(unit) + F.day]!;
  }

  /** The least ordinal at which all of a unit's facts stood as they do now. */
  lastHorizon(unit: number): number {
    return this.#counts[unit] === 0 ? 0 : this.chunk(this.tail(unit))[this.#last(unit) + F.horizon]!;
  }

  /** Writes a unit's last fact. */
  setLast(unit: number, fact: Int32Array): void {
    const chunk = this.#changing(this.tail(unit));
    const at = this.#last(unit);
    for (let i = 0; i < WIDTH; i++) chunk[at + i] = fact[i]!;
  }

  #last(unit: number): number {
    return this.base(this.tail(unit)) + (this.inTail(this.#counts[unit]!) - 1) * WIDTH;
  }

  /** The facts as they are now. Until they were written, what changes in them is changed in a copy. */
  capture(): SavedPart[] {
    const chunks = [...this.#chunks];
    // One for all chunks: a megabyte and a half for each would make the collector look at the whole heap again and again.
    const turned = new Int32Array(chunks.length === 0 ? 0 : CHUNK_WIDTH);
    this.#captured = new Uint8Array(chunks.length).fill(1);
    return [
      intsPart('counts of facts', this.#counts.slice(0, this.#units)),
      intsPart('last blocks', this.#tails.slice(0, this.#units)),
      intsPart('blocks before', this.#previous, this.#blocks),
      ...chunks.map((chunk, i): SavedPart => {
        return { kind: 'ints', name: `facts ${i}`, length: chunk.length, pieces: this.#written(chunk, i, turned) };
      }),
    ];
  }

  restore(from: SavedReader): void {
    this.#counts = from.ints('counts of facts');
    this.#units = this.#counts.length;
    this.#tails = from.ints('last blocks');
    this.#previous = from.ints('blocks before');
    this.#blocks = this.#previous.length;
    for (let i = 0; i << CHUNK_BITS < this.#blocks; i++) {
      const chunk = new Int32Array(CHUNK_WIDTH);
      turn(from.ints(`facts ${i}`), chunk.length / WIDTH, chunk);
      this.#chunks.push(chunk);
    }
  }

  *#written(chunk: Int32Array, index: number, columns: Int32Array): Iterable<Int32Array> {
    turn(chunk, WIDTH, columns);
    if (this.#chunks[index] === chunk) this.#captured[index] = 0;
    yield columns;
  }

  /** The chunk that a block lies in, to be written to. */
  #changing(block: number): Int32Array {
    const index = block >> CHUNK_BITS;
    if (this.#captured[index] === 1) {
      this.#captured[index] = 0;
      this.#chunks[index] = this.#chunks[index]!.slice();
    }
    return this.#chunks[index]!;
  }

  /** Makes room for one more fact at the end of a unit's chain. */
  extend(unit: number): void {
    const count = this.#counts[unit]!++;
    if ((count & (BLOCK - 1)) !== 0) return;
    const block = this.#blocks++;
    if ((block & CHUNK_MASK) === 0) this.#chunks.push(new Int32Array(CHUNK_WIDTH));
    this.#previous = grown(this.#previous, this.#blocks);
    this.#previous[block] = this.#tails[unit]!;
    this.#tails[unit] = block;
  }

  /** Visits a unit's facts from the last to the first until one is found; whether one was. */
  findLast(unit: number, isFound: (facts: Int32Array, at: number) => boolean): boolean {
    let length = this.inTail(this.#counts[unit]!);
    for (let block = this.#tails[unit]!; block !== -1; block = this.#previous[block]!) {
      const chunk = this.chunk(block);
      const base = this.base(block);
      for (let at = base + (length - 1) * WIDTH; at >= base; at -= WIDTH) if (isFound(chunk, at)) return true;
      length = BLOCK;
    }
    return false;
  }

  /** Copies a unit's facts, in order, to the start of an array with room for them. */
  gather(unit: number, into: Int32Array): void {
    let length = this.inTail(this.#counts[unit]!);
    let end = this.#counts[unit]! * WIDTH;
    for (let block = this.#tails[unit]!; block !== -1; block = this.#previous[block]!) {
      const chunk = this.chunk(block);
      const base = this.base(block);
      const start = end - length * WIDTH;
      for (let i = 0; i < length * WIDTH; i++) into[start + i] = chunk[base + i]!;
      end = start;
      length = BLOCK;
    }
  }

  /** Copies a unit's facts back. */
  scatter(unit: number, from: Int32Array): void {
    let length = this.inTail(this.#counts[unit]!);
    let end = this.#counts[unit]! * WIDTH;
    for (let block = this.#tails[unit]!; block !== -1; block = this.#previous[block]!) {
      const chunk = this.#changing(block);
      const base = this.base(block);
      const start = end - length * WIDTH;
      for (let i = 0; i < length * WIDTH; i++) chunk[base + i] = from[start + i]!;
      end = start;
      length = BLOCK;
    }
  }
}

function blocksFor(count: number): number {
  return Math.ceil(count / BLOCK);
}

/** Writes facts column by column, so that like stands beside like and packs well; or columns fact by fact. */
function turn(rows: Int32Array, width: number, into: Int32Array): void {
  const height = rows.length / width;
  for (let row = 0, at = 0; row < height; row++) {
    for (let column = 0; column < width; column++) into[column * height + row] = rows[at++]!;
  }
}
