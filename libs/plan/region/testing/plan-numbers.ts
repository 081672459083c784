import type { Cell, Letters } from '../../document.js';
import type { RegionPlan, RegionRow, RegionTotals } from '../region-plan.js';

/** The numbers of a plan by letter: each row's place, then its columns, in the order of the plan. */
export type PlanNumbers = Readonly<Record<string, readonly (readonly unknown[])[]>>;

const COLUMNS = {
  a: ['sap', 'sas', 'other', 'total'],
  b: ['units'],
  c: ['units'],
  d: ['units'],
  e: ['free', 'turnover', 'total'],
  f: ['units'],
  g: ['free', 'renovation', 'asIs', 'conferred', 'total', 'literal'],
  h: ['percentOver20', 'units'],
  j: ['units'],
  k: ['assigned', 'ofWhichMobility'],
} as const;
const LETTERS = Object.keys(COLUMNS) as readonly (keyof typeof COLUMNS)[];
const POLICE = ['percent', 'units', 'cap'] as const;

/** Of the plan of an Ambito. */
export function numbersOfAmbito(letters: Letters): PlanNumbers {
  const rows = LETTERS.map((letter) => {
    return [letter, letters[letter].rows.map((row) => [...placeOf(row), ...pick(row, COLUMNS[letter])])] as const;
  });
  const ib = letters.i.b.rows.map((row) => [...placeOf(row), ...pick(row, POLICE)]);
  return { ...Object.fromEntries(rows), ib };
}

/** Of the Region's plan, in one Ambito. */
export function numbersOfRegion({ rows }: RegionPlan, ambito: string): PlanNumbers {
  const own = rows.filter((row) => row.ambito === ambito);
  const byLetter = LETTERS.map((letter) => {
    const said = own.flatMap((row) => {
      const numbers = row[letter];
      if (numbers === undefined) return [];
      const isOne = numbers === null || typeof numbers === 'number';
      return [[...cellOf(row), ...(isOne ? [numbers] : pick(numbers, COLUMNS[letter]))]];
    });
    return [letter, said] as const;
  });
  const ib = own.flatMap((row) => (row.ib ?? []).map((quota) => [...cellOf(row), ...pick(quota, POLICE)]));
  return { ...Object.fromEntries(byLetter), ib };
}

/** The totals of an Ambito's plan, as the Region's plan writes them. */
export function totalsOfAmbito({ a, b, c, d, e, f, g, j, k }: Letters): RegionTotals {
  const letters = { a, b, c, d, e, f, g, j, k };
  const totals = Object.entries(letters).map(([letter, { totals: of }]) => {
    const { nulls: _, ...numbers } = of.AMBITO as Readonly<Record<string, unknown>>;
    return [letter, 'units' in numbers ? numbers.units : numbers] as const;
  });
  const nulls = Object.entries(letters).flatMap(([letter, { totals: of }]) =>
    Object.entries(of.AMBITO.nulls ?? {}).map(([column, count]) => {
      return [column === 'units' ? letter : `${letter}.${column}`, count] as const;
    }),
  );
  return {
    ...(Object.fromEntries(totals) as unknown as RegionTotals),
    ...(nulls.length > 0 && { nulls: Object.fromEntries(nulls) }),
  };
}

function pick(row: object, columns: readonly string[]): readonly unknown[] {
  return columns.map((column) => (row as Readonly<Record<string, unknown>>)[column]);
}

function placeOf({ owner, ownerKind, municipality }: Cell) {
  return [ownerKind, owner, municipality];
}

function cellOf({ ownerName, ownerKind, municipalityName }: RegionRow) {
  return [ownerKind, ownerName, municipalityName];
}
