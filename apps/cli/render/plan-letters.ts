import { PLAN_GROUPS, type Letters, type PlanGroup, type Support } from '#plan';
import {
  basisWords,
  both,
  groupWords,
  letterWords,
  statusWords,
  word,
  type Language,
  type PlanColumn,
  type PlanLetter,
} from '#wording';
import type { CellValue, Table } from '../output/table.js';
import { marked, planColumn, unsupportedLegend } from './numbers.js';

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

/** The municipality of a figure of the whole owner is not known by nature: a dash, which is no "n.d.". */
function place({ owner, municipality }: { readonly owner: string; readonly municipality: string | null }): CellValue[] {
  return [owner, municipality ?? '—'];
}

function titled(letter: PlanLetter, language: Language): Pick<Table, 'id' | 'title'> {
  const name = letter.startsWith('i') ? `i.${letter.slice(1)}` : letter;
  return {
    id: letter,
    title: `${language === 'it' ? 'Lettera' : 'Letter'} ${name} — ${letterWords[letter][language]}`,
  };
}

function placeColumns(language: Language) {
  return [planColumn('owner', language, 'left'), planColumn('municipality', language, 'left')];
}

function footers<N extends object>(
  totals: Readonly<Record<PlanGroup, N & { readonly nulls?: Readonly<Record<string, number>> }>>,
  columns: readonly (keyof N & string)[],
  language: Language,
): readonly (readonly CellValue[])[] {
  return PLAN_GROUPS.map((group) => {
    const row = totals[group];
    const label = `${language === 'it' ? 'Totale' : 'Total'} ${groupWords[group][language]}`;
    return [label, '', ...columns.map((column) => withNulls(row, column, language))];
  });
}

/** A total of known numbers, and how many were not known. */
function withNulls<N extends object>(
  row: N & { readonly nulls?: Readonly<Record<string, number>> },
  column: keyof N & string,
  language: Language,
): CellValue {
  const value = row[column] as number | null;
  const nulls = row.nulls?.[column] ?? 0;
  return value === null || nulls === 0 ? value : `${value} (+${nulls} ${language === 'it' ? 'n.d.' : 'n/a'})`;
}

function supportLegend(rows: readonly Support[], language: Language): readonly string[] {
  return rows.some(({ unsupported }) => unsupported > 0) ? [unsupportedLegend[language]] : [];
}

function letterA({ rows, totals }: Letters['a'], language: Language): Table {
  const columns = ['sap', 'sas', 'other', 'total'] as const;
  return {
    ...titled('a', language),
    columns: [
      ...placeColumns(language),
      ...columns.map((column) => planColumn(column, language)),
      planColumn('status', language, 'left'),
    ],
    rows: rows.map((row) => [
      ...place(row),
      ...columns.map((column) => row[column]),
      row.status === null ? '—' : word(statusWords, row.status, language),
    ]),
    footer: footers(totals, columns, language),
  };
}

function unitsLetter(letter: 'b' | 'c' | 'd' | 'f' | 'j', { rows, totals }: Letters['b'], language: Language): Table {
  return {
    ...titled(letter, language),
    columns: [...placeColumns(language), planColumn('units', language), planColumn('basis', language, 'left')],
    rows: rows.map((row) => [...place(row), marked(row.units, row.unsupported), word(basisWords, row.basis, language)]),
    footer: footers(totals, ['units'], language),
    legend: rows.length === 0 ? [nobodyDeclared(language)] : supportLegend(rows, language),
  };
}

function nobodyDeclared(language: Language): string {
  return both('Nessun proprietario ne ha.', 'No owner has any.')[language];
}

function letterE({ rows, totals }: Letters['e'], language: Language): Table {
  const columns = ['free', 'turnover', 'total'] as const;
  return {
    ...titled('e', language),
    columns: [
      ...placeColumns(language),
      ...columns.map((column) => planColumn(column, language)),
      planColumn('basis', language, 'left'),
    ],
    rows: rows.map((row) => [
      ...place(row),
      row.free,
      row.turnover,
      marked(row.total, row.unsupported),
      word(basisWords, row.basis, language),
    ]),
    footer: footers(totals, columns, language),
    legend: [...supportLegend(rows, language), ...turnoverLegend(rows, language)],
  };
}

