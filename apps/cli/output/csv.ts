import type { CellValue, Table } from './table.js';

/**
 * A table as CSV (RFC 4180 with line feeds, UTF-8): a header, a row a line, nothing else. What is not known is empty.
 * A text that a spreadsheet would take for a formula gets an apostrophe before it.
 */
export function csvOf(table: Pick<Table, 'columns' | 'rows'>): string[] {
  return [table.columns.map(({ title }) => title), ...table.rows].map((row) => row.map(csvCell).join(','));
}

function csvCell(value: CellValue): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
