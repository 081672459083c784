import { isOfUnit } from '../projections/project-stream.js';
import type { NumberedName } from './new-numbers.js';
import { C, LONG, NONE, type RecordColumns } from './record-columns.js';

/** Facts in a piece of memory. */
export const ROWS = 1 << 15;

/** Where the numbers of a fact stand among those of its piece. */
export const F = { previous: 0, revision: 1, type: 2, effective: 3, essence: 4, means: 5, id: 6, width: 10 } as const;

/** A piece of memory that threads share. */
export interface FactChunk {
  /** See {@link F}. */
  readonly columns: Int32Array;
  readonly positions: Float64Array;
}

/** All facts of units, as another thread can read them. */
export interface FactTables {
  readonly chunks: readonly FactChunk[];
  readonly units: readonly GatheredUnit[];
  /** Types and short essences, by number. */
  readonly names: readonly string[];
  /** The essence of a fact that has number n < {@link NONE} is the one at NONE - 1 - n. */
  readonly longEssences: readonly string[];
}

export interface GatheredUnit {
  /** Of its stream. */
  readonly number: number;
  readonly name: string;
  /** Where its last fact is; each says where the one before it is. */
  last: number;
}

/**
 * The facts of all units of a version under construction, in memory: 48 bytes a fact, each with the place of the one before
 * it in its stream, and every short essence once. To sort them by stream in a file would take a rebuild a fifth of its time.
 */
export class GatheredFacts {
  readonly #chunks: FactChunk[] = [];
  readonly #units: GatheredUnit[] = [];
  /** By the number of the stream. */
  readonly #unitOf: (GatheredUnit | undefined)[] = [];
  readonly #names: string[] = [''];
  readonly #longEssences: string[] = [];
  #size = 0;

  takeNames(streams: readonly NumberedName[], names: readonly NumberedName[]): void {
    for (const [number, name] of names) this.#names[number] = name;
    for (const [number, name] of streams) {
      const unit = isOfUnit(name) ? { number, name, last: NONE } : undefined;
      this.#unitOf[number] = unit;
      if (unit) this.#units.push(unit);
    }
  }

  /**
   * Takes events whose names were taken.
   * @returns by event, the revision of the one that it means: one that came before it in its stream; or {@link NONE}
   */
  take({ count, numbers, ids, corrections, meant, longEssences }: RecordColumns): Int32Array {
    const means = new Int32Array(count).fill(NONE);
    const [idWords, meantWords] = [asWords(ids), asWords(meant)];
    let [correction, long] = [0, 0];
    for (let i = 0, at = 0; i < count; i++, at += C.width) {
      const unit = this.#unitOf[numbers[at + C.stream]!];
      if (!unit) continue;
      if (corrections[correction] === i) means[i] = this.#revisionOf(meantWords, 4 * correction++, unit.last);
      const { columns, positions } = this.#chunkOf(this.#size);
      const row = this.#size % ROWS;
      const to = row * F.width;
      const essence = numbers[at + C.essence]!;
      columns[to + F.previous] = unit.last;
      columns[to + F.revision] = numbers[at + C.revision]!;
      columns[to + F.type] = numbers[at + C.type]!;
      columns[to + F.effective] = numbers[at + C.effective]!;
      // Names are numbered from 1, and NaN is none.
      columns[to + F.essence] = essence === LONG ? this.#numberOfLong(longEssences[long++]!) : essence || NONE;
      columns[to + F.means] = means[i]!;
      for (let word = 0; word < 4; word++) columns[to + F.id + word] = idWords[4 * i + word]!;
      positions[row] = numbers[at + C.position]!;
      unit.last = this.#size++;
    }
    return means;
  }

  tables(): FactTables {
    return { chunks: this.#chunks, units: this.#units, names: this.#names, longEssences: this.#longEssences };
  }

  /** Corrections are few, and a unit's facts some tens: they are gone through. */
  #revisionOf(ids: Int32Array, id: number, last: number): number {
    for (let at = last; at !== NONE;) {
      const { columns } = this.#chunkOf(at);
      const row = (at % ROWS) * F.width;
      if (sameId(columns, row + F.id, ids, id)) return columns[row + F.revision]!;
      at = columns[row + F.previous]!;
    }
    return NONE;
  }

  #chunkOf(at: number): FactChunk {
    return (this.#chunks[Math.floor(at / ROWS)] ??= {
      columns: new Int32Array(new SharedArrayBuffer(ROWS * F.width * Int32Array.BYTES_PER_ELEMENT)),
      positions: new Float64Array(new SharedArrayBuffer(ROWS * Float64Array.BYTES_PER_ELEMENT)),
    });
  }

  #numberOfLong(essence: string): number {
    return NONE - this.#longEssences.push(essence);
  }
}

function asWords({ buffer, byteOffset, byteLength }: Uint8Array): Int32Array {
  return new Int32Array(buffer, byteOffset, byteLength / Int32Array.BYTES_PER_ELEMENT);
}

function sameId(a: Int32Array, i: number, b: Int32Array, j: number): boolean {
  return a[i] === b[j] && a[i + 1] === b[j + 1] && a[i + 2] === b[j + 2] && a[i + 3] === b[j + 3];
}
