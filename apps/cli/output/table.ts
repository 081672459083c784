/** What a column looks like. */
export interface Column {
  readonly title: string;
  /** Numbers are read by their last digit. Left when absent. */
  readonly align?: 'left' | 'right';
}

/** What a cell can hold. Null is a thing not known, never a zero. */
export type CellValue = string | number | boolean | null;

export interface Table {
  /** Names the table in a request for it (`--table g`) and in CSV. */
  readonly id: string;
  readonly title: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly CellValue[])[];
  /** The rows as people read them, where some are better told in the legend. Absent: all of them. */
  readonly shown?: readonly (readonly CellValue[])[];
  /** Lines under each row shown, by its place: what would not fit in a column. Not part of a CSV. */
  readonly notes?: readonly (readonly string[])[];
  /** Rows set apart below a line: totals. Not part of a CSV. */
  readonly footer?: readonly (readonly CellValue[])[];
  /** Lines under the table: what marks mean. Not part of a CSV. */
  readonly legend?: readonly string[];
}

const GAP = '  ';
/** A column of text is not made narrower than its longest word, up to this. */
const LONGEST_WORD = 14;
/** A name is broken after its hyphens; a date, an id are not. */
const AFTER_HYPHEN = /(?<=\p{L}-)(?=\p{L})/u;
const NOTE_INDENT = '            ';

/**
 * A table in fixed-width text. Where it is wider than asked, text columns share what is left and wrap on words; numbers
 * are never cut.
 * @param width characters a line should not pass
 * @param text how a cell is written
 */
export function renderTable(table: Table, width: number, text: (value: CellValue) => string): string[] {
  const body = (table.shown ?? table.rows).map((row) => row.map(text));
  const legend = (table.legend ?? []).flatMap((sentence) => wrap(sentence, width));
  if (body.length === 0) return legend;
  const footer = (table.footer ?? []).map((row) => row.map(text));
  const header = table.columns.map(({ title }) => title);
  const widths = fit(naturalWidths([header, ...body, ...footer]), table.columns, [...body, ...footer], width);
  const line = (cells: readonly string[]) => wrapRow(cells, table.columns, widths);
  const rule = '─'.repeat(widths.reduce((sum, w) => sum + w, GAP.length * (widths.length - 1)));
  const noted = (n: number) => (table.notes?.[n] ?? []).flatMap((note) => wrap(`${NOTE_INDENT}${note}`, width));
  return [
    ...line(header),
    rule,
    ...body.flatMap((row, n) => [...line(row), ...noted(n)]),
    ...(footer.length > 0 ? [rule, ...footer.flatMap(line)] : []),
    ...legend,
  ];
}

/**
 * Breaks a text on its spaces, and after the hyphens of its names, into lines of at most `width` characters, each indented
 * as the first. Only what is still longer is cut.
 */
export function wrap(text: string, width: number): string[] {
  const indent = /^ */.exec(text)![0].slice(0, width >> 1);
  const room = width - indent.length;
  const lines: string[] = [];
  let line = '';
  for (const { piece, gap } of piecesOf(text.trim())) {
    const joined = line === '' ? piece : `${line}${gap}${piece}`;
    if (joined.length <= room) {
      line = joined;
      continue;
    }
    if (line !== '') lines.push(line);
    line = piece;
    while (line.length > room) {
      lines.push(line.slice(0, room));
      line = line.slice(room);
    }
  }
  return [...lines, line].map((part) => (part === '' ? '' : indent + part));
}

/** Words, and parts of words after a hyphen, with what stands before each. */
function piecesOf(text: string): readonly { readonly piece: string; readonly gap: '' | ' ' }[] {
  return text.split(' ').flatMap((word) => {
    return word.split(AFTER_HYPHEN).map((piece, i) => ({ piece, gap: i === 0 ? (' ' as const) : ('' as const) }));
  });
}

function naturalWidths(rows: readonly (readonly string[])[]): number[] {
  const widths: number[] = [];
  for (const row of rows) row.forEach((cell, i) => (widths[i] = Math.max(widths[i] ?? 0, cell.length)));
  return widths;
}

/** Takes from the widest shrinkable column, a character at a time, until the line fits or nothing can give. */
function fit(
  natural: readonly number[],
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number,
): number[] {
  const widths = [...natural];
  const least = columns.map((column, i) =>
    smallest(
      column,
      rows.map((row) => row[i] ?? ''),
    ),
  );
  let excess = widths.reduce((sum, w) => sum + w, GAP.length * (widths.length - 1)) - width;
  while (excess > 0) {
    let widest = -1;
    widths.forEach((w, i) => {
      if (w > least[i]! && (widest === -1 || w > widths[widest]!)) widest = i;
    });
    if (widest === -1) break;
    widths[widest]!--;
    excess--;
  }
  return widths;
}

/** A column of numbers keeps its longest number; a text can be wrapped down to its longest word. */
function smallest({ title, align }: Column, cells: readonly string[]): number {
  if (align === 'right') return Math.max(longestWord(title), ...cells.map(({ length }) => length));
  return Math.max(...[title, ...cells].map((text) => Math.min(longestWord(text), LONGEST_WORD)));
}

function longestWord(text: string): number {
  return Math.max(...piecesOf(text).map(({ piece }) => piece.length));
}

function wrapRow(cells: readonly string[], columns: readonly Column[], widths: readonly number[]): string[] {
  const wrapped = columns.map((_, i) => wrap(cells[i] ?? '', widths[i]!));
  const height = Math.max(1, ...wrapped.map(({ length }) => length));
  return Array.from({ length: height }, (_, n) =>
    columns
      .map(({ align }, i) => {
        const part = wrapped[i]![n] ?? '';
        return align === 'right' ? part.padStart(widths[i]!) : part.padEnd(widths[i]!);
      })
      .join(GAP)
      .trimEnd(),
  );
}
