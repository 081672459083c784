import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readCsv } from './csv.js';
import type { Encoding } from './encoding.js';
import { RowReports } from './row-report.js';
import { integer, optionalInteger, readTable, text } from './table.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'intake-csv-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(content: string | Uint8Array, encoding?: Encoding) {
  const path = join(folder, 'table.csv');
  await writeFile(path, content);
  const reports = new RowReports();
  const csv = await readCsv(path, encoding, reports);
  return { csv, said: reports.all().map(({ rule, row, severity }) => `${severity} ${rule} ${row ?? ''}`.trim()) };
}

describe('a table read from a file', () => {
  it('reads UTF-8 with a byte-order mark, CRLF and quotes, and numbers rows as a spreadsheet does', async () => {
    const { csv, said } = await read('\uFEFFname,units\r\n"Crotta d\'Adda, ""bassa""",3\r\n\r\nForlì,4\r\n');
    expect(csv?.header).toEqual(['name', 'units']);
    expect(csv?.rows).toEqual([
      { row: 2, cells: ['Crotta d\'Adda, "bassa"', '3'] },
      { row: 4, cells: ['Forlì', '4'] },
    ]);
    expect(said).toEqual([]);
  });

  it('reads Excel’s Italian CSV: semicolons and Windows-1252, and says so', async () => {
    const { csv, said } = await read(Buffer.from('name;units\r\nForl\u00ec \u0096 citt\u00e0;3;;\r\n', 'latin1'));
    expect(csv).toMatchObject({
      encoding: 'windows-1252',
      delimiter: ';',
      rows: [{ row: 2, cells: ['Forlì – città', '3'] }],
    });
    expect(said).toEqual(['note READ_AS_WINDOWS_1252']);
  });

  it('says nothing of an encoding that the manifest declares, and refuses bytes that are not in it', async () => {
    const latin = Buffer.from('name\nForl\u00ec\n', 'latin1');
    expect((await read(latin, 'windows-1252')).said).toEqual([]);
    expect((await read(latin, 'utf-8')).said).toEqual(['error BAD_ENCODING']);
    expect((await read(Buffer.from([0x61, 0x0a, 0xff, 0x81])))?.said).toEqual(['error BAD_ENCODING']);
  });

  it('refuses UTF-16 and NUL bytes, naming the row', async () => {
    expect((await read(Buffer.from('\uFEFFname\n', 'utf16le'))).said).toEqual(['error BAD_ENCODING']);
    expect((await read('name\nCremona\nCre\0mona\n')).said).toEqual(['error NUL_BYTE 3']);
  });

  it('refuses quotes out of place and quotes never closed, naming the row', async () => {
    expect((await read('name\nCre"mona\n')).said).toEqual(['error MALFORMED_CSV 2']);
    expect((await read('name\nAnnicco\n"Cremona\n')).said).toEqual(['error MALFORMED_CSV 3']);
    expect((await read('name\n"Cremona"x\n')).said).toEqual(['error MALFORMED_CSV 2']);
  });

  it('refuses a row of 10 MB, too many columns and an empty file', async () => {
    expect((await read(`name\n${'x'.repeat(10 * 1024 * 1024)}\n`)).said).toEqual(['error MALFORMED_CSV 2']);
    expect((await read(`name${',x'.repeat(500)}\n`)).said).toEqual(['error TOO_LARGE 1']);
    expect((await read('')).said).toEqual(['error EMPTY_FILE']);
  });
});

describe('a table with a dialect’s columns', () => {
  const columns = { name: text(20), units: integer(), mobility: optionalInteger() };

  async function rows(content: string) {
    const { csv } = await read(content);
    const reports = new RowReports();
    const table = readTable(csv!, columns, reports);
    return { table, said: reports.all().map(({ rule, row, column, value }) => `${rule} ${row} ${column} ${value}`) };
  }

  it('reads columns in any order and case; a blank is an unknown', async () => {
    const { table, said } = await rows('Units,NAME,mobility\n24, Cremona ,\n');
    expect(table?.map(({ cells }) => cells)).toEqual([{ name: 'Cremona', units: 24, mobility: null }]);
    expect(said).toEqual([]);
  });

  it('names columns that are missing, unknown or repeated, __proto__ among them', async () => {
    const { table, said } = await rows('name,name,__proto__,mobility\na,b,c,1\n');
    expect(table).toBeNull();
    expect(said).toEqual([
      'MISSING_COLUMN 1 units null',
      'UNKNOWN_COLUMN 1 __proto__ null',
      'REPEATED_COLUMN 1 name null',
    ]);
  });

  it('names the cell that cannot be read and goes on with the other rows', async () => {
    const { table, said } = await rows(
      'name,units,mobility\nCremona,1.024,\nAnnicco,,\nSoresina,3,-1\nOstiano,2,1\nx,1,1,1\n',
    );
    expect(table?.map(({ cells }) => cells.name)).toEqual(['Ostiano']);
    expect(said).toEqual([
      'BAD_CELL 2 units 1.024',
      'BLANK_CELL 3 units ',
      'BAD_CELL 4 mobility -1',
      'TOO_MANY_CELLS 6 null null',
    ]);
  });

  it('refuses control characters inside a cell', async () => {
    expect((await rows('name,units,mobility\n"Cre\nmona",1,\n')).said).toEqual(['BAD_CELL 2 name Cre\nmona']);
  });
});
