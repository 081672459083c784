import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { decodedText, surveyBytes, type Bytes, type Encoding } from './encoding.js';
import { placeOf, type RowReports } from './row-report.js';
import type { Wording } from '#wording';

/** A file larger than this is no table of a plan. */
export const MAX_FILE_BYTES = 64 * 1024 * 1024;
/** A row longer than this is no row: a quote left open, or not a CSV file. */
export const MAX_ROW_CHARACTERS = 65_536;
export const MAX_COLUMNS = 200;
export const MAX_ROWS = 500_000;

export type Delimiter = ',' | ';';

/** A row's cells with its number in a spreadsheet (the header is 1). */
export interface CsvRow {
  readonly row: number;
  readonly cells: readonly string[];
}

export interface CsvFile {
  readonly file: string;
  readonly encoding: Encoding;
  readonly delimiter: Delimiter;
  readonly header: readonly string[];
  /** Rows that have something in them, trimmed. */
  readonly rows: readonly CsvRow[];
}

/**
 * Reads a table as a stream, within hard limits. What is wrong with it is reported, with file and row.
 * @param declared the encoding that the manifest names; absent: UTF-8 where the bytes are, else Windows-1252
 * @returns null when the file cannot be read as a table, or not to its end
 */
export async function readCsv(
  path: string,
  declared: Encoding | undefined,
  reports: RowReports,
): Promise<CsvFile | null> {
  const file = basename(path);
  const bytes = await surveyBytes(path, MAX_FILE_BYTES);
  const encoding = chooseEncoding(bytes, declared);
  const refusal = refusalOf(bytes, encoding, declared);
  if (refusal || encoding === null) {
    const { rule, row, said } = refusal ?? NO_ENCODING;
    reports.error(rule, placeOf(file, row), said);
    return null;
  }
  if (encoding === 'windows-1252' && declared === undefined)
    reports.note('READ_AS_WINDOWS_1252', placeOf(file), READ_AS_1252);
  const delimiter = delimiterOf(bytes.firstLine);
  const rows = await readRows(path, encoding, delimiter, reports);
  if (rows === null) return null;
  const [header, ...rest] = rows;
  if (!header) {
    reports.error('EMPTY_FILE', placeOf(file), { it: 'Il file è vuoto.', en: 'The file is empty.' });
    return null;
  }
  return { file, encoding, delimiter, header: header.cells, rows: rest };
}

interface Refusal {
  readonly rule: string;
  readonly row: number | null;
  readonly said: Wording;
}

const READ_AS_1252: Wording = {
  it: 'Il file non è UTF-8: è stato letto come Windows-1252 (il CSV di Excel italiano).',
  en: 'The file is not UTF-8: it was read as Windows-1252 (Excel’s Italian CSV).',
};

const NO_ENCODING: Refusal = {
  rule: 'BAD_ENCODING',
  row: null,
  said: {
    it: 'Il file non è né UTF-8 né Windows-1252: salvarlo di nuovo come CSV UTF-8.',
    en: 'The file is neither UTF-8 nor Windows-1252: save it again as UTF-8 CSV.',
  },
};

function chooseEncoding(bytes: Bytes, declared: Encoding | undefined): Encoding | null {
  if (declared === 'utf-8' || (declared === undefined && bytes.utf8)) return bytes.utf8 ? 'utf-8' : null;
  return bytes.windows1252 ? 'windows-1252' : null;
}

function refusalOf(bytes: Bytes, encoding: Encoding | null, declared: Encoding | undefined): Refusal | undefined {
  if (bytes.size > MAX_FILE_BYTES) {
    const megabytes = MAX_FILE_BYTES / 1024 / 1024;
    const said = { it: `Il file supera ${megabytes} MB.`, en: `The file is larger than ${megabytes} MB.` };
    return { rule: 'FILE_TOO_LARGE', row: null, said };
  }
  if (bytes.utf16) {
    const said = { it: 'Il file è UTF-16: salvarlo come CSV UTF-8.', en: 'The file is UTF-16: save it as UTF-8 CSV.' };
    return { rule: 'BAD_ENCODING', row: null, said };
  }
  if (bytes.nulLine !== null) {
    const said = { it: 'La riga contiene byte NUL: non è testo.', en: 'The row holds NUL bytes: it is not text.' };
    return { rule: 'NUL_BYTE', row: bytes.nulLine, said };
  }
  if (encoding === null && declared !== undefined) {
    const said = {
      it: `Il manifesto dichiara ${declared}, ma i byte del file non lo sono.`,
      en: `The manifest says ${declared}, but the file’s bytes are not.`,
    };
    return { rule: 'BAD_ENCODING', row: null, said };
  }
  return undefined;
}

/** The one of the two delimiters that the first line has more of, outside quotes. */
function delimiterOf(firstLine: string): Delimiter {
  const bare = firstLine.replaceAll(/"[^"]*"/g, '');
  return bare.split(';').length > bare.split(',').length ? ';' : ',';
}

async function readRows(
  path: string,
  encoding: Encoding,
  delimiter: Delimiter,
  reports: RowReports,
): Promise<CsvRow[] | null> {
  const file = basename(path);
  const source = Readable.from(decodedText(path, encoding));
  const parser = parse({
    delimiter,
    relax_column_count: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    max_record_size: MAX_ROW_CHARACTERS,
  });
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  const rows: CsvRow[] = [];
  let row = 0;
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      row += 1;
      const cells = trimmed(record);
      if (cells.length > MAX_COLUMNS || row > MAX_ROWS) {
        reports.error('TOO_LARGE', placeOf(file, row), TOO_LARGE);
        return null;
      }
      if (cells.length > 0 || row === 1) rows.push({ row, cells });
    }
    return rows;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    reports.error('MALFORMED_CSV', placeOf(file, parser.info.records + 1), malformed(error));
    return null;
  } finally {
    source.destroy();
  }
}

const TOO_LARGE: Wording = {
  it: `Troppe righe (più di ${MAX_ROWS}) o troppe colonne (più di ${MAX_COLUMNS}).`,
  en: `Too many rows (more than ${MAX_ROWS}) or columns (more than ${MAX_COLUMNS}).`,
};

/** Cells without the blanks around them; empty cells at the end, which spreadsheets add, are no cells. */
function trimmed(record: readonly string[]): string[] {
  const cells = record.map((cell) => cell.trim());
  while (cells.at(-1) === '') cells.pop();
  return cells;
}

function malformed(error: CsvError): Wording {
  switch (error.code) {
    case 'CSV_MAX_RECORD_SIZE':
      return {
        it: `La riga supera ${MAX_ROW_CHARACTERS} caratteri: virgolette mai chiuse, o non è un CSV.`,
        en: `The row is longer than ${MAX_ROW_CHARACTERS} characters: a quote never closed, or not a CSV file.`,
      };
    case 'CSV_QUOTE_NOT_CLOSED':
      return { it: 'Virgolette aperte e mai chiuse.', en: 'A quote is opened and never closed.' };
    case 'INVALID_OPENING_QUOTE':
    case 'CSV_INVALID_CLOSING_QUOTE':
      return {
        it: 'Virgolette fuori posto: dentro una cella vanno raddoppiate ("").',
        en: 'A quote out of place: inside a cell it must be doubled ("").',
      };
    default:
      return { it: `CSV non leggibile: ${error.message}`, en: `Unreadable CSV: ${error.message}` };
  }
}
