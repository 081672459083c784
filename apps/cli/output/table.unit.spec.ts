import { describe, expect, it } from '@jest/globals';
import { cellText } from './answer.js';
import { csvOf } from './csv.js';
import { renderTable, wrap, type CellValue } from './table.js';

const italian = (value: CellValue) => cellText(value, 'it');
const table = {
  id: 't',
  title: 'T',
  columns: [{ title: 'Proprietario' }, { title: 'Alloggi', align: 'right' as const }],
  rows: [
    ['Annicco', 14],
    ['Castelvisconti', null],
  ],
};

describe('a table for people', () => {
  it('aligns numbers on their last digit and says that what is not known is not known, never 0', () => {
    expect(renderTable(table, 100, italian)).toEqual([
      'Proprietario    Alloggi',
      '───────────────────────',
      'Annicco              14',
      'Castelvisconti     n.d.',
    ]);
  });

  it('wraps texts on words, and after the hyphens of names, so that no line passes the width', () => {
    const wide = { ...table, rows: [['ALER Brescia-Cremona-Mantova', 2306]] };
    const lines = renderTable(wide, 26, italian);
    expect(lines.every((line) => line.length <= 26)).toBe(true);
    expect(lines.slice(2)).toEqual(['ALER Brescia-         2306', 'Cremona-Mantova']);
  });

  it('never cuts a number or a date', () => {
    const dated = { ...table, rows: [['2024-11-30', 123_456_789]] };
    expect(renderTable(dated, 10, italian).join('\n')).toContain('123456789');
    expect(renderTable(dated, 10, italian).join('\n')).toContain('2024-11-30');
  });

  it('shows totals below a line and notes below their row', () => {
    const lines = renderTable({ ...table, notes: [['evento 1'], []], footer: [['Totale', 14]] }, 100, italian);
    expect(lines[3]).toBe('            evento 1');
    expect(lines.at(-1)).toBe('Totale               14');
  });

  it('is only its legend when it has no rows', () => {
    expect(renderTable({ ...table, rows: [], legend: ['Nessun dato.'] }, 100, italian)).toEqual(['Nessun dato.']);
  });

  it('keeps the indent of a text that goes on', () => {
    expect(wrap('  uno due tre', 9)).toEqual(['  uno due', '  tre']);
  });
});

describe('a table as CSV', () => {
  it('has a header, quotes what needs it, and leaves empty what is not known', () => {
    const rows = [
      ['a,b', null],
      ['dice "sì"', 2],
      ['due\nrighe', true],
    ] as const;
    expect(csvOf({ columns: table.columns, rows })).toEqual([
      'Proprietario,Alloggi',
      '"a,b",',
      '"dice ""sì""",2',
      '"due\nrighe",true',
    ]);
  });

  it('does not hand a formula to a spreadsheet; a negative number stays a number', () => {
    expect(csvOf({ columns: table.columns, rows: [['=1+1', -3]] })[1]).toBe("'=1+1,-3");
  });
});
