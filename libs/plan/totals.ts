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
  const sums = {} as Record<C, number | null>;
  const nulls: Record<string, number> = {};
  for (const column of columns) {
    let unknown = 0;
    let sum: number | null = null;
    for (const row of rows) {
      const number = row[column];
      if (number === null) unknown++;
      else sum = (sum ?? 0) + number;
    }
    sums[column] = sum ?? (unknown > 0 ? null : empty(column));
    if (unknown > 0) nulls[column] = unknown;
  }
  return Object.keys(nulls).length > 0 ? { ...sums, nulls } : sums;
}

/** The totals of the Comuni, of ALER and of the whole Ambito, which other owners are in as well. */
export function groupTotals<C extends string>(
  rows: readonly (Readonly<Record<C, number | null>> & { readonly ownerKind: string })[],
  columns: readonly C[],
  empty?: (column: C) => 0 | null,
): Totals<Readonly<Record<C, number | null>>> {
  return byGroup((group) => totalOf(inGroup(rows, group), columns, empty));
}

/** One value for each group of the plan. */
export function byGroup<T>(valueOf: (group: PlanGroup) => T): Readonly<Record<PlanGroup, T>> {
  return Object.fromEntries(PLAN_GROUPS.map((group) => [group, valueOf(group)])) as Record<PlanGroup, T>;
}

export function inGroup<R extends { readonly ownerKind: string }>(rows: readonly R[], group: PlanGroup): readonly R[] {
  return group === 'AMBITO' ? rows : rows.filter(({ ownerKind }) => ownerKind === group);
}
