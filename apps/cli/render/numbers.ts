import { PLAN_GROUPS, type Cell, type PlanGroup } from '#plan';
import { both, columnWords, groupWords, type Language, type PlanColumn, type Wording } from '#wording';
import type { CellValue, Column } from '../output/table.js';

/** Put after a figure of which a part is supported by no unit. */
export const UNSUPPORTED_MARK = '*';

export const unsupportedLegend: Wording = both(
  '* non supportato da alloggi: dato dichiarato come solo conteggio (fra parentesi la parte senza alloggi).',
  '* not supported by units: declared as a count only (in brackets the part without units).',
);

/** A figure with its mark: `7 *`, `7 * (5)` where only five of the seven rest on no unit, n.d. where it is not known. */
export function marked(value: number | null, unsupported: number): CellValue {
  if (value === null || unsupported === 0) return value;
  return unsupported === value ? `${value} ${UNSUPPORTED_MARK}` : `${value} ${UNSUPPORTED_MARK} (${unsupported})`;
}

/** The column of a table by the name it has in the JSON contract. */
export function planColumn(name: PlanColumn, language: Language, align: 'left' | 'right' = 'right'): Column {
  return { title: columnWords[name][language], align };
}

/** Put after a total that leaves out what is not known. */
const PARTIAL_MARK = '°';

type WithNulls = { readonly nulls?: Readonly<Record<string, number>> };

/** A total, marked where it leaves out some that are not known. */
export function partialMark(total: CellValue, unknown: number): CellValue {
  return total === null || unknown === 0 ? total : `${total}${PARTIAL_MARK}`;
}

/** A total of the known numbers, marked where some were not. */
export function partialTotal<N extends object>(row: N & WithNulls, column: keyof N & string): CellValue {
  return partialMark(row[column] as number | null, row.nulls?.[column] ?? 0);
}

/** How many numbers of each column were not known. */
export function partialLegend<N extends object>(
  row: N & WithNulls,
  columns: readonly (keyof N & PlanColumn)[],
  language: Language,
): string[] {
  const unknown = columns.flatMap((column) => {
    const count = row.nulls?.[column] ?? 0;
    return count === 0 ? [] : [`${columnWords[column][language]} ${count}`];
  });
  if (unknown.length === 0) return [];
  const said = both('somma dei soli dati noti; righe non note', 'sum of what is known; rows not known')[language];
  return [`${PARTIAL_MARK} ${said}: ${unknown.join(', ')}.`];
}

/** Rows of totals: municipalities, ALER, the Ambito. */
export function totalRows<N extends object>(
  totals: Readonly<Record<PlanGroup, N & WithNulls>>,
  columns: readonly (keyof N & PlanColumn)[],
  language: Language,
): readonly (readonly CellValue[])[] {
  return PLAN_GROUPS.map((group) => {
    const label = `${language === 'it' ? 'Totale' : 'Total'} ${groupWords[group][language]}`;
    return [label, '', ...columns.map((column) => partialTotal(totals[group], column))];
  });
}

/** The same owner as in the row above. */
const DITTO = '  ″';

export interface ShownRows {
  readonly rows: readonly (readonly CellValue[])[];
  readonly shown: readonly (readonly CellValue[])[];
  /** Owners whose numbers are all 0: named, not listed. */
  readonly zeros: readonly string[];
}

/**
 * Rows of a letter, whole and as people read them: a Comune in its own municipality is said once, and those that have
 * nothing but zeros are told in a line.
 * @param cells the cells after owner and municipality
 * @param numbers what a row counts
 */
export function placedRows<R extends Pick<Cell, 'owner' | 'municipality'>>(
  rows: readonly R[],
  cells: (row: R) => readonly CellValue[],
  numbers: (row: R) => readonly (number | null)[],
  language: Language,
): ShownRows {
  const isZero = (row: R) => numbers(row).every((number) => number === 0);
  const same = both('idem', 'same')[language];
  const shown = rows.filter((row) => !isZero(row));
  return {
    rows: rows.map((row) => [row.owner, row.municipality, ...cells(row)]),
    shown: shown.map((row, i) => [
      row.owner === shown[i - 1]?.owner ? DITTO : row.owner,
      row.owner === row.municipality ? same : (row.municipality ?? '—'),
      ...cells(row),
    ]),
    zeros: rows.filter(isZero).map(({ owner }) => owner),
  };
}

/** Names those that have none. */
export function zeroLegend(zeros: readonly string[], language: Language): string[] {
  return zeros.length === 0
    ? []
    : [`${both('Zero', 'None')[language]} (${zeros.length}): ${[...new Set(zeros)].join(', ')}.`];
}
