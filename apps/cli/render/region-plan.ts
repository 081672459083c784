import type { RegionPlan, RegionRow, RegionTotals } from '#plan';
import { both, letterWords, type Language, type PlanLetter } from '#wording';
import { heading, paragraph, tableBlock, type Answer } from '../output/answer.js';
import type { CellValue, Column, Table } from '../output/table.js';
import { partialMark } from './numbers.js';
import { coordinateLines } from './plan.js';

/** A column of the totals: its title, and where its number is among them (`a.sap`). */
type TotalColumn = readonly [it: string, en: string, path: string];

const STOCK: readonly TotalColumn[] = [
  ['a totale', 'a total', 'a.total'],
  ['SAP', 'SAP', 'a.sap'],
  ['SAS', 'SAS', 'a.sas'],
  ['altro', 'other', 'a.other'],
  ['k assegnate', 'k let', 'k.assigned'],
  ['di cui mobilità', 'of which mobility', 'k.ofWhichMobility'],
];
const SUPPLY: readonly TotalColumn[] = [
  ['b', 'b', 'b'],
  ['c', 'c', 'c'],
  ['d', 'd', 'd'],
  ['e libere', 'e free', 'e.free'],
  ['e turnover', 'e turnover', 'e.turnover'],
  ['f', 'f', 'f'],
  ['g', 'g', 'g.total'],
  ['somma b-f', 'sum b-f', 'g.literal'],
  ['j', 'j', 'j'],
];

/** The plan of the Region: for people its totals by Ambito, for programs every row. */
export function regionPlanAnswer(plan: RegionPlan, language: Language): Answer {
  const title = both(
    `Piano annuale dell’offerta abitativa ${plan.year} — tutti gli Ambiti della Regione (${plan.ambiti.length})`,
    `Annual plan of the housing supply ${plan.year} — every Ambito of the Region (${plan.ambiti.length})`,
  );
  const rows = both(
    `Righe per proprietario e Comune: ${plan.rows.length}, con --format csv o json.`,
    `Rows by owner and municipality: ${plan.rows.length}, with --format csv or json.`,
  );
  const tables = [totalsTable('region-stock', plan, STOCK, language), totalsTable('region', plan, SUPPLY, language)];
  return {
    json: plan,
    blocks: [
      heading(title[language]),
      paragraph(...coordinateLines(plan, language), rows[language]),
      ...tables.map(tableBlock),
    ],
    csv: regionCells(plan),
  };
}

function totalsTable(id: string, plan: RegionPlan, columns: readonly TotalColumn[], language: Language): Table {
  const numbers = (totals: RegionTotals) =>
    columns.map(([, , path]) => partialMark(at(totals, path) as CellValue, totals.nulls?.[path] ?? 0));
  const region = both('Regione', 'Region')[language];
  return {
    id,
    title: '',
    columns: [
      { title: 'Ambito' },
      ...columns.map(([it, en]): Column => ({ title: both(it, en)[language], align: 'right' })),
    ],
    rows: plan.ambiti.map(({ ambito, totals }) => [ambito, ...numbers(totals)]),
    footer: [[region, ...numbers(plan.totals)]],
    legend: [...partialLegend(plan, columns, language), lettersLegend(columns, language)],
  };
}

function partialLegend({ totals }: RegionPlan, columns: readonly TotalColumn[], language: Language): string[] {
  if (!columns.some(([, , path]) => (totals.nulls?.[path] ?? 0) > 0)) return [];
  return [both('° somma dei soli dati noti.', '° sum of what is known.')[language]];
}

function lettersLegend(columns: readonly TotalColumn[], language: Language): string {
  const letters = new Set(columns.map(([, , path]) => path[0] as PlanLetter));
  return `${[...letters].map((letter) => `${letter}: ${letterWords[letter][language]}`).join('; ')}.`;
}

/** Letters in the order in which a plan has them. */
const LETTERS = [
  'a',
  'b',
  'c',
  'd',
  'e',
  'f',
  'g',
  'h',
  'ib',
  'j',
  'k',
] as const satisfies readonly (keyof RegionRow)[];

/** Every number in a row of its own, as in the CSV of an Ambito's plan. */
function regionCells({ rows }: RegionPlan): Pick<Table, 'columns' | 'rows'> {
  const titles = ['ambito', 'letter', 'ownerKind', 'owner', 'municipality', 'column', 'value', 'ownerId', 'istat'];
  const cells: CellValue[][] = [];
  for (const row of rows) {
    const { ambito, ownerKind, ownerName, municipalityName, owner, municipality } = row;
    const add = (letter: string, column: string, value: CellValue) =>
      cells.push([ambito, letter, ownerKind, ownerName, municipalityName, column, value, owner, municipality]);
    for (const letter of LETTERS) {
      const said = row[letter];
      if (said === undefined) continue;
      if (said === null || typeof said === 'number') add(letter, 'units', said);
      else for (const numbers of [said].flat()) eachColumn(numbers, (...cell) => add(nameOf(letter), ...cell));
    }
  }
  return { columns: titles.map((title) => ({ title })), rows: cells };
}

function eachColumn(numbers: object, visit: (column: string, value: CellValue) => void): void {
  for (const [column, value] of Object.entries(numbers)) visit(column, value as CellValue);
}

/** A letter as the CSV of a plan names it. */
function nameOf(letter: (typeof LETTERS)[number]): string {
  return letter === 'ib' ? 'i.b' : letter;
}

function at(totals: RegionTotals, path: string): unknown {
  return path.split('.').reduce<unknown>((value, step) => (value as Readonly<Record<string, unknown>>)[step], totals);
}
