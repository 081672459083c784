import { dayIn, ENTRY, knownIn, type Ledger } from './ledger.js';

/** What the entries of a ledger are added up in. */
export interface LedgerSum<T> {
  /** Becomes what was kept; nothing at all where that is undefined. */
  readonly begin: (kept: T | undefined) => void;
  /** Adds (1) or takes away (-1) the entries of a page from one index to another, exclusive. */
  readonly add: (entries: Int32Array, from: number, to: number, sign: 1 | -1) => void;
  /** A copy for {@link LedgerSum.begin}. */
  readonly copy: () => T;
}

/** A sum at the end of a page, as what was known then had it. */
interface KeptSum<T> {
  /** By page, how many of its entries are in the sum. */
  readonly included: Int32Array;
  /** How many those are together. */
  readonly moves: number;
  readonly sum: T;
}

export interface WalkOptions {
  /** A sum is kept where more entries than this were added to reach it, and more than an even share of all. */
  readonly keepAfter?: number;
  /** Sums kept at most; the one longest unused goes first. */
  readonly keepAtMost?: number;
}

/**
 * Adds up the entries of a ledger effective by a day and known at an ordinal, which are so many first entries of each
 * page. Sums worked out on the way are kept, spread evenly; an answer is the nearest of them with the entries between. So
 * an append costs the same wherever in the past it reaches, and nothing that was kept ever has to change.
 */
export class LedgerWalk<T> {
  readonly #keepAfter: number;
  readonly #keepAtMost: number;
  /** The most recently used last. */
  readonly #kept: KeptSum<T>[] = [];
  #shifts = 0;
  #target: Int32Array = new Int32Array(16);
  #included: Int32Array = new Int32Array(16);

  constructor(
    private readonly ledger: Ledger,
    private readonly sum: LedgerSum<T>,
    { keepAfter = 256, keepAtMost = 32 }: WalkOptions = {},
  ) {
    this.#keepAfter = keepAfter;
    this.#keepAtMost = keepAtMost;
  }

  /** Makes the sum that of the entries effective by a day, knowing the log up to an ordinal. */
  to(day: number, known: number): void {
    const { pages, shifts } = this.ledger;
    // The kept sums number their pages otherwise.
    if (shifts !== this.#shifts) this.#kept.length = 0;
    this.#shifts = shifts;
    const page = this.ledger.from(day);
    if (this.#target.length < pages.length) {
      this.#target = new Int32Array(pages.length * 2);
      this.#included = new Int32Array(pages.length * 2);
    }
    this.#target.fill(0);
    this.ledger.knownSizes(0, known, this.#target.subarray(0, page));
    this.#beginFrom(this.#nearest());
    this.#addUp();
    if (page < pages.length) this.#addDays(page, knownIn(pages[page]!, known), day);
  }

  /** The kept sum with the fewest entries between it and the target; undefined when nothing at all is nearer. */
  #nearest(): KeptSum<T> | undefined {
    const pages = this.ledger.pages.length;
    let moves = 0;
    for (let i = 0; i < pages; i++) moves += this.#target[i]!;
    let least = moves;
    let best = -1;
    for (let i = this.#kept.length - 1; i >= 0; i--) {
      const kept = this.#kept[i]!;
      // No fewer entries lie between two sums than the one has more than the other.
      if (Math.abs(kept.moves - moves) >= least) continue;
      const distance = this.#distance(kept.included, least);
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

  #distance(included: Int32Array, enough: number): number {
    const target = this.#target;
    const pages = this.ledger.pages.length;
    let distance = 0;
    for (let i = 0; i < included.length && distance < enough; i++) distance += Math.abs(target[i]! - included[i]!);
    for (let i = included.length; i < pages && distance < enough; i++) distance += target[i]!;
    return distance;
  }

  #beginFrom(kept: KeptSum<T> | undefined): void {
    this.#included.fill(0);
    if (kept) this.#included.set(kept.included);
    this.sum.begin(kept?.sum);
  }

  /** Adds and takes away, page by page, until the target is reached. */
  #addUp(): void {
    const { pages } = this.ledger;
    const spacing = Math.max(this.#keepAfter, this.ledger.size / this.#keepAtMost);
    let moves = 0;
    for (let i = 0; i < pages.length; i++) {
      const target = this.#target[i]!;
      const included = this.#included[i]!;
      if (target === included) continue;
      if (target > included) this.sum.add(pages[i]!.entries, included, target, 1);
      else this.sum.add(pages[i]!.entries, target, included, -1);
      this.#included[i] = target;
      moves += Math.abs(target - included);
      if (moves <= spacing) continue;
      this.#keep();
      moves = 0;
    }
  }

  #keep(): void {
    const included = this.#included.slice(0, this.ledger.pages.length);
    const moves = included.reduce((sum, entries) => sum + entries, 0);
    this.#kept.push({ included, moves, sum: this.sum.copy() });
    if (this.#kept.length > this.#keepAtMost) this.#kept.shift();
  }

  /** Adds the entries of a page that are effective by the day, of its first `count`. */
  #addDays(page: number, count: number, day: number): void {
    const of = this.ledger.pages[page]!;
    let from = 0;
    for (let i = 0; i < count; i++) {
      if (dayIn(of, i * ENTRY) <= day) continue;
      if (i > from) this.sum.add(of.entries, from, i, 1);
      from = i + 1;
    }
    if (count > from) this.sum.add(of.entries, from, count, 1);
  }
}
