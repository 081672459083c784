import { expectedOrder } from '../letters/expected-sum.js';
import type { RuleSet } from '../rule-sets/index.js';
import type { Places } from './places.js';
import type { ColumnUnits } from './region-facts.js';
import { BIT, IN_G, placingLetters, UNIT_LETTERS } from './unit-letters.js';

/**
 * What is added up at a place: stock by class, planned units, units by letter, lets of letter k, units by the letter
 * that places them in g, lets of k that are mobility, and lets of no letter.
 */
export const SUM = {
  ...{ sap: 0, sas: 1, other: 2, planned: 3 },
  ...{ b: 4, c: 5, d: 6, e1: 7, e2: 8, f: 9, j: 10, k: 11 },
  ...{ placedB: 12, placedC: 13, placedD: 14, placedE1: 15, placedE2: 16, placedF: 17 },
  ...{ mobility: 18, otherLets: 19 },
} as const;
const WIDTH = 20;

/** From a letter's sum to that of the units that it places. */
export const PLACED = SUM.placedB - SUM.b;

/** Units, stock and lets counted by place: the places of an Ambito side by side, in the order of their indexes. */
export class PlaceSums {
  /** By number of an Ambito. */
  readonly #ofAmbiti: Int32Array[] = [];
  /** By letters: which sum counts the units as placed; 0: they are not in g. */
  readonly #placing: Uint8Array = new Uint8Array(IN_G + 1);
  #ruleSet: RuleSet | undefined;

  constructor(private readonly places: Places) {}

  /** Sets every sum to 0. */
  clear(ruleSet: RuleSet): void {
    for (const sums of this.#ofAmbiti) sums.fill(0);
    if (ruleSet === this.#ruleSet) return;
    this.#ruleSet = ruleSet;
    placingLetters(expectedOrder(ruleSet)).forEach((letter, letters) => {
      this.#placing[letters] = letter ? SUM.placedB + UNIT_LETTERS.indexOf(letter) : 0;
    });
  }

  /** The sums of an Ambito, of every place that was met. */
  of(ambito: number): Int32Array {
    const length = this.places.sizeOf(ambito) * WIDTH;
    const sums = this.#ofAmbiti[ambito];
    return sums !== undefined && sums.length >= length ? sums : this.#grow(ambito, length);
  }

  /**
   * Where a place's sums begin among its Ambito's.
   * @param index its index among these
   */
  start(index: number): number {
    return index * WIDTH;
  }

  /**
   * Where among its Ambito's sums the units of a base are counted.
   * @param letters their own: of those in g (b and e1) one at most, so that no rule set's order has a say in it
   */
  columns(place: number, stock: number, letters: number): readonly number[] {
    const start = this.start(this.places.indexOf[place]!);
    const columns = [start + stock];
    UNIT_LETTERS.forEach((_, i) => {
      if ((letters & (1 << i)) !== 0) columns.push(start + SUM.b + i);
    });
    if ((letters & BIT.j) !== 0 && (letters & IN_G) !== 0) columns.push(start + SUM.j);
    return columns;
  }

  /** Takes an Ambito's units as they were added up by the columns of their bases; their letter places them in g. */
  take(ambito: number, { columns, units, count }: ColumnUnits): void {
    const sums = this.of(ambito);
    for (let i = 0; i < count; i++) sums[columns[i]!] = units[i]!;
    const end = this.places.sizeOf(ambito) * WIDTH;
    for (let at = 0; at < end; at += WIDTH) {
      sums[at + SUM.placedB] = sums[at + SUM.b]!;
      sums[at + SUM.placedE1] = sums[at + SUM.e1]!;
    }
  }

  /** @param index of a place among its Ambito's */
  add(ambito: number, index: number, sum: number, number: number): void {
    this.of(ambito)[this.start(index) + sum]! += number;
  }

  /**
   * Of units counted with some letters, adds more: to the sums of these, from the letter that placed them in g to the one
   * that now does, and to j where they are in g now.
   * @param index of a place among its Ambito's
   */
  addLetters(ambito: number, index: number, own: number, more: number, units: number): void {
    const all = own | more;
    const before = this.#placing[own & IN_G]!;
    const after = this.#placing[all & IN_G]!;
    if (after === 0) return;
    const sums = this.of(ambito);
    const at = this.start(index);
    for (let i = 0, rest = all & ~own & IN_G; rest !== 0; i++, rest >>= 1) {
      if ((rest & 1) === 1) sums[at + SUM.b + i]! += units;
    }
    if (after !== before) {
      if (before !== 0) sums[at + before]! -= units;
      sums[at + after]! += units;
    }
    if ((all & BIT.j) !== 0 && (before === 0 || (own & BIT.j) === 0)) sums[at + SUM.j]! += units;
  }

  #grow(ambito: number, length: number): Int32Array {
    while (this.#ofAmbiti.length <= ambito) this.#ofAmbiti.push(new Int32Array(0));
    const sums = new Int32Array(length * 2);
    sums.set(this.#ofAmbiti[ambito]!);
    return (this.#ofAmbiti[ambito] = sums);
  }
}
