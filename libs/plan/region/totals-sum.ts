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

  add({ a, b, c, d, e, f, g, j, k }: RegionRow): void {
    this.#rows++;
    if (a) {
      this.#add(AT['a.sap'], a.sap);
      this.#add(AT['a.sas'], a.sas);
      this.#add(AT['a.other'], a.other);
      this.#add(AT['a.total'], a.total);
    }
    this.#add(AT.b, b);
    this.#add(AT.c, c);
    this.#add(AT.d, d);
    if (e) {
      this.#add(AT['e.free'], e.free);
      this.#add(AT['e.turnover'], e.turnover);
      this.#add(AT['e.total'], e.total);
    }
    this.#add(AT.f, f);
    if (g) {
      this.#add(AT['g.free'], g.free);
      this.#add(AT['g.renovation'], g.renovation);
      this.#add(AT['g.asIs'], g.asIs);
      this.#add(AT['g.conferred'], g.conferred);
      this.#add(AT['g.total'], g.total);
      this.#add(AT['g.literal'], g.literal);
    }
    this.#add(AT.j, j);
    if (k) {
      this.#add(AT['k.assigned'], k.assigned);
      this.#add(AT['k.ofWhichMobility'], k.ofWhichMobility);
    }
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

  #add(at: number, number: number | null | undefined): void {
    if (number === undefined) return;
    if (number === null) this.#nulls[at]!++;
    else {
      this.#sums[at]! += number;
      this.#known |= 1 << at;
    }
  }
}
