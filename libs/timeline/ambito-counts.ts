import type { SavedPart, SavedReader } from '#saved-views';
import { grown } from './columns.js';
import { dayIn, ENTRY, firstIn, knownIn, Ledger, secondIn } from './ledger.js';

/** Stands for "in no group": before its registration a unit is nowhere. */
export const NOWHERE = -1;

/** A sum at the end of a page, as what was known then had it. */
interface KeptSum {
  /** By page, how many of its entries are in the sum. */
  readonly included: Int32Array;
  /** How many those are together. */
  readonly moves: number;
  /** The groups that are not 0 with their units, by turns. */
  readonly units: Int32Array;
}

export interface GroupUnits {
  /** The first `count` of these are the groups that have units, in order. */
  readonly groups: Int32Array;
  /** Of each how many; never 0. */
  readonly units: Int32Array;
  readonly count: number;
}

export interface CountsOptions {
  /** A sum is kept where more moves than this were added to reach it, and more than an even share of all moves. */
  readonly keepAfter?: number;
  /** Sums kept at most; the one longest unused goes first. */
  readonly keepAtMost?: number;
}

/**
 * How many units of an Ambito are in each group, as of any day and as known at any ordinal. What an append changes is
 * a set of moves: from a day on, one unit less in this group and one more in that. The counts at (D, K) are the sum
 * of the moves effective by D and known at K, which is so many first entries of each page of the ledger. Sums worked
 * out on the way are kept, spread evenly; an answer is the nearest of them with the moves between. So an append costs
 * the same wherever in the past it reaches, and nothing that was kept ever has to change.
 */
export class AmbitoCounts {
  readonly #ledger = new Ledger();
  readonly #keepAfter: number;
  readonly #keepAtMost: number;
  /** The most recently used last. */
  readonly #kept: KeptSum[] = [];
  #groups = 0;
  #sum: Int32Array = new Int32Array(32);
  /** A bit for each group whose sum was changed since it was cleared: few of all there are. */
  #touched: Int32Array = new Int32Array(1);
  #target: Int32Array = new Int32Array(16);
  #included: Int32Array = new Int32Array(16);
  #answer = { groups: new Int32Array(32), units: new Int32Array(32), count: 0 };

  constructor({ keepAfter = 256, keepAtMost = 32 }: CountsOptions = {}) {
    this.#keepAfter = keepAfter;
    this.#keepAtMost = keepAtMost;
  }

  /** Groups met so far: 0 to this, exclusive. */
  get groups(): number {
    return this.#groups;
  }

  /** From the day on there is one unit less in the first group and one more in the second. */
  move(ordinal: number, day: number, from: number, to: number): void {
    const pages = this.#ledger.pages.length;
    this.#groups = Math.max(this.#groups, from + 1, to + 1);
    const page = this.#ledger.add(ordinal, day, from, to);
    // A page between others, of days long past met for the first time: the kept sums number their pages otherwise.
    if (this.#ledger.pages.length !== pages && page < pages) this.#kept.length = 0;
  }

  capture(name: string): SavedPart[] {
    return this.#ledger.capture(name);
  }

  /** @param groups how many there are */
  restore(name: string, from: SavedReader, groups: number): void {
    this.#ledger.restore(name, from);
    this.#groups = groups;
  }

  /** To be called when moves were made out of the order of their ordinals, before anything is asked. */
  sort(): void {
    this.#ledger.sort();
  }

  /** Units by group as of a day, knowing the log up to an ordinal. The answer holds until the next question. */
  at(day: number, known: number): GroupUnits {
    const { pages } = this.#ledger;
    const page = this.#ledger.from(day);
    this.#target = grown(this.#target, pages.length);
    this.#target.fill(0);
    this.#ledger.knownSizes(0, known, this.#target.subarray(0, page));
    this.#startFrom(this.#nearest());
    this.#addUp();
    if (page < pages.length) this.#addDays(page, knownIn(pages[page]!, known), day);
    return this.#read();
  }

  /** The kept sum with the fewest moves between it and the target; undefined when nothing at all is nearer. */
  #nearest(): KeptSum | undefined {
    const pages = this.#ledger.pages.length;
    let moves = 0;
    for (let i = 0; i < pages; i++) moves += this.#target[i]!;
    let least = moves;
    let best = -1;
    for (let i = this.#kept.length - 1; i >= 0; i--) {
      const kept = this.#kept[i]!;
      // No fewer moves lie between two sums than the one has more than the other.
      if (Math.abs(kept.moves - moves) >= least) continue;
      const distance = this.#distance(kept, least);
      if (distance >= least) continue;
      least = distance;
      best = i;
    }
    if (best === -1) return undefined;
    const nearest = this.#kept[best]!;
    this.#kept.copyWithin(best, best + 1);
    this.#kept[this.#kept.length - 1] = nearest;
    return nearest;
  }

