import { intsPart, type SavedPart, type SavedReader } from '#saved-views';
import { NO_CELL } from './cells.js';
import { grown } from './columns.js';
import { NO_GROUP } from './groups.js';
import { NIL } from './nil.js';
import { UNREGISTERED } from './transitions.js';
import { SAVED, SAVED_ALIASES, SAVED_REGISTERED_ON, type UnitFold } from './unit-fold.js';

const CELL = SAVED;
const GROUP = SAVED + 1;
const RELEASE = SAVED + 2;
const WORKS = SAVED + 3;
const WIDTH = SAVED + 4;

/** Where a unit is after its last fact, knowing everything. */
export interface Standing {
  readonly cell: number;
  readonly group: number;
  /** Days on which a release and an end of works are expected, or NIL. */
  readonly releaseDay: number;
  readonly worksDay: number;
}

export const NOWHERE_YET: Standing = { cell: NO_CELL, group: NO_GROUP, releaseDay: NIL, worksDay: NIL };

/** Each unit's state after its last fact, so that a fact that comes after it is folded from there. */
export class Tails {
  #tails: Int32Array = new Int32Array(64 * WIDTH);
  /** They are being written down as they are: who changes them changes a copy. */
  #isCaptured = false;

  /** Sets a fold to the state after a unit's last fact. */
  resume(unit: number, fold: UnitFold): void {
    fold.restore(this.#tails, unit * WIDTH);
  }

  save(unit: number, fold: UnitFold, { cell, group, releaseDay, worksDay }: Standing): void {
    const at = unit * WIDTH;
    if (at + WIDTH > this.#tails.length) this.#tails = grown(this.#tails, at + WIDTH);
    else if (this.#isCaptured) this.#tails = this.#tails.slice();
    this.#isCaptured = false;
    fold.save(this.#tails, at);
    this.#tails[at + CELL] = cell;
    this.#tails[at + GROUP] = group;
    this.#tails[at + RELEASE] = releaseDay;
    this.#tails[at + WORKS] = worksDay;
  }

  /** @param units how many there are */
  capture(units: number): SavedPart {
    this.#isCaptured = true;
    return intsPart('tails', this.#tails, units * WIDTH);
  }

  restore(from: SavedReader): void {
    this.#tails = from.ints('tails');
  }

  /** Code of the list of aliases after a unit's last fact; undefined when it is not registered then. */
  aliasList(unit: number): number | undefined {
    const at = unit * WIDTH;
    return this.#tails[at] === UNREGISTERED ? undefined : this.#tails[at + SAVED_ALIASES]!;
  }

  /** Day on which a unit registered after its last fact was registered; undefined when it is not. */
  registeredOn(unit: number): number | undefined {
    const at = unit * WIDTH;
    return this.#tails[at] === UNREGISTERED ? undefined : this.#tails[at + SAVED_REGISTERED_ON]!;
  }

  standing(unit: number): Standing {
    const tails = this.#tails;
    const at = unit * WIDTH;
    return {
      cell: tails[at + CELL]!,
      group: tails[at + GROUP]!,
      releaseDay: tails[at + RELEASE]!,
      worksDay: tails[at + WORKS]!,
    };
  }
}
