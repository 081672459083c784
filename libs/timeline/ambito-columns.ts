import { grown } from './columns.js';
import { ENTRY, firstIn, secondIn, type Ledger } from './ledger.js';
import { LedgerWalk, type LedgerSum, type WalkOptions } from './ledger-walk.js';

/** Units by column, in the order in which the columns were met. */
export interface ColumnUnits {
  /** The first `count` of these are the columns that a group counts in. */
  readonly columns: Int32Array;
  /** Of each how many, 0 too. */
  readonly units: Int32Array;
  readonly count: number;
}

/** Sums kept, of an Ambito: to go on from one is to copy some hundred integers, so more of them than of sums of groups. */
const KEPT = 96;

/**
 * How many units of an Ambito are in each column of somebody who asks, from the same moves as its groups. A group counts
 * in some columns, or in none; there are fewer columns than groups, and most moves change none.
 */
export class AmbitoColumns {
  readonly #sum = new ColumnSum();
  readonly #walk: LedgerWalk<Int32Array>;

  /** @param columnsOf asked once for each group */
  constructor(
    ledger: Ledger,
    private readonly columnsOf: (group: number) => readonly number[],
    options: WalkOptions = { keepAtMost: KEPT },
  ) {
    this.#walk = new LedgerWalk(ledger, this.#sum, options);
  }

  /**
   * Units by column as of a day, knowing the log up to an ordinal. The answer holds until the next question.
   * @param groups how many there are
   */
  at(groups: number, day: number, known: number): ColumnUnits {
    while (this.#sum.groups < groups) this.#sum.meet(this.columnsOf(this.#sum.groups));
    this.#walk.to(day, known);
    return this.#sum;
  }
}

/** What is kept of it: the units of the columns met by then. */
class ColumnSum implements LedgerSum<Int32Array>, ColumnUnits {
  columns: Int32Array = new Int32Array(16);
  units: Int32Array = new Int32Array(16);
  count = 0;
  groups = 0;
  readonly #numbers = new Map<number, number>();
  /** Groups that count in the same columns are of one class; in none: of the class 0. */
  readonly #classes = new Map<string, number>([['', 0]]);
  /** By group and one: its class. What is in no group (-1) counts nowhere. */
  #classOf: Int32Array = new Int32Array(16);
  /** Numbers of the columns of the classes, one class after another, and where those of each end. */
  #numbersOf: Int32Array = new Int32Array(16);
  #ends: Int32Array = new Int32Array(16);

  /** Takes the next group. To be called before it begins anew. */
  meet(columns: readonly number[]): void {
    const text = columns.join(' ');
    let of = this.#classes.get(text);
    if (of === undefined) this.#classes.set(text, (of = this.#add(columns)));
    this.groups++;
    this.#classOf = grown(this.#classOf, this.groups + 1);
    this.#classOf[this.groups] = of;
  }

  begin(kept: Int32Array | undefined): void {
    if (kept) this.units.set(kept);
    this.units.fill(0, kept?.length ?? 0);
  }

  add(entries: Int32Array, from: number, to: number, sign: 1 | -1): void {
    const classOf = this.#classOf;
    for (let at = from * ENTRY; at < to * ENTRY; at += ENTRY) {
      const less = classOf[firstIn(entries, at) + 1]!;
      const more = classOf[secondIn(entries, at) + 1]!;
      if (less === more) continue;
      if (less !== 0) this.#count(less, -sign);
      if (more !== 0) this.#count(more, sign);
    }
  }

  copy(): Int32Array {
    return this.units.slice(0, this.count);
  }

  #count(of: number, units: number): void {
    const numbers = this.#numbersOf;
    for (let i = this.#ends[of - 1]!; i < this.#ends[of]!; i++) this.units[numbers[i]!]! += units;
  }

  #add(columns: readonly number[]): number {
    const of = this.#classes.size;
    const start = this.#ends[of - 1]!;
    this.#numbersOf = grown(this.#numbersOf, start + columns.length);
    columns.forEach((column, i) => (this.#numbersOf[start + i] = this.#number(column)));
    this.#ends = grown(this.#ends, of + 1);
    this.#ends[of] = start + columns.length;
    return of;
  }

  #number(column: number): number {
    let number = this.#numbers.get(column);
    if (number === undefined) {
      this.#numbers.set(column, (number = this.count++));
      this.columns = grown(this.columns, this.count);
      this.units = grown(this.units, this.count);
      this.columns[number] = column;
    }
    return number;
  }
}
