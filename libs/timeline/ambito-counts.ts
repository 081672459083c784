import type { SavedPart, SavedReader } from '#saved-views';
import { grown } from './columns.js';
import { ENTRY, firstIn, Ledger, secondIn } from './ledger.js';
import { LedgerWalk, type LedgerSum, type WalkOptions } from './ledger-walk.js';

/** Stands for "in no group": before its registration a unit is nowhere. */
export const NOWHERE = -1;

export interface GroupUnits {
  /** The first `count` of these are the groups that have units, in order. */
  readonly groups: Int32Array;
  /** Of each how many; never 0. */
  readonly units: Int32Array;
  readonly count: number;
}

/**
 * How many units of an Ambito are in each group, as of any day and as known at any ordinal. What an append changes is
 * a set of moves: from a day on, one unit less in this group and one more in that. The counts at (D, K) are the sum
 * of the moves effective by D and known at K.
 */
export class AmbitoCounts {
  readonly ledger = new Ledger();
  readonly #sum = new GroupSum();
  readonly #walk: LedgerWalk<Int32Array>;
  #groups = 0;

  constructor(options: WalkOptions = {}) {
    this.#walk = new LedgerWalk(this.ledger, this.#sum, options);
  }

  /** From the day on there is one unit less in the first group and one more in the second. */
  move(ordinal: number, day: number, from: number, to: number): void {
    this.#groups = Math.max(this.#groups, from + 1, to + 1);
    this.ledger.add(ordinal, day, from, to);
  }

  capture(name: string): SavedPart[] {
    return this.ledger.capture(name);
  }

  /** @param groups how many there are */
  restore(name: string, from: SavedReader, groups: number): void {
    this.ledger.restore(name, from);
    this.#groups = groups;
  }

  /** To be called when moves were made out of the order of their ordinals, before anything is asked. */
  sort(): void {
    this.ledger.sort();
  }

  /** Units by group as of a day, knowing the log up to an ordinal. The answer holds until the next question. */
  at(day: number, known: number): GroupUnits {
    this.#sum.makeRoom(this.#groups);
    this.#walk.to(day, known);
    return this.#sum.read();
  }
}

/** Units by group, of which few have any. What is kept of it: the groups that are not 0 with their units, by turns. */
class GroupSum implements LedgerSum<Int32Array> {
  #sum: Int32Array = new Int32Array(32);
  /** A bit for each group whose sum was changed since it was cleared: few of all there are. */
  #touched: Int32Array = new Int32Array(1);
  #answer = { groups: new Int32Array(32), units: new Int32Array(32), count: 0 };

  /** To be called before it begins anew. */
  makeRoom(groups: number): void {
    if (groups <= this.#sum.length) return;
    // A multiple of 32, so that every bit has its group.
    const size = (grown(this.#sum, groups).length + 31) & ~31;
    this.#sum = new Int32Array(size);
    this.#touched = new Int32Array(size >> 5);
    this.#answer = { groups: new Int32Array(size), units: new Int32Array(size), count: 0 };
  }

  begin(kept: Int32Array | undefined): void {
    // What is not 0 is what was answered last.
    const { groups, count } = this.#answer;
    for (let i = 0; i < count; i++) this.#sum[groups[i]!] = 0;
    this.#touched.fill(0);
    if (!kept) return;
    const sum = this.#sum;
    const touched = this.#touched;
    for (let i = 0; i < kept.length; i += 2) {
      const group = kept[i]!;
      sum[group] = kept[i + 1]!;
      touched[group >> 5]! |= 1 << (group & 31);
    }
  }

  add(entries: Int32Array, from: number, to: number, sign: 1 | -1): void {
    const sum = this.#sum;
    const touched = this.#touched;
    for (let at = from * ENTRY; at < to * ENTRY; at += ENTRY) {
      const less = firstIn(entries, at);
      const more = secondIn(entries, at);
      if (less !== NOWHERE) {
        sum[less]! -= sign;
        touched[less >> 5]! |= 1 << (less & 31);
      }
      if (more !== NOWHERE) {
        sum[more]! += sign;
        touched[more >> 5]! |= 1 << (more & 31);
      }
    }
  }

  copy(): Int32Array {
    const { groups, units, count } = this.read();
    const byTurns = new Int32Array(count * 2);
    for (let i = 0; i < count; i++) {
      byTurns[2 * i] = groups[i]!;
      byTurns[2 * i + 1] = units[i]!;
    }
    return byTurns;
  }

  /** The groups that are not 0. */
  read(): GroupUnits {
    const touched = this.#touched;
    const sum = this.#sum;
    const answer = this.#answer;
    const { groups, units } = answer;
    let count = 0;
    for (let i = 0; i < touched.length; i++) {
      for (let bits = touched[i]!; bits !== 0; bits &= bits - 1) {
        const group = (i << 5) | (31 - Math.clz32(bits & -bits));
        // Written also where it is 0, and then written over: cheaper than to look.
        groups[count] = group;
        units[count] = sum[group]!;
        if (sum[group] !== 0) count++;
      }
    }
    answer.count = count;
    return answer;
  }
}
