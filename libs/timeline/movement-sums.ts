import { KeyTally } from './key-tally.js';
import { dayIn, ENTRY, firstIn, Ledger, pageNumber, secondIn } from './ledger.js';

/** Movements of some days counted: keys with how many each has, by turns; never 0. */
export interface MovementSum {
  readonly lets: Int32Array;
  readonly releases: Int32Array;
}

/** A sum with what it was made of: it is that of its days as long as as many entries of their pages are known. */
interface KeptSum extends MovementSum {
  readonly from: number;
  readonly to: number;
  /** By page that has some of the days, how many of its entries are in the sum. */
  readonly included: Int32Array;
}

/** What is added up in: one sum is read after the other. */
const tally = new KeyTally();

/** Sums kept at most: years, mostly. The one longest unused goes first. */
const KEPT = 24;

/** The movements of an Ambito, in a ledger of keys and signed units; those of some days added up. */
export class MovementSums {
  readonly ledger = new Ledger();
  readonly #kept: KeptSum[] = [];

  constructor(private readonly isLet: (key: number) => boolean) {}

  /** The movements from one day to another, knowing the log up to an ordinal. */
  sum(from: number, to: number, known: number): MovementSum {
    const { pages } = this.ledger;
    const first = this.ledger.from(from);
    let end = first;
    while (end < pages.length && pages[end]!.number <= pageNumber(to)) end++;
    const included = new Int32Array(end - first);
    this.ledger.knownSizes(first, known, included);
    const at = this.#kept.findIndex((kept) => isSum(kept, from, to, included));
    const sum = at === -1 ? this.#read(from, to, first, included) : this.#kept.splice(at, 1)[0]!;
    this.#kept.push(sum);
    if (this.#kept.length > KEPT) this.#kept.shift();
    return sum;
  }

  #read(from: number, to: number, first: number, included: Int32Array): KeptSum {
    included.forEach((size, i) => {
      const page = this.ledger.pages[first + i]!;
      const { entries } = page;
      for (let at = 0; at < size * ENTRY; at += ENTRY) {
        const day = dayIn(page, at);
        if (day >= from && day <= to) tally.add(firstIn(entries, at), secondIn(entries, at) < 0 ? -1 : 1);
      }
    });
    const lets: number[] = [];
    const releases: number[] = [];
    // In the order of the keys, so that what belongs to them is read in order.
    tally.drain((key, units) => (this.isLet(key) ? lets : releases).push(key, units));
    return { from, to, included, lets: Int32Array.from(lets), releases: Int32Array.from(releases) };
  }
}

function isSum(kept: KeptSum, from: number, to: number, included: Int32Array): boolean {
  if (kept.from !== from || kept.to !== to || kept.included.length !== included.length) return false;
  for (let i = 0; i < included.length; i++) if (kept.included[i] !== included[i]) return false;
  return true;
}