  #distance({ included }: KeptSum, enough: number): number {
    const target = this.#target;
    const pages = this.#ledger.pages.length;
    let distance = 0;
    for (let i = 0; i < included.length && distance < enough; i++) distance += Math.abs(target[i]! - included[i]!);
    for (let i = included.length; i < pages && distance < enough; i++) distance += target[i]!;
    return distance;
  }

  #clear(): void {
    // What is not 0 is what was answered last.
    const { groups, count } = this.#answer;
    for (let i = 0; i < count; i++) this.#sum[groups[i]!] = 0;
    this.#touched.fill(0);
    if (this.#groups <= this.#sum.length) return;
    // A multiple of 32, so that every bit has its group.
    const size = (grown(this.#sum, this.#groups).length + 31) & ~31;
    this.#sum = new Int32Array(size);
    this.#touched = new Int32Array(size >> 5);
    this.#answer = { groups: new Int32Array(size), units: new Int32Array(size), count: 0 };
  }

  #startFrom(kept: KeptSum | undefined): void {
    this.#clear();
    this.#included = grown(this.#included, this.#ledger.pages.length);
    this.#included.fill(0);
    if (!kept) return;
    this.#included.set(kept.included);
    const sum = this.#sum;
    const touched = this.#touched;
    const { units } = kept;
    for (let i = 0; i < units.length; i += 2) {
      const group = units[i]!;
      sum[group] = units[i + 1]!;
      touched[group >> 5]! |= 1 << (group & 31);
    }
  }

  /** Adds and takes away, page by page, until the target is reached. */
  #addUp(): void {
    const pages = this.#ledger.pages.length;
    const spacing = Math.max(this.#keepAfter, this.#ledger.size / this.#keepAtMost);
    let moves = 0;
    for (let i = 0; i < pages; i++) {
      const target = this.#target[i]!;
      const included = this.#included[i]!;
      if (target === included) continue;
      if (target > included) this.#add(i, included, target, 1);
      else this.#add(i, target, included, -1);
      this.#included[i] = target;
      moves += Math.abs(target - included);
      if (moves <= spacing) continue;
      this.#keep();
      moves = 0;
    }
  }

  #keep(): void {
    const { groups, units, count } = this.#read();
    const byTurns = new Int32Array(count * 2);
    for (let i = 0; i < count; i++) {
      byTurns[2 * i] = groups[i]!;
      byTurns[2 * i + 1] = units[i]!;
    }
    const included = this.#included.slice(0, this.#ledger.pages.length);
    this.#kept.push({ included, moves: included.reduce((sum, moves) => sum + moves, 0), units: byTurns });
    if (this.#kept.length > this.#keepAtMost) this.#kept.shift();
  }

  /** The groups that are not 0. */
  #read(): GroupUnits {
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

  #add(page: number, from: number, to: number, sign: number): void {
    const { entries } = this.#ledger.pages[page]!;
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

  /** Adds the entries of a page that are effective by the day, of its first `count`. */
  #addDays(page: number, count: number, day: number): void {
    const of = this.#ledger.pages[page]!;
    let from = 0;
    for (let i = 0; i < count; i++) {
      if (dayIn(of, i * ENTRY) <= day) continue;
      if (i > from) this.#add(page, from, i, 1);
      from = i + 1;
    }
    if (count > from) this.#add(page, from, count, 1);
  }
}