/** Turnover is a forecast: the method is always named. */
function turnoverLegend(rows: Letters['e']['rows'], language: Language): string[] {
  const methods = new Set(rows.flatMap(({ turnoverMethod }) => (turnoverMethod === null ? [] : [turnoverMethod])));
  if (methods.size === 0) return [];
  const names: Readonly<Record<string, string>> = {
    declared: both('dichiarato', 'declared')[language],
    forecasts: both('previsioni di rilascio', 'release forecasts')[language],
    'larger-of-declared-and-forecasts': both(
      'il maggiore fra dichiarato e previsioni',
      'the larger of declared and forecasts',
    )[language],
  };
  const said = [...methods].map((method) => names[method] ?? method);
  return [`${both('Metodo del turnover', 'Method of the turnover')[language]}: ${said.join('; ')}.`];
}

const EXPECTED = ['free', 'renovation', 'asIs', 'conferred', 'total', 'literal'] as const;

function letterG({ rows, totals }: Letters['g'], language: Language): Table {
  return {
    ...titled('g', language),
    columns: [...placeColumns(language), ...EXPECTED.map((column) => planColumn(column, language))],
    rows: rows.map((row) => [
      ...place(row),
      ...EXPECTED.map((column) => (column === 'total' ? marked(row.total, row.unsupported) : row[column])),
    ]),
    footer: footers(totals, EXPECTED, language),
    legend: supportLegend(rows, language),
  };
}

/** Units that stand in several letters and count once: why the total is less than the literal sum. */
function overlaps({ rows }: Letters['g'], language: Language): Table {
  const found = rows.flatMap((row) =>
    row.overlaps.map(({ unitId, letters }) => [...place(row), unitId, letters.join(', ')]),
  );
  return {
    id: 'g-overlaps',
    title: both('Alloggi in più lettere, contati una volta sola in g', 'Units in several letters, counted once in g')[
      language
    ],
    columns: [
      ...placeColumns(language),
      planColumn('unitId', language, 'left'),
      { title: both('Lettere', 'Letters')[language] },
    ],
    rows: found,
    legend: found.length === 0 ? [both('Nessuno.', 'None.')[language]] : [],
  };
}

function letterH({ rows }: Letters['h'], language: Language): Table {
  const columns: readonly PlanColumn[] = ['percentOver20', 'units'];
  return {
    ...titled('h', language),
    columns: [...placeColumns(language), ...columns.map((column) => planColumn(column, language))],
    rows: rows.map((row) => [...place(row), row.percentOver20, row.units]),
  };
}

function letterIa({ rows }: Letters['i']['a'], language: Language): Table {
  return {
    ...titled('ia', language),
    columns: [...placeColumns(language), planColumn('category', language, 'left')],
    rows: rows.map((row) => [...place(row), row.category]),
  };
}

function letterIb({ rows }: Letters['i']['b'], language: Language): Table {
  const columns: readonly PlanColumn[] = ['percent', 'units', 'cap'];
  return {
    ...titled('ib', language),
    columns: [...placeColumns(language), ...columns.map((column) => planColumn(column, language))],
    rows: rows.map((row) => [...place(row), row.percent, row.units, row.cap]),
  };
}

function letterK({ rows, totals }: Letters['k'], language: Language): Table {
  return {
    ...titled('k', language),
    columns: [
      ...placeColumns(language),
      planColumn('assigned', language),
      planColumn('ofWhichMobility', language),
      planColumn('basis', language, 'left'),
    ],
    rows: rows.map((row) => [
      ...place(row),
      marked(row.assigned, row.unsupported),
      row.ofWhichMobility,
      word(basisWords, row.basis, language),
    ]),
    footer: footers(totals, ['assigned', 'ofWhichMobility'], language),
    legend: supportLegend(rows, language),
  };
}
