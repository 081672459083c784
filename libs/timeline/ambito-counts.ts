import type { SavedPart, SavedReader } from '#saved-views';
import { grown } from './columns.js';
import { dayIn, ENTRY, firstIn, knownIn, Ledger, secondIn } from './ledger.js';

/** Stands for "in no group": before its registration a unit is nowhere. */
export const NOWHERE = -1;

/** How many entries of each page are in the sum, and the groups that are not 0 with their units, by turns. */
interface KeptSum {
  readonly included: Int32Array;
  readonly units: Int32Array;
}

export interface GroupUnits {
  /** By group. */
  readonly units: Int32Array;
  /** The first `count` of these are the only groups that can have units. */
  readonly touched: Int32Array;
  readonly count: number;
}

export interface CountsOptions {
  /** A sum is kept where more moves than this were added to reach it. */
  readonly keepAfter?: number;
  /** Sums kept at most; the one longest unused goes first. */
  readonly keepAtMost?: number;
}

/**
 * How many units of an Ambito are in each group, as of any day and as known at any ordinal. What an append changes is
 * a set of moves: from a day on, one unit less in this group and one more in that. The counts at (D, K) are the sum
 * of the moves effective by D and known at K, which is so many first entries of each page of the ledger. Sums worked
 * out on the way are kept; an answer is the nearest of them with the moves between. So an append costs the same
 * wherever in the past it reaches, and nothing that was kept ever has to change.
 */
export class AmbitoCounts {
  readonly #ledger = new Ledger();
  readonly #keepAfter: number;
  readonly #keepAtMost: number;
  /** The most recently used last. */
  #kept: KeptSum[] = [];
  #groups = 0;
  #sum: Int32Array = new Int32Array(16);
  /** The groups whose sum was ever changed since it was cleared: few of all there are. */
  #touched: Int32Array = new Int32Array(16);
  #isTouched: Uint8Array = new Uint8Array(16);
  #touchedCount = 0;
  #target: Int32Array = new Int32Array(16);
  #included: Int32Array = new Int32Array(16);

  constructor({ keepAfter = 4096, keepAtMost = 48 }: CountsOptions = {}) {
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
    if (this.#ledger.pages.length !== pages && page < pages) this.#kept = [];
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
    this.#ledger.knownSizes(page, known, this.#target);
    this.#startFrom(this.#nearest());
    this.#addUp();
    if (page < pages.length) this.#addDays(page, knownIn(pages[page]!, known), day);
    return { units: this.#sum, touched: this.#touched, count: this.#touchedCount };
  }

  /** The kept sum with the fewest moves between it and the target; undefined when nothing at all is nearer. */
  #nearest(): KeptSum | undefined {
    let best: KeptSum | undefined;
    let least = this.#distance(undefined, Infinity);
    for (let i = this.#kept.length - 1; i >= 0 && least > this.#keepAfter; i--) {
      const distance = this.#distance(this.#kept[i], least);
      if (distance >= least) continue;
      least = distance;
      best = this.#kept[i]!;
    }
    if (best && best !== this.#kept.at(-1)) this.#kept.push(...this.#kept.splice(this.#kept.indexOf(best), 1));
    return best;
  }

  #distance(kept: KeptSum | undefined, enough: number): number {
    const target = this.#target;
    const count = this.#ledger.pages.length;
    const included = kept?.included;
    let distance = 0;
    for (let i = 0; i < count && distance < enough; i++) {
      distance += Math.abs(target[i]! - (included && i < included.length ? included[i]! : 0));
    }
    return distance;
  }

  #clear(): void {
    for (let i = 0; i < this.#touchedCount; i++) {
      this.#sum[this.#touched[i]!] = 0;
      this.#isTouched[this.#touched[i]!] = 0;
    }
    this.#touchedCount = 0;
    if (this.#groups <= this.#sum.length) return;
    this.#sum = grown(this.#sum, this.#groups);
    this.#touched = new Int32Array(this.#sum.length);
    this.#isTouched = new Uint8Array(this.#sum.length);
  }

  #change(group: number, units: number): void {
    this.#sum[group]! += units;
    if (this.#isTouched[group] === 1) return;
    this.#isTouched[group] = 1;
    this.#touched[this.#touchedCount++] = group;
  }

  #startFrom(kept: KeptSum | undefined): void {
    this.#clear();
    this.#included = grown(this.#included, this.#ledger.pages.length);
    this.#included.fill(0);
    if (!kept) return;
    this.#included.set(kept.included);
    for (let i = 0; i < kept.units.length; i += 2) this.#change(kept.units[i]!, kept.units[i + 1]!);
  }

  /** Adds and takes away, page by page, until the target is reached. */
  #addUp(): void {
    const { pages } = this.#ledger;
    let moves = 0;
    for (let i = 0; i < pages.length; i++) {
      const target = this.#target[i]!;
      const included = this.#included[i]!;
      if (target > included) this.#add(i, included, target, 1);
      else if (target < included) this.#add(i, target, included, -1);
      else continue;
      this.#included[i] = target;
      moves += Math.abs(target - included);
      if (moves <= this.#keepAfter) continue;
      this.#keep();
      moves = 0;
    }
  }

  #keep(): void {
    const units: number[] = [];
    for (let i = 0; i < this.#touchedCount; i++) {
      const group = this.#touched[i]!;
      if (this.#sum[group] !== 0) units.push(group, this.#sum[group]!);
    }
    const included = this.#included.slice(0, this.#ledger.pages.length);
    this.#kept.push({ included, units: Int32Array.from(units) });
    if (this.#kept.length > this.#keepAtMost) this.#kept.shift();
  }

  #add(page: number, from: number, to: number, sign: number): void {
    const { entries } = this.#ledger.pages[page]!;
    for (let at = from * ENTRY; at < to * ENTRY; at += ENTRY) {
      const less = firstIn(entries, at);
      const more = secondIn(entries, at);
      if (less !== NOWHERE) this.#change(less, -sign);
      if (more !== NOWHERE) this.#change(more, sign);
    }
  }

  /** Adds the entries of a page that are effective by the day, of its first `count`. */
  #addDays(page: number, count: number, day: number): void {
    const entries = this.#ledger.pages[page]!;
    for (let i = 0; i < count; i++) if (dayIn(entries, i * ENTRY) <= day) this.#add(page, i, i + 1, 1);
  }
}
