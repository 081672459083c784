import { intsPart, type SavedPart, type SavedReader } from '#saved-views';
import { grown, Remembered } from './columns.js';
import { writeUuid } from '#event-store';
import { readUuid } from './event-ids.js';
import { NIL } from './nil.js';
import { TupleTable } from './tuples.js';

const STREAM = 'unit-';

/** The units by id and by Ambito, numbered in the order of the log. */
export class UnitDirectory {
  readonly #ids = new TupleTable(4);
  readonly #id = new Int32Array(4);
  /** By unit: name code of the Ambito that it was last seen in. */
  #lastAmbito: Int32Array = new Int32Array(64);
  readonly #unitsOf = new Map<number, number[]>();
  /** By unit: its id as text, once it was asked for (70 bytes each): plans name the same units again and again. */
  readonly #texts = new Remembered<string>();

  get size(): number {
    return this.#ids.size;
  }

  /** The unit whose stream it is; {@link size} for the stream of a unit not met yet, undefined for any other. */
  ofStream(stream: string): number | undefined {
    if (!stream.startsWith(STREAM) || !writeUuid(stream, STREAM.length, this.#id, 0)) return undefined;
    return this.#ids.find(this.#id) ?? this.size;
  }

  find(unitId: string): number | undefined {
    return writeUuid(unitId, 0, this.#id, 0) ? this.#ids.find(this.#id) : undefined;
  }

  /** Those of some units that there are. */
  findAll(unitIds: Iterable<string>): ReadonlySet<number> {
    const units = new Set<number>();
    for (const unitId of unitIds) {
      const unit = this.find(unitId);
      if (unit !== undefined) units.add(unit);
    }
    return units;
  }

  id(unit: number): string {
    return this.#texts.get(unit) ?? this.#texts.set(unit, this.#read(unit));
  }

  #read(unit: number): string {
    for (let i = 0; i < 4; i++) this.#id[i] = this.#ids.at(unit, i);
    return readUuid(this.#id, 0);
  }

  /** Numbers the unit whose stream was asked about last. */
  add(): void {
    const unit = this.#ids.code(this.#id);
    this.#lastAmbito = grown(this.#lastAmbito, unit + 1);
    this.#lastAmbito[unit] = NIL;
  }

  /** Notes that a unit stands, stood or, by a fact since annulled, was to stand in an Ambito. */
  standsIn(unit: number, ambito: number): void {
    const last = this.#lastAmbito[unit];
    if (last === ambito) return;
    this.#lastAmbito[unit] = ambito;
    const units = this.#unitsOf.get(ambito);
    if (!units) this.#unitsOf.set(ambito, [unit]);
    else if (units.at(-1)! < unit) units.push(unit);
    else if (last === NIL || !units.includes(unit)) {
      // A new list: those that were captured only grow at their end.
      this.#unitsOf.set(
        ambito,
        [...units, unit].sort((a, b) => a - b),
      );
    }
  }

  /** Units that ever stood in an Ambito, by its name code; in order. */
  unitsOf(ambito: number): readonly number[] {
    return this.#unitsOf.get(ambito) ?? [];
  }

  capture(): SavedPart[] {
    const lists = [...this.#unitsOf].map(([ambito, units]) => ({ ambito, units, count: units.length }));
    const length = lists.reduce((sum, { count }) => sum + 2 + count, 0);
    return [
      this.#ids.capture('unit ids'),
      intsPart('last Ambiti', this.#lastAmbito.slice(0, this.size)),
      { kind: 'ints', name: 'units of Ambiti', length, pieces: written(lists) },
    ];
  }

  restore(from: SavedReader): void {
    this.#ids.restore('unit ids', from);
    this.#lastAmbito = from.ints('last Ambiti');
    const units = from.ints('units of Ambiti');
    for (let at = 0; at < units.length;) {
      const [ambito, count] = [units[at]!, units[at + 1]!];
      this.#unitsOf.set(ambito, [...units.subarray(at + 2, at + 2 + count)]);
      at += 2 + count;
    }
  }

  /** Every unit once, those that first stood in the same Ambito together. */
  *byAmbito(): Iterable<number> {
    const seen = new Uint8Array(this.size);
    for (const units of this.#unitsOf.values()) {
      for (const unit of units) {
        if (seen[unit] === 0) yield unit;
        seen[unit] = 1;
      }
    }
    for (let unit = 0; unit < this.size; unit++) if (seen[unit] === 0) yield unit;
  }
}

function* written(
  lists: Iterable<{ readonly ambito: number; readonly units: readonly number[]; readonly count: number }>,
): Iterable<Int32Array> {
  for (const { ambito, units, count } of lists) {
    yield Int32Array.of(ambito, count);
    yield new Int32Array(units.slice(0, count));
  }
}
