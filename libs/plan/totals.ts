import { PLAN_GROUPS, type PlanGroup, type Totals } from './document.js';

/** Adds the known numbers; null when none is known. */
export function addKnown(numbers: Iterable<number | null>): number | null {
  let sum: number | null = null;
  for (const number of numbers) if (number !== null) sum = (sum ?? 0) + number;
  return sum;
}

/** A total's numbers, and how many values of each column were not known. */
export type Total<C extends string> = Readonly<Record<C, number | null>> & {
  readonly nulls?: Readonly<Record<string, number>>;
};

/**
 * Adds the columns of some rows.
 * @param empty what a column without any row adds up to: 0, or null where nothing declared is not zero
 */
export function totalOf<C extends string>(
  rows: readonly Readonly<Record<C, number | null>>[],
  columns: readonly C[],
  empty: (column: C) => 0 | null = () => 0,
): Total<C> {
  const sums = new ColumnSums(columns.length);
  for (const row of rows) for (let i = 0; i < columns.length; i++) sums.add(i, row[columns[i]!]);
  return sums.total(columns, empty);
}

/** The totals of the Comuni, of ALER and of the whole Ambito, which other owners are in as well. */
export function groupTotals<C extends string>(
  rows: readonly (Readonly<Record<C, number | null>> & { readonly ownerKind: string })[],
  columns: readonly C[],
  empty: (column: C) => 0 | null = () => 0,
): Totals<Readonly<Record<C, number | null>>> {
  const sums = byGroup(() => new ColumnSums(columns.length));
  for (const row of rows) {
    const ofKind = row.ownerKind in sums ? sums[row.ownerKind as PlanGroup] : undefined;
    for (let i = 0; i < columns.length; i++) {
      const number = row[columns[i]!];
      sums.AMBITO.add(i, number);
      ofKind?.add(i, number);
    }
  }
  return byGroup((group) => sums[group].total(columns, empty));
}

/** Sums of some columns over their known numbers. */
class ColumnSums {
  readonly #sums: number[];
  readonly #known: number[];
  readonly #unknown: number[];

  constructor(columns: number) {
    this.#sums = new Array<number>(columns).fill(0);
    this.#known = new Array<number>(columns).fill(0);
    this.#unknown = new Array<number>(columns).fill(0);
  }

  add(column: number, number: number | null): void {
    if (number === null) this.#unknown[column]!++;
    else {
      this.#known[column]!++;
      this.#sums[column]! += number;
    }
  }

  total<C extends string>(columns: readonly C[], empty: (column: C) => 0 | null): Total<C> {
    const sums = {} as Record<C, number | null>;
    const nulls: Record<string, number> = {};
    columns.forEach((column, i) => {
      const unknown = this.#unknown[i]!;
      const isKnown = this.#known[i]! > 0;
      sums[column] = isKnown ? this.#sums[i]! : unknown > 0 ? null : empty(column);
      if (unknown > 0) nulls[column] = unknown;
    });
    return Object.keys(nulls).length > 0 ? { ...sums, nulls } : sums;
  }
}

/** One value for each group of the plan. */
export function byGroup<T>(valueOf: (group: PlanGroup) => T): Readonly<Record<PlanGroup, T>> {
  return Object.fromEntries(PLAN_GROUPS.map((group) => [group, valueOf(group)])) as Record<PlanGroup, T>;
}

export function inGroup<R extends { readonly ownerKind: string }>(rows: readonly R[], group: PlanGroup): readonly R[] {
  return group === 'AMBITO' ? rows : rows.filter(({ ownerKind }) => ownerKind === group);
}
