import { expectedOrder } from '../letters/expected-sum.js';
import type { RuleSet } from '../rule-sets/index.js';
import type { Places } from './places.js';
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

/** Units, stock and lets counted by place. */
export class PlaceSums {
  #sums: Int32Array = new Int32Array(0);
  /** By letters: which sum counts the units as placed; 0: they are not in g. */
  readonly #placing: Uint8Array = new Uint8Array(IN_G + 1);
  #ruleSet: RuleSet | undefined;

  constructor(private readonly places: Places) {}

  /** Sets every sum to 0. */
  clear(ruleSet: RuleSet): void {
    this.#sums.fill(0);
    if (ruleSet === this.#ruleSet) return;
    this.#ruleSet = ruleSet;
    placingLetters(expectedOrder(ruleSet)).forEach((letter, letters) => {
      this.#placing[letters] = letter ? SUM.placedB + UNIT_LETTERS.indexOf(letter) : 0;
    });
  }

  /** The sums, a place's side by side from where {@link PlaceSums.start} says; of every place that was met. */
  all(): Int32Array {
    this.#makeRoom();
    return this.#sums;
  }

  /** Where a place's sums begin. */
  start(place: number): number {
    return place * WIDTH;
  }

  add(place: number, sum: number, number: number): void {
    const at = place * WIDTH;
    if (at >= this.#sums.length) this.#makeRoom();
    this.#sums[at + sum]! += number;
  }

  /** Adds units to every letter that they stand in, to the one that places them in g, and to j. */
  addUnits(place: number, letters: number, units: number): void {
    const placing = this.#placing[letters & IN_G]!;
    if (placing === 0) return;
    const at = place * WIDTH;
    if (at >= this.#sums.length) this.#makeRoom();
    const sums = this.#sums;
    for (let i = 0, rest = letters & IN_G; rest !== 0; i++, rest >>= 1) {
      if ((rest & 1) === 1) sums[at + SUM.b + i]! += units;
    }
    sums[at + placing]! += units;
    if ((letters & BIT.j) !== 0) sums[at + SUM.j]! += units;
  }

  #makeRoom(): void {
    const length = this.places.size * WIDTH;
    if (length <= this.#sums.length) return;
    const sums = new Int32Array(length * 2);
    sums.set(this.#sums);
    this.#sums = sums;
  }
}
