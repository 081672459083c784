import { factOf, type KeptFact } from '../projections/kept-fact.js';
import { unitOf } from '../projections/project-stream.js';
import type { RecordBatch } from './building.js';
import { dateOf } from './days.js';

/** A unit's stream, whole. */
export interface UnitStream {
  readonly number: number;
  readonly name: string;
  readonly unitId: string;
  readonly facts: readonly KeptFact[];
}

const ROWS = 1 << 15;
const [PREVIOUS, REVISION, TYPE, EFFECTIVE, ESSENCE, WIDTH] = [0, 1, 2, 3, 4, 5];
const NONE = -1;

interface Chunk {
  readonly columns: Int32Array;
  readonly positions: Float64Array;
}

/**
 * The facts of all units of a version under construction, in memory: 28 bytes a fact, each with the place of the one before
 * it in its stream, and every essence once. To sort them by stream in a file would take a rebuild a fifth of its time.
 */
export class GatheredFacts {
  readonly #chunks: Chunk[] = [];
  readonly #units = new Map<number, { readonly name: string; readonly unitId: string; last: number }>();
  readonly #types = new Map<number, string>();
  readonly #essences: string[] = [];
  readonly #essenceNumbers = new Map<string, number>();
  #size = 0;

  take({ streams, names, events }: RecordBatch): void {
    for (const [number, name] of names) this.#types.set(number, name);
    for (const [number, name] of streams) {
      const unitId = unitOf(name);
      if (unitId !== undefined) this.#units.set(number, { name, unitId, last: NONE });
    }
    for (const [position, stream, revision, type, effective, , , , , essence] of events) {
      const unit = this.#units.get(stream);
      if (!unit || effective === null) continue;
      const { columns, positions } = this.#chunkOf(this.#size);
      const row = this.#size % ROWS;
      columns[row * WIDTH + PREVIOUS] = unit.last;
      columns[row * WIDTH + REVISION] = revision;
      columns[row * WIDTH + TYPE] = type;
      columns[row * WIDTH + EFFECTIVE] = effective;
      columns[row * WIDTH + ESSENCE] = essence === null ? NONE : this.#essenceNumber(essence);
      positions[row] = position;
      unit.last = this.#size++;
    }
  }

  /**
   * Every unit, in the order of its stream's number.
   * @param meanings by position of a correction, the revision of the event that it means
   */
  *units(meanings: ReadonlyMap<number, number>): Generator<UnitStream, void, void> {
    for (const [number, { name, unitId, last }] of this.#units) {
      const facts: KeptFact[] = [];
      for (let at = last; at !== NONE; at = this.#chunkOf(at).columns[(at % ROWS) * WIDTH + PREVIOUS]!) {
        facts.push(this.#fact(at, meanings));
      }
      yield { number, name, unitId, facts: facts.reverse() };
    }
  }

  #fact(at: number, meanings: ReadonlyMap<number, number>): KeptFact {
    const { columns, positions } = this.#chunkOf(at);
    const row = at % ROWS;
    const position = positions[row]!;
    return factOf({
      type: this.#types.get(columns[row * WIDTH + TYPE]!)!,
      revision: columns[row * WIDTH + REVISION]!,
      position,
      effectiveOn: dateOf(columns[row * WIDTH + EFFECTIVE]!),
      essence: this.#essences[columns[row * WIDTH + ESSENCE]!] ?? null,
      means: meanings.get(position) ?? null,
    });
  }

  #chunkOf(at: number): Chunk {
    return (this.#chunks[Math.floor(at / ROWS)] ??= {
      columns: new Int32Array(ROWS * WIDTH),
      positions: new Float64Array(ROWS),
    });
  }

  #essenceNumber(essence: string): number {
    const known = this.#essenceNumbers.get(essence);
    if (known !== undefined) return known;
    const number = this.#essences.push(essence) - 1;
    this.#essenceNumbers.set(essence, number);
    return number;
  }
}
