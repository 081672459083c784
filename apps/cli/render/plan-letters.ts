import type { Letters, Support } from '#plan';
import {
  basisWords,
  both,
  letterWords,
  statusWords,
  word,
  type Language,
  type PlanColumn,
  type PlanLetter,
} from '#wording';
import type { Column, Table } from '../output/table.js';
import {
  marked,
  partialLegend,
  placedRows,
  planColumn,
  totalRows,
  unsupportedLegend,
  zeroLegend,
  type ShownRows,
} from './numbers.js';

/** The letters of a plan as tables, one each (i has two). Count-only figures carry their mark. */
export function letterTables(letters: Letters, language: Language): readonly Table[] {
  return [
    letterA(letters.a, language),
    unitsLetter('b', letters.b, language),
    unitsLetter('c', letters.c, language),
    unitsLetter('d', letters.d, language),
    letterE(letters.e, language),
    unitsLetter('f', letters.f, language),
    letterG(letters.g, language),
    overlaps(letters.g, language),
    letterH(letters.h, language),
    letterIa(letters.i.a, language),
    letterIb(letters.i.b, language),
    unitsLetter('j', letters.j, language),
    letterK(letters.k, language),
  ];
}

function titled(letter: PlanLetter, language: Language): Pick<Table, 'id' | 'title'> {
  const name = letter.startsWith('i') ? `i.${letter.slice(1)}` : letter;
  const title = `${language === 'it' ? 'Lettera' : 'Letter'} ${name} — ${letterWords[letter][language]}`;
  return { id: letter, title };
}

/** Owner and municipality, then numbers, then texts. */
function columnsOf(numbers: readonly PlanColumn[], texts: readonly PlanColumn[], language: Language): Column[] {
  return [
    planColumn('owner', language, 'left'),
    planColumn('municipality', language, 'left'),
    ...numbers.map((column) => planColumn(column, language)),
    ...texts.map((column) => planColumn(column, language, 'left')),
  ];
}

/** The lines under a letter: its marks, what its totals leave out, who has none. */
function legendOf(
  { zeros, rows }: ShownRows,
  language: Language,
  support: readonly Support[] = [],
  partial: readonly string[] = [],
): readonly string[] {
  if (rows.length === 0) return [both('Nessun dato.', 'No data.')[language]];
  return [
    ...(support.some(({ unsupported }) => unsupported > 0) ? [unsupportedLegend[language]] : []),
    ...partial,
    ...zeroLegend(zeros, language),
  ];
}

function letterA({ rows, totals }: Letters['a'], language: Language): Table {
  const columns = ['sap', 'sas', 'other', 'total'] as const;
  const placed = placedRows(
    rows,
    (row) => [
      ...columns.map((column) => row[column]),
      row.status === null ? '—' : word(statusWords, row.status, language),
    ],
    // An owner without stock says why it has none: it is never told in passing.
    () => [null],
    language,
  );
  return {
    ...titled('a', language),
    columns: columnsOf(columns, ['status'], language),
    ...placed,
    footer: totalRows(totals, columns, language),
    legend: legendOf(placed, language, [], partialLegend(totals.AMBITO, columns, language)),
  };
}

function unitsLetter(letter: 'b' | 'c' | 'd' | 'f' | 'j', { rows, totals }: Letters['b'], language: Language): Table {
  const placed = placedRows(
    rows,
    (row) => [marked(row.units, row.unsupported), word(basisWords, row.basis, language)],
    (row) => [row.units],
    language,
  );
  return {
    ...titled(letter, language),
    columns: columnsOf(['units'], ['basis'], language),
    ...placed,
    footer: totalRows(totals, ['units'], language),
    legend: legendOf(placed, language, rows, partialLegend(totals.AMBITO, ['units'], language)),
  };
}

function letterE({ rows, totals }: Letters['e'], language: Language): Table {
  const columns = ['free', 'turnover', 'total'] as const;
  const placed = placedRows(
    rows,
    (row) => [row.free, row.turnover, marked(row.total, row.unsupported), word(basisWords, row.basis, language)],
    (row) => [row.total],
    language,
  );
  return {
    ...titled('e', language),
    columns: columnsOf(columns, ['basis'], language),
    ...placed,
    footer: totalRows(totals, columns, language),
    legend: [
      ...legendOf(placed, language, rows, partialLegend(totals.AMBITO, columns, language)),
      ...turnoverLegend(rows, language),
    ],
  };
}

