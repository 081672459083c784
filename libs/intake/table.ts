import type { CsvFile, CsvRow } from './csv.js';
import { placeOf, type Place, type RowReports } from './row-report.js';
import type { Wording } from '#wording';

/** How a cell is read: its value, or why it is none. */
export interface Column<T = unknown> {
  /** A blank cell is an error in this row. */
  readonly required: boolean;
  readonly parse: (text: string) => { readonly value: T } | { readonly wrong: Wording };
}

export type Columns = Readonly<Record<string, Column>>;

export type Cells<C extends Columns> = { readonly [K in keyof C]: C[K] extends Column<infer T> ? T : never };

/** A row of a table whose cells are what their columns say. */
export interface TableRow<C extends Columns> {
  readonly cells: Cells<C>;
  /** The row, or a cell of it. */
  readonly at: (column?: keyof C & string) => Place;
}

const MAX_TEXT = 300;
const CONTROL = /\p{Cc}/u;

/** A text that must be there. */
export const text = (maximum = MAX_TEXT): Column<string> => ({ required: true, parse: parseText(maximum) });

/** A text, or null where the cell is blank: unknown. */
export const optionalText = (maximum = MAX_TEXT): Column<string | null> => optional(parseText(maximum));

/** A whole number from 0 to a maximum. */
export const integer = (maximum = 1_000_000): Column<number> => ({ required: true, parse: parseInteger(maximum) });

/** A whole number, or null where the cell is blank: a blank is an unknown, not a zero. */
export const optionalInteger = (maximum = 1_000_000): Column<number | null> => optional(parseInteger(maximum));

function optional<T>(parse: Column<T>['parse']): Column<T | null> {
  return { required: false, parse: (cell) => (cell === '' ? { value: null } : parse(cell)) };
}

function parseText(maximum: number): Column<string>['parse'] {
  return (cell) => {
    if (CONTROL.test(cell))
      return { wrong: { it: 'La cella contiene caratteri di controllo.', en: 'The cell holds control characters.' } };
    if (cell.length <= maximum) return { value: cell };
    return {
      wrong: { it: `Il testo supera ${maximum} caratteri.`, en: `The text is longer than ${maximum} characters.` },
    };
  };
}

function parseInteger(maximum: number): Column<number>['parse'] {
  return (cell) => {
    const value = /^\d{1,9}$/.test(cell) ? Number(cell) : Number.NaN;
    if (value <= maximum) return { value };
    return {
      wrong: {
        it: `Serve un numero intero da 0 a ${maximum}, senza separatori.`,
        en: `A whole number from 0 to ${maximum} is needed, without separators.`,
      },
    };
  };
}

/**
 * The rows of a file, each cell read as its column says. Rows with a cell that cannot be read are reported and left out.
 * @returns null when the header is not the dialect's: nothing can be read then
 */
export function readTable<C extends Columns>(
  csv: CsvFile,
  columns: C,
  reports: RowReports,
): readonly TableRow<C>[] | null {
  const places = headerPlaces(csv, columns, reports);
  if (!places) return null;
  return csv.rows.map((row) => readRow(csv, row, columns, places, reports)).filter((row) => row !== null);
}

/** Where each column stands; null when one is missing, unknown or repeated. */
function headerPlaces(csv: CsvFile, columns: Columns, reports: RowReports): ReadonlyMap<string, number> | null {
  const names = Object.keys(columns);
  const header = csv.header.map((name) => name.toLowerCase());
  const missing = names.filter((name) => !header.includes(name));
  const unknown = header.filter((name) => !names.includes(name));
  const repeated = [...new Set(header.filter((name, i) => header.indexOf(name) !== i))];
  complain(missing, 'MISSING_COLUMN', { it: 'Manca la colonna', en: 'Missing column' });
  complain(unknown, 'UNKNOWN_COLUMN', { it: 'Colonna sconosciuta', en: 'Unknown column' });
  complain(repeated, 'REPEATED_COLUMN', { it: 'Colonna ripetuta', en: 'Repeated column' });
  if (missing.length + unknown.length + repeated.length > 0) return null;
  return new Map(names.map((name) => [name, header.indexOf(name)]));

  function complain(columnNames: readonly string[], rule: string, what: Wording): void {
    const expected = names.join(', ');
    for (const name of columnNames) {
      reports.error(rule, placeOf(csv.file, 1, name), {
        it: `${what.it} «${name}»: le colonne sono ${expected}.`,
        en: `${what.en} "${name}": the columns are ${expected}.`,
      });
    }
  }
}

function readRow<C extends Columns>(
  csv: CsvFile,
  { row, cells }: CsvRow,
  columns: C,
  places: ReadonlyMap<string, number>,
  reports: RowReports,
): TableRow<C> | null {
  if (cells.length > csv.header.length) {
    reports.error('TOO_MANY_CELLS', placeOf(csv.file, row), {
      it: `La riga ha ${cells.length} celle, l’intestazione ${csv.header.length}.`,
      en: `The row has ${cells.length} cells, the header ${csv.header.length}.`,
    });
    return null;
  }
  const cellOf = (name: string) => cells[places.get(name) ?? -1] ?? '';
  const at = (column?: string) => placeOf(csv.file, row, column ?? null, column === undefined ? null : cellOf(column));
  const read = Object.entries(columns).map(([name, column]) => [
    name,
    readCell(column, cellOf(name), at(name), reports),
  ]);
  if (read.some(([, value]) => value === undefined)) return null;
  return { cells: Object.fromEntries(read) as Cells<C>, at };
}

/** The cell's value; undefined when it has been reported as none. */
function readCell(column: Column, cell: string, place: Place, reports: RowReports): unknown {
  if (cell === '' && column.required) {
    reports.error('BLANK_CELL', place, { it: 'La cella è vuota.', en: 'The cell is blank.' });
    return undefined;
  }
  const parsed = column.parse(cell);
  if ('value' in parsed) return parsed.value;
  reports.error('BAD_CELL', place, parsed.wrong);
  return undefined;
}
