import { grown } from './columns.js';

/** Integers an entry: ordinal, day, and two of the user's. */
export const ENTRY = 4;

/** Entries of 32 neighbouring days, in the order in which they were learnt. */
export interface Page {
  /** Day divided by 32. */
  readonly number: number;
  entries: Int32Array;
  size: number;
}

/**
 * Entries by effective day and by knowledge: a page for every 32 days in which something is effective; within a page
 * in the order of the log, so that what a page held as known at an ordinal is its beginning.
 */
export class Ledger {
  /** In order of their days. */
  readonly pages: Page[] = [];

  static pageNumber(day: number): number {
    return day >> 5;
  }

  /** Index of the first page whose days are not all before the day. */
  from(day: number): number {
    const number = Ledger.pageNumber(day);
    let low = 0;
    let high = this.pages.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.pages[middle]!.number < number) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Adds an entry; its ordinal is not less than any before. Returns the index of its page. */
  add(ordinal: number, day: number, a: number, b: number): number {
    const number = Ledger.pageNumber(day);
    const last = this.pages.length - 1;
    const index = last >= 0 && this.pages[last]!.number === number ? last : this.from(day);
    let page = this.pages[index];
    if (page?.number !== number) {
      page = { number, entries: new Int32Array(8 * ENTRY), size: 0 };
      this.pages.splice(index, 0, page);
    }
    const at = page.size++ * ENTRY;
    if (at + ENTRY > page.entries.length) page.entries = grown(page.entries, at + ENTRY);
    page.entries[at] = ordinal;
    page.entries[at + 1] = day;
    page.entries[at + 2] = a;
    page.entries[at + 3] = b;
    return index;
  }

  /** How many entries of a page are known at an ordinal. */
  static known({ entries, size }: Page, ordinal: number): number {
    if (size === 0 || entries[(size - 1) * ENTRY]! <= ordinal) return size;
    let low = 0;
    let high = size - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (entries[middle * ENTRY]! <= ordinal) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
