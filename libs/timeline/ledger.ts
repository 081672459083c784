import type { SavedPart, SavedReader } from '#saved-views';
import { grown } from './columns.js';

/** Integers an entry: its ordinal, its day with the first of the user's two, and the second. */
export const ENTRY = 3;

/** Entries that a page has at most. */
const MOST_ENTRIES = 0x200000;

const DAY_BITS = 5;
const DAYS = 1 << DAY_BITS;

/** Entries of 32 neighbouring days, in the order in which they were learnt. */
interface Page {
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
  /** The greatest ordinal of all entries. */
  #last = 0;
  #size = 0;
  #shifts = 0;
  /** By page: how many entries it has; they are wanted side by side for every question. */
  #sizes: Int32Array = new Int32Array(16);

  /** How many entries there are. */
  get size(): number {
    return this.#size;
  }

  /** How often a page was put before others, of days long past met for the first time: those after it have other indexes since. */
  get shifts(): number {
    return this.#shifts;
  }

  /** Index of the first page whose days are not all before the day. */
  from(day: number): number {
    const number = pageNumber(day);
    // Most ledgers have every page from their first on.
    const first = this.pages[0]?.number ?? number;
    if (this.pages[number - first]?.number === number) return number - first;
    let low = 0;
    let high = this.pages.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.pages[middle]!.number < number) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Writes, for as many pages from the first as there is room for, how many of their entries are known at an ordinal. */
  knownSizes(first: number, ordinal: number, into: Int32Array): void {
    if (ordinal >= this.#last) into.set(this.#sizes.subarray(first, first + into.length));
    else for (let i = 0; i < into.length; i++) into[i] = knownIn(this.pages[first + i]!, ordinal);
  }

  /**
   * Adds an entry; its ordinal is not less than any before (but see {@link sort}).
   * @param a from -1 to 2^26
   */
  add(ordinal: number, day: number, a: number, b: number): void {
    const number = pageNumber(day);
    const last = this.pages.length - 1;
    const index = last >= 0 && this.pages[last]!.number === number ? last : this.from(day);
    let page = this.pages[index];
    if (page?.number !== number) {
      if (index <= last) this.#shifts++;
      page = { number, entries: new Int32Array(8 * ENTRY), size: 0 };
      this.pages.splice(index, 0, page);
      this.#sizes = grown(this.#sizes, this.pages.length);
      this.#sizes.copyWithin(index + 1, index, this.pages.length - 1);
      this.#sizes[index] = 0;
    }
    this.#sizes[index]!++;
    this.#size++;
    if (ordinal > this.#last) this.#last = ordinal;
    const at = page.size++ * ENTRY;
    if (at + ENTRY > page.entries.length) page.entries = grown(page.entries, at + ENTRY);
    page.entries[at] = ordinal;
    page.entries[at + 1] = (a << DAY_BITS) | (day & (DAYS - 1));
    page.entries[at + 2] = b;
  }

  /** The entries as they are now: entries are only ever added, so that those that a page has stay where they are. */
  capture(name: string): SavedPart[] {
    const pages = [...this.pages];
    const sizes = this.#sizes.slice(0, pages.length);
    return [
      { kind: 'ints', name: `pages of ${name}`, length: pages.length * 2, pieces: numbersAndSizes(pages, sizes) },
      { kind: 'ints', name, length: this.#size * ENTRY, pieces: entriesOf(pages, sizes) },
    ];
  }

  restore(name: string, from: SavedReader): void {
    const pages = from.ints(`pages of ${name}`);
    const entries = from.ints(name);
    let at = 0;
    for (let i = 0; i < pages.length; i += 2) {
      const [number, size] = [pages[i]!, pages[i + 1]!];
      this.pages.push({ number, size, entries: entries.subarray(at, (at += size * ENTRY)) });
      this.#sizes = grown(this.#sizes, this.pages.length);
      this.#sizes[this.pages.length - 1] = size;
      this.#size += size;
      this.#last = Math.max(this.#last, size === 0 ? 0 : entries[at - ENTRY]!);
    }
  }

  /** Puts the entries of every page in the order of their ordinals, where they were added in another. */
  sort(): void {
    for (const page of this.pages) page.entries = sorted(page);
  }
}

function* numbersAndSizes(pages: readonly Page[], sizes: Int32Array): Iterable<Int32Array> {
  const both = new Int32Array(pages.length * 2);
  for (const [i, { number }] of pages.entries()) both.set([number, sizes[i]!], i * 2);
  yield both;
}

function* entriesOf(pages: readonly Page[], sizes: Int32Array): Iterable<Int32Array> {
  for (const [i, { entries }] of pages.entries()) yield entries.subarray(0, sizes[i]! * ENTRY);
}

/** How many entries of a page are known at an ordinal. */
export function knownIn({ entries, size }: Page, ordinal: number): number {
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

export function pageNumber(day: number): number {
  return day >> DAY_BITS;
}

export function dayIn({ number, entries }: Page, at: number): number {
  return number * DAYS + (entries[at + 1]! & (DAYS - 1));
}

/** The first of an entry's two integers. */
export function firstIn(entries: Int32Array, at: number): number {
  return entries[at + 1]! >> DAY_BITS;
}

/** The second of an entry's two integers. */
export function secondIn(entries: Int32Array, at: number): number {
  return entries[at + 2]!;
}

function sorted({ entries, size }: Page): Int32Array {
  // An ordinal and the entry's index in one number, so that the sort is numeric and keeps an event's entries together.
  const keys = new Float64Array(size);
  for (let i = 0; i < size; i++) keys[i] = entries[i * ENTRY]! * MOST_ENTRIES + i;
  keys.sort();
  const inOrder = new Int32Array(size * ENTRY);
  for (let i = 0; i < size; i++) {
    const key = keys[i]!;
    const ordinal = Math.floor(key / MOST_ENTRIES);
    const from = (key - ordinal * MOST_ENTRIES) * ENTRY;
    inOrder[i * ENTRY] = ordinal;
    inOrder[i * ENTRY + 1] = entries[from + 1]!;
    inOrder[i * ENTRY + 2] = entries[from + 2]!;
  }
  return inOrder;
}
