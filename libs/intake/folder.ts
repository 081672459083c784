import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { CREMONA_ANNUAL_PLAN, ROLES, type Role, type Tables } from './dialects/cremona-annual-plan.js';
import { readCsv } from './csv.js';
import type { Encoding } from './encoding.js';
import { readManifest, type Manifest } from './manifest.js';
import { placeOf, type RowReports } from './row-report.js';
import { readTable, type TableRow } from './table.js';

/** A table of the folder. */
export interface Sheet<R extends Role> {
  readonly file: string;
  readonly rows: readonly TableRow<Tables[R]>[];
}

/** The tables that the folder has; one that is not named is not there, and nothing is concluded from that. */
export type Sheets = { readonly [R in Role]?: Sheet<R> };

/** How a file was read. */
export interface FileRead {
  readonly role: Role;
  readonly file: string;
  readonly encoding: Encoding | null;
  readonly delimiter: string | null;
  /** Rows that could be read; null when the file could not. */
  readonly rows: number | null;
}

export interface Folder {
  readonly manifest: Manifest;
  readonly sheets: Sheets;
  readonly files: readonly FileRead[];
}

/**
 * Reads a folder: its manifest, and each table that the manifest names.
 * @throws BadManifest
 */
export async function readFolder(folder: string, reports: RowReports): Promise<Folder> {
  const manifest = await readManifest(folder);
  const present = new Set(await readdir(folder));
  const sheets: { [R in Role]?: Sheet<R> } = {};
  const files: FileRead[] = [];
  for (const role of ROLES) {
    const file = manifest.files[role];
    if (file === undefined) continue;
    files.push(await readRole(folder, role, file, present.has(file), manifest.encodings?.[role], sheets, reports));
  }
  tellStrangers(present, manifest, reports);
  return { manifest, sheets, files };
}

async function readRole<R extends Role>(
  folder: string,
  role: R,
  file: string,
  present: boolean,
  encoding: Encoding | undefined,
  sheets: { [K in Role]?: Sheet<K> },
  reports: RowReports,
): Promise<FileRead> {
  const unread: FileRead = { role, file, encoding: null, delimiter: null, rows: null };
  if (!present) {
    reports.error('MISSING_FILE', placeOf(file), {
      it: `Il manifesto nomina ${file}, che nella cartella non c’è.`,
      en: `The manifest names ${file}, which is not in the folder.`,
    });
    return unread;
  }
  const csv = await readCsv(join(folder, file), encoding, reports).catch((error: unknown) => {
    if (!isOfTheSystem(error)) throw error;
    reports.error('UNREADABLE_FILE', placeOf(file), {
      it: `Il file non si può leggere (${error.code}).`,
      en: `The file cannot be read (${error.code}).`,
    });
    return null;
  });
  if (!csv) return unread;
  const rows = readTable(csv, CREMONA_ANNUAL_PLAN.tables[role], reports);
  if (rows) (sheets as Record<Role, unknown>)[role] = { file, rows };
  return { role, file, encoding: csv.encoding, delimiter: csv.delimiter, rows: rows?.length ?? null };
}

/** An error of the file system, which names its call. */
function isOfTheSystem(error: unknown): error is { readonly code: string } {
  return typeof error === 'object' && error !== null && 'syscall' in error && 'code' in error;
}

/** A table that nobody named is likely to be a slip of the manifest. */
function tellStrangers(present: ReadonlySet<string>, manifest: Manifest, reports: RowReports): void {
  const named = new Set(Object.values(manifest.files));
  for (const file of [...present].sort()) {
    if (!/\.csv$/i.test(file) || named.has(file)) continue;
    reports.warning('FILE_NOT_NAMED', placeOf(file), {
      it: `Il manifesto non dice che cosa sia ${file}: non è stato letto.`,
      en: `The manifest does not say what ${file} is: it was not read.`,
    });
  }
}
