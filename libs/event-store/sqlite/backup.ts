import {
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  closeSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { StoreUnavailable, type LogProblem } from '../port.js';
import { openReader } from './connections.js';
import { isRegister } from './format.js';
import { inspect } from './inspection.js';
import { unavailable } from './sqlite-errors.js';

/** Pages copied before the rest of the process gets its turn: about two milliseconds. */
const PAGES_A_STEP = 256;

/**
 * Copies a register as it is at this moment into a new file, while it goes on being written to. The copy is whole and on
 * the disk before it has its name.
 * @throws StoreUnavailable when there is a file of that name already, or it cannot be written
 */
export async function backupRegister(file: string, target: string): Promise<void> {
  assertFree(target);
  const partial = `${target}.partial`;
  const db = openReader(file);
  try {
    // One read transaction around all the steps: without it every append in between would start the copy again.
    db.exec('BEGIN');
    db.prepare('SELECT count(*) FROM sqlite_schema').get();
    await backup(db, partial, { rate: PAGES_A_STEP });
    place(partial, target);
  } catch (error) {
    throw unavailable(target, error);
  } finally {
    db.close();
    rmSync(partial, { force: true });
  }
}

/**
 * Puts a backup in the place of a register, after reading every event of it.
 * @throws StoreUnavailable when the backup has a fault (the first is named), or there is a register in that place
 */
export async function restoreRegister(source: string, file: string): Promise<void> {
  assertFree(file);
  if (!existsSync(source)) throw new StoreUnavailable(`there is no backup at ${source}`);
  if ((statSync(`${source}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0) {
    throw new StoreUnavailable(`${source} is a register in use, not a backup`);
  }
  const partial = `${file}.partial`;
  try {
    copyFileSync(source, partial);
    for await (const problem of inspectCopy(partial)) {
      throw new StoreUnavailable(`backup ${source} is not sound: ${problem.message}`);
    }
    place(partial, file);
  } catch (error) {
    throw unavailable(file, error);
  } finally {
    rmSync(partial, { force: true });
  }
}

/** Opened as immutable, a file gets no companions beside it. */
async function* inspectCopy(file: string): AsyncGenerator<LogProblem, void, void> {
  const url = pathToFileURL(file);
  url.searchParams.set('immutable', '1');
  const db = new DatabaseSync(url, { readOnly: true });
  try {
    if (!isRegister(db, file)) throw new StoreUnavailable(`${file} is empty: it is not a register`);
    yield* inspect(db);
  } finally {
    db.close();
  }
}

function assertFree(file: string): void {
  if (existsSync(file)) throw new StoreUnavailable(`${file} is there already: it is not overwritten`);
}

function place(partial: string, target: string): void {
  sync(partial);
  try {
    // A link fails where a rename would overwrite what somebody else put there meanwhile.
    linkSync(partial, target);
  } catch (error) {
    // Some file systems (removable disks, shares) have no links.
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw error;
    assertFree(target);
    renameSync(partial, target);
  }
  sync(dirname(target));
}

function sync(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
