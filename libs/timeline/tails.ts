import { Rows } from '#columns';
import type { SavedPart, SavedReader } from '#saved-views';
import { NO_CELL } from './cells.js';
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
  readonly #tails = new Rows(WIDTH);

  /** Sets a fold to the state after a unit's last fact. */
  resume(unit: number, fold: UnitFold): void {
    fold.restore(this.#tails.chunk(unit), this.#tails.start(unit));
  }

  save(unit: number, fold: UnitFold, { cell, group, releaseDay, worksDay }: Standing): void {
    while (this.#tails.length <= unit) this.#tails.add();
    const tails = this.#tails.changing(unit);
    const at = this.#tails.start(unit);
    fold.save(tails, at);
    tails[at + CELL] = cell;
    tails[at + GROUP] = group;
    tails[at + RELEASE] = releaseDay;
    tails[at + WORKS] = worksDay;
  }

  capture(): SavedPart {
    return this.#tails.capture('tails');
  }

  restore(from: SavedReader): void {
    this.#tails.restore('tails', from);
  }

  /** Code of the list of aliases after a unit's last fact; undefined when it is not registered then. */
  aliasList(unit: number): number | undefined {
    return this.#ofRegistered(unit, SAVED_ALIASES);
  }

  /** Day on which a unit registered after its last fact was registered; undefined when it is not. */
  registeredOn(unit: number): number | undefined {
    return this.#ofRegistered(unit, SAVED_REGISTERED_ON);
  }

  standing(unit: number): Standing {
    const tails = this.#tails.chunk(unit);
    const at = this.#tails.start(unit);
    return {
      cell: tails[at + CELL]!,
      group: tails[at + GROUP]!,
      releaseDay: tails[at + RELEASE]!,
      worksDay: tails[at + WORKS]!,
    };
  }

  #ofRegistered(unit: number, field: number): number | undefined {
    const tails = this.#tails.chunk(unit);
    const at = this.#tails.start(unit);
    return tails[at] === UNREGISTERED ? undefined : tails[at + field]!;
  }
}
