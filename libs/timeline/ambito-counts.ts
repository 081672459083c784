import { grown } from './columns.js';
import { ENTRY, Ledger } from './ledger.js';

/** Pages between two checkpoints in valid time. */
const PAGES = 4;
/** Moves between two checkpoints in knowledge. */
const MOVES = 4096;

/** Stands for "in no group": before its registration a unit is nowhere. */
export const NOWHERE = -1;

/**
 * How many units of an Ambito are in each group, as of any day and as known at any ordinal. What an append changes is
 * a set of moves: so many days on, one unit more in this group and one less in that. Counts at (D, K) are the sum of
 * the moves effective by D and known at K; kept sums, before every fourth page and after every 4,096th move, leave few
 * to be added.
 */
export class AmbitoCounts {
  readonly #ledger = new Ledger();
  /** Of everything known: sums of the pages before page 4i. */
  #before: Int32Array[] = [];
  /** Of every day: sums after the moves up to an ordinal. */
  readonly #after: { readonly ordinal: number; readonly sums: Int32Array }[] = [];
  #sums: Int32Array = new Int32Array(16);
  #moves = 0;
  #lastOrdinal = 0;
  #groups = 0;
  #answer: Int32Array = new Int32Array(16);
  /** By page, how many of its entries are known: worked out anew for every question. */
  #knownIn: Int32Array = new Int32Array(16);

  /** Groups met so far: 0 to this, exclusive. */
  get groups(): number {
    return this.#groups;
  }

  /** From the day on there is one unit less in the first group and one more in the second. */
  move(ordinal: number, day: number, from: number, to: number): void {
    // Between two events, not amid the moves of one: an answer knows all of an event or nothing.
    if (ordinal !== this.#lastOrdinal && this.#moves >= MOVES * (this.#after.length + 1)) {
      this.#after.push({ ordinal: this.#lastOrdinal, sums: this.#sums.slice(0, this.#groups) });
    }
    this.#lastOrdinal = ordinal;
    this.#moves++;
    this.#groups = Math.max(this.#groups, from + 1, to + 1);
    const { pages } = this.#ledger;
    const count = pages.length;
    const page = this.#ledger.add(ordinal, day, from, to);
    if (count === pages.length) this.#moveFrom(Math.floor(page / PAGES) + 1, from, to);
    else if (page < count) this.#sumAgain();
    else if (page % PAGES === 0) this.#before.push(this.#sums.slice(0, this.#groups));
    this.#sums = moved(this.#sums, from, to);
  }

  /** Units by group as of a day, knowing the log up to an ordinal. The array holds until the next question. */
  at(day: number, known: number): Int32Array {
    this.#answer = grown(this.#answer, this.#groups);
    return known >= this.#lastOrdinal ? this.#current(day) : this.#knownAt(day, known);
  }

  #current(day: number): Int32Array {
    const { pages } = this.#ledger;
    const page = this.#ledger.from(day);
    const first = this.#startBefore(page);
    for (let i = first; i < page; i++) this.#add(i, 0, pages[i]!.size, 1);
    if (page < pages.length) this.#addByDay(page, day, 0, pages[page]!.size, 1);
    return this.#answer;
  }

  /** Two ways lead there, from a sum by day less what was learnt later, or from a sum by knowledge; the shorter is taken. */
  #knownAt(day: number, known: number): Int32Array {
    const { pages } = this.#ledger;
    const page = this.#ledger.from(day);
    this.#knownIn = grown(this.#knownIn, pages.length);
    let learntLater = 0;
    let effectiveLater = MOVES;
    for (let i = 0; i < pages.length; i++) {
      const count = (this.#knownIn[i] = Ledger.known(pages[i]!, known));
      if (i <= page) learntLater += pages[i]!.size - count;
      if (i >= page) effectiveLater += count;
    }
    return learntLater <= effectiveLater ? this.#fromDay(day, page) : this.#fromKnowledge(day, page, known);
  }

  #fromDay(day: number, page: number): Int32Array {
    const { pages } = this.#ledger;
    const first = this.#startBefore(page);
    for (let i = 0; i < first; i++) this.#add(i, this.#knownIn[i]!, pages[i]!.size, -1);
    for (let i = first; i < page; i++) this.#add(i, 0, this.#knownIn[i]!, 1);
    if (page < pages.length) this.#addByDay(page, day, 0, this.#knownIn[page]!, 1);
    return this.#answer;
  }

  #fromKnowledge(day: number, page: number, known: number): Int32Array {
    const { pages } = this.#ledger;
    let ordinal = 0;
    this.#answer.fill(0);
    for (let i = this.#after.length - 1; i >= 0 && ordinal === 0; i--) {
      if (this.#after[i]!.ordinal > known) continue;
      ordinal = this.#after[i]!.ordinal;
      this.#answer.set(this.#after[i]!.sums);
    }
    for (let i = 0; i < pages.length; i++) {
      const atSum = ordinal === 0 ? 0 : Ledger.known(pages[i]!, ordinal);
      if (i < page) this.#add(i, atSum, this.#knownIn[i]!, 1);
      else if (i > page) this.#add(i, 0, atSum, -1);
      else {
        this.#add(i, 0, atSum, -1);
        this.#addByDay(i, day, 0, this.#knownIn[i]!, 1);
      }
    }
    return this.#answer;
  }

  /** Sets the answer to the last kept sum before a page; returns the index of the first page not in it. */
  #startBefore(page: number): number {
    const kept = Math.min(Math.floor(page / PAGES), this.#before.length - 1);
    this.#answer.fill(0);
    if (kept < 0) return 0;
    this.#answer.set(this.#before[kept]!.subarray(0, this.#groups));
    return kept * PAGES;
  }

  #add(page: number, from: number, to: number, sign: number): void {
    const { entries } = this.#ledger.pages[page]!;
    const answer = this.#answer;
    for (let at = from * ENTRY; at < to * ENTRY; at += ENTRY) {
      const less = entries[at + 2]!;
      const more = entries[at + 3]!;
      if (less >= 0) answer[less]! -= sign;
      if (more >= 0) answer[more]! += sign;
    }
  }

  #addByDay(page: number, day: number, from: number, to: number, sign: number): void {
    const { entries } = this.#ledger.pages[page]!;
    for (let i = from; i < to; i++) if (entries[i * ENTRY + 1]! <= day) this.#add(page, i, i + 1, sign);
  }

  #moveFrom(kept: number, from: number, to: number): void {
    for (let i = kept; i < this.#before.length; i++) this.#before[i] = moved(this.#before[i]!, from, to);
  }

  /** After a page came between others (a day long past, met for the first time): every sum is of other pages now. */
  #sumAgain(): void {
    const { pages } = this.#ledger;
    this.#answer = grown(this.#answer, this.#groups);
    this.#before = [];
    for (let page = 0; page < pages.length; page += PAGES) {
      for (let i = this.#startBefore(page); i < page; i++) this.#add(i, 0, pages[i]!.size, 1);
      this.#before.push(this.#answer.slice(0, this.#groups));
    }
  }
}

/** The sums with one unit moved; longer when a group is new. */
function moved(sums: Int32Array, from: number, to: number): Int32Array {
  const wide = grown(sums, Math.max(from, to) + 1);
  if (from >= 0) wide[from]!--;
  if (to >= 0) wide[to]!++;
  return wide;
}
