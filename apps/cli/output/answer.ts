import type { Language } from '#wording';
import { csvOf } from './csv.js';
import { renderTable, wrap, type CellValue, type Table } from './table.js';

export const FORMATS = ['table', 'json', 'csv'] as const;
export type Format = (typeof FORMATS)[number];

/** A piece of an answer for people. */
export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'text'; readonly lines: readonly string[] }
  | { readonly kind: 'verbatim'; readonly lines: readonly string[] }
  | { readonly kind: 'table'; readonly table: Table };

/** What a command answers, in every format that can be asked for. */
export interface Answer {
  /** The contract with programs. */
  readonly json: unknown;
  /** For people. */
  readonly blocks: readonly Block[];
  /** The one table that CSV gives. Absent: the first of the blocks. */
  readonly csv?: Pick<Table, 'columns' | 'rows'>;
}

export const heading = (text: string): Block => ({ kind: 'heading', text });
export const paragraph = (...lines: string[]): Block => ({ kind: 'text', lines });
export const tableBlock = (table: Table): Block => ({ kind: 'table', table });

/** Characters of a line: a plan has to be readable on a hundred columns. */
export const WIDTH = 100;

/** The answer in a format, as lines without their ends. */
export function linesOf(answer: Answer, format: Format, language: Language): string[] {
  switch (format) {
    case 'json':
      return JSON.stringify(answer.json, null, 2).split('\n');
    case 'csv': {
      const table = answer.csv ?? answer.blocks.find((block) => block.kind === 'table')?.table;
      return table ? csvOf(table) : [];
    }
    case 'table':
      return answer.blocks.flatMap((block, i) => [...(i > 0 ? [''] : []), ...blockLines(block, language)]);
    default:
      return never(format);
  }
}

function blockLines(block: Block, language: Language): string[] {
  switch (block.kind) {
    case 'heading':
      return [block.text, '═'.repeat(Math.min(block.text.length, WIDTH))];
    case 'text':
      return block.lines.flatMap((line) => wrap(line, WIDTH));
    case 'verbatim':
      return [...block.lines];
    case 'table':
      return [
        ...(block.table.title === '' ? [] : wrap(block.table.title, WIDTH)),
        ...renderTable(block.table, WIDTH, (value) => cellText(value, language)),
      ];
    default:
      return never(block);
  }
}

/** A value for people: what is not known is said to be so. */
export function cellText(value: CellValue, language: Language): string {
  if (value === null) return language === 'it' ? 'n.d.' : 'n/a';
  if (value === true) return language === 'it' ? 'sì' : 'yes';
  if (value === false) return 'no';
  return String(value);
}

function never(value: never): never {
  throw new TypeError(`not a format or a block: ${JSON.stringify(value)}`);
}
