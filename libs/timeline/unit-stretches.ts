import { grown } from './columns.js';
import { BEFORE_ALL, FOREVER } from './days.js';
import { F, type FactStore } from './fact-store.js';
import { NOTHING_READ, type UnitReading } from './unit-readings.js';

/** A unit's room is made larger by so many stretches than it needs: some facts more take none anew. */
const SPARE = 3;

/**
 * The stretches of days in which nothing of a unit begins to have effect, and what was read of it in each, for some units
 * numbered from 0 and all of their facts. What is to be read on a day is found in one array of integers, whatever day was
 * asked about before; a unit's readings are forgotten when another fact of it is taken in.
 */
export class UnitStretches {
  /** By unit: where its stretches begin in the arrays below, how many there are and there is room for. */
  readonly #starts: Int32Array;
  readonly #counts: Int32Array;
  readonly #rooms: Int32Array;
  /** By unit: how many facts it had then, -1 before its stretches were looked for; from which ordinal on they are known. */
  readonly #facts: Int32Array;
  readonly #horizons: Int32Array;
  /** By unit: the last day on which a fact of it states something of the future; before every day when none does. */
  readonly #statedOn: Int32Array;
  /** By stretch: the day that it begins on. A unit's first is before all its facts. */
  #since: Int32Array = new Int32Array(0);
  /** By stretch: the ordinal from which on every fact up to it is known. */
  #horizonOf: Int32Array = new Int32Array(0);
  readonly #readings: (UnitReading | undefined)[] = [];
  #kept = 0;

  /** @param states whether a kind of fact says what is expected: it is read by knowledge alone, before its day too */
  constructor(
    private readonly store: FactStore,
    private readonly states: (kind: number) => boolean,
    units: number,
  ) {
    this.#starts = new Int32Array(units);
    this.#counts = new Int32Array(units);
    this.#rooms = new Int32Array(units);
    this.#facts = new Int32Array(units).fill(-1);
    this.#horizons = new Int32Array(units);
    this.#statedOn = new Int32Array(units);
  }

  /** How many readings are kept, those of nothing apart. */
  get kept(): number {
    return this.#kept;
  }

  /** The stretch of a unit that a day is in; it holds until the next fact. @param index the unit's number here */
  at(index: number, unit: number, day: number): number {
    if (this.#facts[index] !== this.store.count(unit)) this.#layOut(index, unit);
    const since = this.#since;
    let low = this.#starts[index]!;
    let high = low + this.#counts[index]!;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if (since[middle]! <= day) low = middle;
      else high = middle;
    }
    return low;
  }

  since(stretch: number): number {
    return this.#since[stretch]!;
  }

  /** The day after a stretch's last. */
  until(index: number, stretch: number): number {
    return stretch + 1 < this.#starts[index]! + this.#counts[index]! ? this.#since[stretch + 1]! : FOREVER;
  }

  /**
   * The ordinal from which on what is known of a unit in a stretch is the same: every fact up to it stood as it does now,
   * and no later one states what is expected, or else all are known.
   */
  knownFrom(index: number, stretch: number): number {
    return this.#since[stretch]! >= this.#statedOn[index]! ? this.#horizonOf[stretch]! : this.#horizons[index]!;
  }

  reading(stretch: number): UnitReading | undefined {
    return this.#readings[stretch];
  }

  keep(stretch: number, reading: UnitReading): UnitReading {
    if (reading !== NOTHING_READ) this.#kept++;
    return (this.#readings[stretch] = reading);
  }

  /** Forgets what was read, and keeps the stretches. */
  forget(): void {
    this.#readings.fill(undefined);
    this.#kept = 0;
  }

  #layOut(index: number, unit: number): void {
    this.#forget(index);
    const facts = this.store.count(unit);
    this.#facts[index] = facts;
    this.#horizons[index] = this.store.lastHorizon(unit);
    if (facts >= this.#rooms[index]!) this.#makeRoom(index, facts + 1);
    const start = this.#starts[index]!;
    const since = this.#since;
    const horizonOf = this.#horizonOf;
    since[start] = BEFORE_ALL;
    horizonOf[start] = 0;
    let end = start + 1;
    let statedOn = BEFORE_ALL;
    this.store.findLast(unit, (of, at) => {
      const day = of[at + F.day]!;
      if (statedOn === BEFORE_ALL && this.states(of[at + F.kind]!)) statedOn = day;
      if (end > start + 1 && since[end - 1] === day) return false;
      since[end] = day;
      horizonOf[end++] = of[at + F.horizon]!;
      return false;
    });
    this.#statedOn[index] = statedOn;
    // They came from the last to the first.
    since.subarray(start + 1, end).reverse();
    horizonOf.subarray(start + 1, end).reverse();
    this.#counts[index] = end - start;
  }

  #forget(index: number): void {
    const start = this.#starts[index]!;
    for (let stretch = start; stretch < start + this.#counts[index]!; stretch++) {
      const reading = this.#readings[stretch];
      if (reading && reading !== NOTHING_READ) this.#kept--;
      this.#readings[stretch] = undefined;
    }
  }

  /** At the end: a unit that outgrows its room has grown by half, so that what it leaves is less than what it takes. */
  #makeRoom(index: number, stretches: number): void {
    const room = Math.max(stretches + SPARE, this.#rooms[index]! + (this.#rooms[index]! >> 1));
    const start = this.#readings.length;
    this.#starts[index] = start;
    this.#rooms[index] = room;
    this.#since = grown(this.#since, start + room);
    this.#horizonOf = grown(this.#horizonOf, start + room);
    while (this.#readings.length < start + room) this.#readings.push(undefined);
  }
}
