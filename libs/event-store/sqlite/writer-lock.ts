import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { StoreUnavailable } from '../port.js';
import { unavailable } from './sqlite-errors.js';

const POLL_MILLIS = 50;
const SQLITE_BUSY = 5;

type Holder = NonNullable<StoreUnavailable['holder']>;

/**
 * The right to write to a register, held by one process at a time. It is SQLite's lock on a small file beside the register,
 * so the system lets go of it when the process dies, however it dies. Another small file says who holds it, for people.
 *
 * Nobody may open the lock file by other means: closing any handle of a file drops a process's POSIX locks on it.
 */
export class WriterLock {
  readonly #db: DatabaseSync;
  readonly #holderFile: string;

  private constructor(db: DatabaseSync, holderFile: string) {
    this.#db = db;
    this.#holderFile = holderFile;
  }

  /**
   * @param purpose what the process does with it, for the one who has to wait
   * @param waitMillis how long to wait for another holder
   * @throws StoreUnavailable naming the holder
   */
  static async acquire(file: string, purpose: string, waitMillis: number): Promise<WriterLock> {
    const holderFile = `${file}.holder`;
    const deadline = performance.now() + waitMillis;
    const db = open(file);
    while (!lock(db, file)) {
      if (performance.now() >= deadline) {
        db.close();
        const holder = readHolder(holderFile);
        throw new StoreUnavailable(
          `register ${file} is held ${holder ? describe(holder) : 'by another process'}`,
          holder,
        );
      }
      await sleep(POLL_MILLIS);
    }
    writeHolder(holderFile, { pid: process.pid, host: hostname(), since: new Date().toISOString(), purpose });
    return new WriterLock(db, holderFile);
  }

  release(): void {
    rmSync(this.#holderFile, { force: true });
    this.#db.close();
  }
}

function open(file: string): DatabaseSync {
  try {
    return new DatabaseSync(`${file}.lock`, { timeout: 0 });
  } catch (error) {
    throw unavailable(file, error);
  }
}

function lock(db: DatabaseSync, file: string): boolean {
  try {
    db.exec('BEGIN EXCLUSIVE');
    return true;
  } catch (error) {
    if ((error as { readonly errcode?: number }).errcode === SQLITE_BUSY) return false;
    db.close();
    throw unavailable(file, error);
  }
}

/** Renamed into place, so that a reader never sees half of it. Only a note for people: it locks nothing. */
function writeHolder(file: string, holder: Holder): void {
  writeFileSync(`${file}.new`, JSON.stringify(holder));
  renameSync(`${file}.new`, file);
}

function readHolder(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}

function describe(holder: Holder): string {
  return `by process ${holder.pid} on ${holder.host} since ${holder.since} (${holder.purpose})`;
}
