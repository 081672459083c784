import { statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { StoreUnavailable } from '../port.js';
import { createRegister, isRegister } from './format.js';
import { unavailable } from './sqlite-errors.js';

/** How long SQLite itself waits for a lock, in milliseconds: readers and the writer only meet while a log is recovered. */
const BUSY_MILLIS = 5_000;

/**
 * Kilobytes of pages that the connection that writes remembers: the upper levels of the indexes of a region's register, which
 * it looks into at every append, take some 5 MB; SQLite's own measure is 2 MB.
 */
const WRITER_CACHE = 16_000;

/**
 * The connection that writes: one in the whole world, see WriterLock.
 * @throws StoreUnavailable when there is no register and none is to be made, or the file is none
 */
export function openWriter(file: string, createIfAbsent: boolean): DatabaseSync {
  return opened(file, false, (db) => {
    const register = isRegister(db, file);
    if (!register && !createIfAbsent) throw new StoreUnavailable(`${file} is empty: it is not a register`);
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = OFF');
    db.exec(`PRAGMA cache_size = -${WRITER_CACHE}`);
    if (!register) createRegister(db);
  });
}

/** A connection that reads. It never waits for the writer: that is what the write-ahead log is for. @throws StoreUnavailable */
export function openReader(file: string): DatabaseSync {
  assertThere(file);
  return opened(file, true, (db) => {
    if (!isRegister(db, file)) throw new StoreUnavailable(`${file} is empty: it is not a register`);
  });
}

function opened(file: string, readOnly: boolean, prepare: (db: DatabaseSync) => void): DatabaseSync {
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(file, { readOnly, timeout: BUSY_MILLIS });
    prepare(db);
    return db;
  } catch (error) {
    db?.close();
    throw unavailable(file, error);
  }
}

/**
 * Looks without opening: closing a handle of the file would drop this process's locks on it.
 * @throws StoreUnavailable
 */
export function assertThere(file: string): void {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found) throw new StoreUnavailable(`there is no register at ${file}`);
  if (!found.isFile()) throw new StoreUnavailable(`${file} is not a file`);
}
