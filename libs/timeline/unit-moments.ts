import { BLOCK, type FactStore, WIDTH } from './fact-store.js';
import type { UnitReading } from './unit-readings.js';

/** What was read of a unit after one of its facts. */
export interface Moment {
  /** How many facts the unit had then. */
  readonly facts: number;
  /** What a plan reads of it. */
  reading?: UnitReading;
}

/** Moments kept: some hundred bytes each. When there are more they all go, for they are soon read again. */
const LIMIT = 65_536;

/**
 * Remembers what was read of units, fact by fact: between two facts of a unit nothing changes, so that a plan at another
 * date finds most of its units as they were. A moment is forgotten when another fact of its unit comes to be known.
 */
export class UnitMoments {
  readonly #moments = new Map<number, Moment>();

  constructor(private readonly store: FactStore) {}

  /**
   * What is remembered of a unit after a fact, to be added to; undefined where not all of the unit is known at the ordinal.
   * @param block of the fact, and its place in the chunk
   */
  after(unit: number, block: number, at: number, known: number): Moment | undefined {
    const { store } = this;
    if (store.lastHorizon(unit) > known) return undefined;
    const key = block * BLOCK + (at - store.base(block)) / WIDTH;
    const facts = store.count(unit);
    const kept = this.#moments.get(key);
    if (kept?.facts === facts) return kept;
    if (this.#moments.size >= LIMIT) this.#moments.clear();
    const moment: Moment = { facts };
    this.#moments.set(key, moment);
    return moment;
  }
}
