import { BEFORE_ALL, FOREVER } from './days.js';
import { BLOCK, F, type FactStore, WIDTH } from './fact-store.js';

/** Goes through a unit's facts from the last to the first, where they lie. Used for one unit after the other. */
export class FactCursor {
  /** The chunk in which the fact lies, and where in it. */
  facts: Int32Array = new Int32Array(0);
  at = 0;
  /**
   * The stretch of days, [since, until), in which {@link toLastBy} comes to the same fact, and every fact before it is
   * the same: nothing of the unit begins to have effect within it.
   */
  since = BEFORE_ALL;
  until = FOREVER;
  #block = -1;
  #base = 0;

  constructor(private readonly store: FactStore) {}

  /** Stands on a unit's last fact; false when it has none. */
  toLast(unit: number): boolean {
    const block = this.store.tail(unit);
    if (block === -1) return false;
    this.#enter(block, this.store.inTail(this.store.count(unit)));
    return true;
  }

  /** Stands on a unit's last fact that is effective by the day and known at the ordinal; false when there is none. */
  toLastBy(unit: number, day: number, known: number): boolean {
    this.since = BEFORE_ALL;
    this.until = FOREVER;
    let isThere = this.toLast(unit);
    while (isThere) {
      // The first fact of a block is the earliest: most blocks after the day are passed over at a glance.
      if (this.facts[this.#base + F.day]! > day) this.at = this.#base;
      const on = this.facts[this.at + F.day]!;
      if (on > day) this.until = on;
      else {
        if (this.since === BEFORE_ALL) this.since = on;
        if (this.facts[this.at + F.ordinal]! <= known) return true;
      }
      isThere = this.back();
    }
    return false;
  }

  /** The block in which the fact lies. */
  get block(): number {
    return this.#block;
  }

  /** Stands where it stood before, by its block and its place in the chunk; no fact was taken in since. */
  to(block: number, at: number): void {
    this.#enter(block, 1);
    this.at = at;
  }

  /** Goes to the fact before; false, and stays, when there is none. */
  back(): boolean {
    if (this.at > this.#base) {
      this.at -= WIDTH;
      return true;
    }
    const block = this.store.previous(this.#block);
    if (block === -1) return false;
    this.#enter(block, BLOCK);
    return true;
  }

  /** Stands where another stands. */
  follow(other: FactCursor): void {
    this.facts = other.facts;
    this.at = other.at;
    this.#block = other.#block;
    this.#base = other.#base;
  }

  #enter(block: number, length: number): void {
    this.#block = block;
    this.#base = this.store.base(block);
    this.facts = this.store.chunk(block);
    this.at = this.#base + (length - 1) * WIDTH;
  }
}
