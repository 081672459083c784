import type { PlanDocument } from '#plan';
import { both, type Language } from '#wording';
import { heading, paragraph, tableBlock, type Answer, type Block } from '../output/answer.js';
import type { CellValue, Table } from '../output/table.js';
import { annexATables, annexBTables, tabTables } from './plan-annexes.js';
import { findingBlocks, findingTable } from './plan-findings.js';
import { letterTables } from './plan-letters.js';
import { measureTables } from './plan-measures.js';

/** Every table of a plan, in its order. */
export function planTables(plan: PlanDocument, language: Language): readonly Table[] {
  return [
    ...letterTables(plan.letters, language),
    ...annexATables(plan, language),
    ...annexBTables(plan, language),
    ...tabTables(plan, language),
    ...measureTables(plan, language),
    findingTable(plan.findings, language),
  ];
}

/** Names by which a table of the plan is asked for. */
export const PLAN_TABLE_IDS = [
  'a',
  'b',
  'c',
  'd',
  'e',
  'f',
  'g',
  'g-overlaps',
  'h',
  'ia',
  'ib',
  'j',
  'k',
  'annex-a',
  'annex-a-quotas',
  'annex-b-vacant',
  'annex-b-lots',
  'tab1',
  'tab2',
  'response',
  'open-voids',
  'movements',
  'findings',
] as const;

/** The whole plan, or one table of it. As CSV the whole plan is its cells, one a line; a table is itself. */
export function planAnswer(plan: PlanDocument, language: Language, only?: string): Answer {
  const tables = planTables(plan, language);
  if (only !== undefined) {
    const table = tables.find(({ id }) => id === only);
    return { json: plan, blocks: [coordinateBlock(plan, language), ...(table ? [tableBlock(table)] : [])] };
  }
  const section = (it: string, en: string, ids: (id: string) => boolean): Block[] => [
    heading(both(it, en)[language]),
    ...tables.filter(({ id }) => ids(id)).map(tableBlock),
  ];
  const letters = /^([a-h]|i[ab]|j|k|g-overlaps)$/;
  const blocks: Block[] = [
    heading(
      both(
        `Piano annuale dell’offerta abitativa ${plan.year} — Ambito ${plan.ambito}`,
        `Annual plan of the housing supply ${plan.year} — Ambito ${plan.ambito}`,
      )[language],
    ),
    coordinateBlock(plan, language),
    ...section('Lettere', 'Letters', (id) => letters.test(id)),
    ...section('Allegato A', 'Annex A', (id) => id.startsWith('annex-a')),
    ...section('Allegato B', 'Annex B', (id) => id.startsWith('annex-b')),
    ...section('TAB 1 e TAB 2', 'TAB 1 and TAB 2', (id) => id.startsWith('tab')),
    ...section('Risposte', 'Answers', (id) => id === 'response'),
    ...section('Misure', 'Measures', (id) => id === 'open-voids' || id === 'movements'),
    ...findingBlocks(plan.findings, language, false),
  ];
  return { json: plan, blocks, csv: planCells(plan) };
}

/** Where the plan stands: all that makes two plans the same. */
export function coordinateBlock(plan: PlanDocument, language: Language): Block {
  return paragraph(
    ...coordinateLines(plan, language),
    both(`Impronta: ${plan.digest}`, `Digest: ${plan.digest}`)[language],
  );
}

/** Where a plan of an Ambito or of the Region stands in the two clocks, and its rules. */
export function coordinateLines(
  plan: Pick<PlanDocument, 'validAt' | 'knownAt' | 'position' | 'settled' | 'ruleSet'>,
  language: Language,
): readonly string[] {
  const known = plan.knownAt ?? both('nulla', 'nothing')[language];
  const settled = plan.settled
    ? both('assestata', 'settled')[language]
    : both('non assestata: può ancora crescere', 'not settled: it can still grow')[language];
  return [
    both(`Data (validità): ${plan.validAt}`, `Valid at: ${plan.validAt}`)[language],
    both(
      `Conoscenza: ${known}, posizione ${plan.position ?? '0'} (${settled})`,
      `Known at: ${known}, position ${plan.position ?? '0'} (${settled})`,
    )[language],
    both(`Regole: ${plan.ruleSet}`, `Rule set: ${plan.ruleSet}`)[language],
  ];
}

const LETTERS_WITH_ROWS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'j', 'k'] as const;

/** Every number of the letters in a row of its own: what a spreadsheet can filter. Names are those of the JSON contract. */
function planCells({ letters }: PlanDocument): Pick<Table, 'columns' | 'rows'> {
  const titles = ['letter', 'ownerKind', 'owner', 'municipality', 'column', 'value', 'basis', 'unsupported'];
  const rows: CellValue[][] = [];
  const add = (letter: string, row: object) => {
    const {
      ownerKind = null,
      owner,
      municipality,
      basis = null,
      unsupported = null,
      ...rest
    } = row as Readonly<Record<string, CellValue>>;
    for (const [column, value] of Object.entries(rest)) {
      if (typeof value === 'number' || value === null) {
        rows.push([letter, ownerKind, owner!, municipality!, column, value, basis, unsupported]);
      }
    }
  };
  for (const letter of LETTERS_WITH_ROWS) for (const row of letters[letter].rows) add(letter, row);
  for (const row of letters.i.b.rows) add('i.b', row);
  return { columns: titles.map((title) => ({ title })), rows };
}
