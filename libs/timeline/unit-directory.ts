import { grown } from './columns.js';
import { Interner } from './interner.js';
import { NIL } from './nil.js';

const STREAM = /^unit-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether a stream is a unit's: `unit-{uuid}`. */
export function isUnitStream(stream: string): boolean {
  return STREAM.test(stream);
}

/** The units by stream and by Ambito, numbered in the order of the log. */
export class UnitDirectory {
  readonly #streams = new Interner();
  /** By unit: name code of the Ambito that it was last seen in. */
  #lastAmbito: Int32Array = new Int32Array(64);
  readonly #unitsOf = new Map<number, number[]>();

  get size(): number {
    return this.#streams.size;
  }

  ofStream(stream: string): number | undefined {
    return this.#streams.find(stream);
  }

  find(unitId: string): number | undefined {
    return this.#streams.find(`unit-${unitId}`);
  }

  id(unit: number): string {
    return this.#streams.text(unit).slice('unit-'.length);
  }

  add(stream: string): number {
    const unit = this.#streams.code(stream);
    this.#lastAmbito = grown(this.#lastAmbito, unit + 1);
    this.#lastAmbito[unit] = NIL;
    return unit;
  }

  /** Notes that a unit stands, or stood, in an Ambito. */
  standsIn(unit: number, ambito: number): void {
    if (this.#lastAmbito[unit] === ambito) return;
    this.#lastAmbito[unit] = ambito;
    let units = this.#unitsOf.get(ambito);
    if (!units) this.#unitsOf.set(ambito, (units = []));
    if (units.at(-1) !== unit && !units.includes(unit)) units.push(unit);
  }

  /** Units that ever stood in an Ambito, by its name code. */
  unitsOf(ambito: number): readonly number[] {
    return this.#unitsOf.get(ambito) ?? [];
  }
}
