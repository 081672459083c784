import { grown } from './columns.js';
import { NIL } from './nil.js';
import { NO_GROUP } from './groups.js';
import { SLOTS } from './shapes.js';
import { UNREGISTERED } from './transitions.js';
import type { UnitFold } from './unit-fold.js';

// After the slots: shape, group, and the days expected.
const SHAPE = SLOTS.length;
const GROUP = SHAPE + 1;
const RELEASE = SHAPE + 2;
const WORKS = SHAPE + 3;
const WIDTH = SHAPE + 4;

/** Each unit's state after its last fact, so that a fact that comes after it is folded from there. */
export class Tails {
  #tails: Int32Array = new Int32Array(64 * WIDTH);

  add(unit: number): void {
    const at = unit * WIDTH;
    this.#tails = grown(this.#tails, at + WIDTH);
    this.#tails.fill(NIL, at, at + WIDTH);
    this.#tails[at + SHAPE] = UNREGISTERED;
    this.#tails[at + GROUP] = NO_GROUP;
  }

  /** Sets a fold to the state after a unit's last fact. */
  restore(unit: number, fold: UnitFold): void {
    const at = unit * WIDTH;
    const tails = this.#tails;
    fold.reset();
    if (tails[at + SHAPE] === UNREGISTERED) return;
    for (let i = 0; i < SHAPE; i++) fold.slots[i] = tails[at + i]!;
    fold.shape = tails[at + SHAPE]!;
  }

  save(unit: number, fold: UnitFold, group: number, releaseDay: number, worksDay: number): void {
    const at = unit * WIDTH;
    const tails = this.#tails;
    for (let i = 0; i < SHAPE; i++) tails[at + i] = fold.slots[i]!;
    tails[at + SHAPE] = fold.shape;
    tails[at + GROUP] = group;
    tails[at + RELEASE] = releaseDay;
    tails[at + WORKS] = worksDay;
  }

  group(unit: number): number {
    return this.#tails[unit * WIDTH + GROUP]!;
  }

  releaseDay(unit: number): number {
    return this.#tails[unit * WIDTH + RELEASE]!;
  }

  worksDay(unit: number): number {
    return this.#tails[unit * WIDTH + WORKS]!;
  }
}