/** Turnover is a forecast: the method is always named. */
function turnoverLegend(rows: Letters['e']['rows'], language: Language): string[] {
  const methods = new Set(rows.flatMap(({ turnoverMethod }) => (turnoverMethod === null ? [] : [turnoverMethod])));
  if (methods.size === 0) return [];
  const words = {
    declared: both('dichiarato', 'declared'),
    forecasts: both('previsioni di rilascio', 'release forecasts'),
    'larger-of-declared-and-forecasts': both(
      'il maggiore fra dichiarato e previsioni',
      'the larger of declared and forecasts',
    ),
  };
  const said = [...methods].map((method) => word(words, method, language));
  return [`${both('Metodo del turnover', 'Method of the turnover')[language]}: ${said.join('; ')}.`];
}

const EXPECTED = ['free', 'renovation', 'asIs', 'conferred', 'total', 'literal'] as const;

function letterG({ rows, totals }: Letters['g'], language: Language): Table {
  const placed = placedRows(
    rows,
    (row) => EXPECTED.map((column) => (column === 'total' ? marked(row.total, row.unsupported) : row[column])),
    (row) => [row.total, row.literal],
    language,
  );
  return {
    ...titled('g', language),
    columns: columnsOf(EXPECTED, [], language),
    ...placed,
    footer: totalRows(totals, EXPECTED, language),
    legend: legendOf(placed, language, rows, partialLegend(totals.AMBITO, EXPECTED, language)),
  };
}

/** Units that stand in several letters and count once: why the total is less than the literal sum. */
function overlaps({ rows }: Letters['g'], language: Language): Table {
  const found = rows.flatMap((row) => row.overlaps.map((overlap) => ({ ...row, ...overlap })));
  const placed = placedRows(
    found,
    ({ unitId, letters }) => [unitId, letters.join(', ')],
    () => [null],
    language,
  );
  return {
    id: 'g-overlaps',
    title: both('Alloggi in più lettere, contati una volta sola in g', 'Units in several letters, counted once in g')[
      language
    ],
    columns: columnsOf([], ['unitId', 'letters'], language),
    ...placed,
    legend: found.length === 0 ? [both('Nessuno.', 'None.')[language]] : [],
  };
}

function letterH({ rows }: Letters['h'], language: Language): Table {
  const placed = placedRows(
    rows,
    (row) => [row.percentOver20, row.units],
    () => [null],
    language,
  );
  return {
    ...titled('h', language),
    columns: columnsOf(['percentOver20', 'units'], [], language),
    ...placed,
    legend: legendOf(placed, language),
  };
}

function letterIa({ rows }: Letters['i']['a'], language: Language): Table {
  const placed = placedRows(
    rows,
    (row) => [row.category],
    () => [null],
    language,
  );
  return {
    ...titled('ia', language),
    columns: columnsOf([], ['category'], language),
    ...placed,
    legend: legendOf(placed, language),
  };
}

function letterIb({ rows }: Letters['i']['b'], language: Language): Table {
  const placed = placedRows(
    rows,
    (row) => [row.percent, row.units, row.cap],
    () => [null],
    language,
  );
  return {
    ...titled('ib', language),
    columns: columnsOf(['percent', 'units', 'cap'], [], language),
    ...placed,
    legend: legendOf(placed, language),
  };
}

function letterK({ rows, totals }: Letters['k'], language: Language): Table {
  const columns = ['assigned', 'ofWhichMobility'] as const;
  const placed = placedRows(
    rows,
    (row) => [marked(row.assigned, row.unsupported), row.ofWhichMobility, word(basisWords, row.basis, language)],
    (row) => [row.assigned],
    language,
  );
  return {
    ...titled('k', language),
    columns: columnsOf(columns, ['basis'], language),
    ...placed,
    footer: totalRows(totals, columns, language),
    legend: legendOf(placed, language, rows, partialLegend(totals.AMBITO, columns, language)),
  };
}
