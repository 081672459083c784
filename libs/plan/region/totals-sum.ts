import type { RegionRow, RegionTotals } from './region-plan.js';

/** Columns of which totals are made, numbered. */
const AT = {
  ...{ 'a.sap': 0, 'a.sas': 1, 'a.other': 2, 'a.total': 3, b: 4, c: 5, d: 6, 'e.free': 7, 'e.turnover': 8 },
  ...{ 'e.total': 9, f: 10, 'g.free': 11, 'g.renovation': 12, 'g.asIs': 13, 'g.conferred': 14, 'g.total': 15 },
  ...{ 'g.literal': 16, j: 17, 'k.assigned': 18, 'k.ofWhichMobility': 19 },
} as const;
type Column = keyof typeof AT;
const COLUMNS = Object.keys(AT) as readonly Column[];

/** Adds the known numbers of rows up, and counts those that are not known. */
export class TotalsSum {
  /** By column: the sum of the known numbers, and how many are not known. */
  readonly #sums: Float64Array = new Float64Array(COLUMNS.length);
  readonly #nulls: Int32Array = new Int32Array(COLUMNS.length);
  /** A bit for each column of which a number is known. */
  #known = 0;
  #rows = 0;

  /** How many rows were added. */
  get rows(): number {
    return this.#rows;
  }

  /** Adds the rows from an index on. */
  addFrom(rows: readonly RegionRow[], first: number): void {
    const sums = this.#sums;
    const nulls = this.#nulls;
    let known = this.#known;
    this.#rows += rows.length - first;
    for (let i = first; i < rows.length; i++) {
      const { a, b, c, d, e, f, g, j, k } = rows[i]!;
      if (a) {
        known |= add(sums, nulls, AT['a.sap'], a.sap);
        known |= add(sums, nulls, AT['a.sas'], a.sas);
        known |= add(sums, nulls, AT['a.other'], a.other);
        known |= add(sums, nulls, AT['a.total'], a.total);
      }
      known |= add(sums, nulls, AT.b, b);
      known |= add(sums, nulls, AT.c, c);
      known |= add(sums, nulls, AT.d, d);
      if (e) {
        known |= add(sums, nulls, AT['e.free'], e.free);
        known |= add(sums, nulls, AT['e.turnover'], e.turnover);
        known |= add(sums, nulls, AT['e.total'], e.total);
      }
      known |= add(sums, nulls, AT.f, f);
      if (g) {
        known |= add(sums, nulls, AT['g.free'], g.free);
        known |= add(sums, nulls, AT['g.renovation'], g.renovation);
        known |= add(sums, nulls, AT['g.asIs'], g.asIs);
        known |= add(sums, nulls, AT['g.conferred'], g.conferred);
        known |= add(sums, nulls, AT['g.total'], g.total);
        known |= add(sums, nulls, AT['g.literal'], g.literal);
      }
      known |= add(sums, nulls, AT.j, j);
      if (k) {
        known |= add(sums, nulls, AT['k.assigned'], k.assigned);
        known |= add(sums, nulls, AT['k.ofWhichMobility'], k.ofWhichMobility);
      }
    }
    this.#known = known;
  }

  /** Adds what another has added up. */
  addAll(other: TotalsSum): void {
    for (let i = 0; i < COLUMNS.length; i++) {
      this.#sums[i]! += other.#sums[i]!;
      this.#nulls[i]! += other.#nulls[i]!;
    }
    this.#known |= other.#known;
    this.#rows += other.#rows;
  }

  /** @param isAnythingKnown false: a column without any row is not 0, but not known */
  totals(isAnythingKnown: boolean): RegionTotals {
    const total = (column: Column, empty: 0 | null = isAnythingKnown ? 0 : null) => {
      if ((this.#known & (1 << AT[column])) !== 0) return this.#sums[AT[column]]!;
      return this.#nulls[AT[column]]! > 0 ? null : empty;
    };
    const nulls = COLUMNS.flatMap((column) => {
      const count = this.#nulls[AT[column]]!;
      return count > 0 ? [[column, count] as const] : [];
    });
    return {
      a: { sap: total('a.sap'), sas: total('a.sas'), other: total('a.other'), total: total('a.total') },
      b: total('b'),
      c: total('c'),
      d: total('d'),
      e: { free: total('e.free'), turnover: total('e.turnover'), total: total('e.total') },
      // Nothing conferred is null, not 0.
      f: total('f', null),
      g: {
        free: total('g.free'),
        renovation: total('g.renovation'),
        asIs: total('g.asIs'),
        conferred: total('g.conferred', null),
        total: total('g.total'),
        literal: total('g.literal'),
      },
      j: total('j'),
      k: { assigned: total('k.assigned'), ofWhichMobility: total('k.ofWhichMobility') },
      ...(nulls.length > 0 && { nulls: Object.fromEntries(nulls) }),
    };
  }
}

/** Returns the column's bit where the number is known. */
function add(sums: Float64Array, nulls: Int32Array, at: number, number: number | null | undefined): number {
  if (number === undefined) return 0;
  if (number === null) {
    nulls[at]!++;
    return 0;
  }
  sums[at]! += number;
  return 1 << at;
}
