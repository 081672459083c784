import { expectedOrder } from '../letters/expected-sum.js';
import type { RuleSet } from '../rule-sets/index.js';
import type { Places } from './places.js';
import { BIT, IN_G, placingLetters, UNIT_LETTERS } from './unit-letters.js';

/** What is added up at a place: stock by class, units by letter, those of them that the letter places in g, lets. */
export const SUM = {
  ...{ sap: 0, sas: 1, other: 2 },
  ...{ b: 3, c: 4, d: 5, e1: 6, e2: 7, f: 8 },
  ...{ placedB: 9, placedC: 10, placedD: 11, placedE1: 12, placedE2: 13, placedF: 14 },
  ...{ j: 15, k: 16, mobility: 17 },
} as const;
const WIDTH = 18;

/** From a letter's sum to that of the units that it places. */
export const PLACED = SUM.placedB - SUM.b;

/** Units, stock and lets counted by place. */
export class PlaceSums {
  #sums: Int32Array = new Int32Array(0);
  #isHeard: Uint8Array = new Uint8Array(0);
  /** By letters: which sum counts the units as placed; 0: they are not in g. */
  #placing: Uint8Array = new Uint8Array(IN_G + 1);
  #ruleSet: RuleSet | undefined;

  constructor(private readonly places: Places) {}

  /** Sets every sum to 0; room is made for places met since. */
  clear(ruleSet: RuleSet): void {
    this.#sums.fill(0);
    this.#isHeard.fill(0);
    this.makeRoom();
    if (ruleSet === this.#ruleSet) return;
    this.#ruleSet = ruleSet;
    placingLetters(expectedOrder(ruleSet)).forEach((letter, letters) => {
      this.#placing[letters] = letter ? SUM.placedB + UNIT_LETTERS.indexOf(letter) : 0;
    });
  }

  at(place: number, sum: number): number {
    return this.#sums[place * WIDTH + sum]!;
  }

  /** Whether the owner is one of the Ambito's plan. */
  isHeard(slot: number): boolean {
    return this.#isHeard[slot] === 1;
  }

  hear(place: number): void {
    if (place * WIDTH >= this.#sums.length) this.makeRoom();
    this.hearSlot(this.places.slotOf[place]!);
  }

  hearSlot(slot: number): void {
    if (slot >= this.#isHeard.length) this.makeRoom();
    this.#isHeard[slot] = 1;
  }

  add(place: number, sum: number, number: number): void {
    this.#sums[place * WIDTH + sum]! += number;
  }

  /** Adds units to every letter that they stand in, to the one that places them in g, and to j. */
  addUnits(place: number, letters: number, units: number): void {
    const placing = this.#placing[letters & IN_G]!;
    if (placing === 0) return;
    const at = place * WIDTH;
    const sums = this.#sums;
    for (let i = 0, rest = letters & IN_G; rest !== 0; i++, rest >>= 1) {
      if ((rest & 1) === 1) sums[at + SUM.b + i]! += units;
    }
    sums[at + placing]! += units;
    if ((letters & BIT.j) !== 0) sums[at + SUM.j]! += units;
  }

  /** To be called when places were met that nothing was added at. */
  makeRoom(): void {
    const { size, slots } = this.places;
    if (size * WIDTH > this.#sums.length) {
      const sums = new Int32Array(size * WIDTH * 2);
      sums.set(this.#sums);
      this.#sums = sums;
    }
    if (slots > this.#isHeard.length) {
      const isHeard = new Uint8Array(slots * 2);
      isHeard.set(this.#isHeard);
      this.#isHeard = isHeard;
    }
  }
}
