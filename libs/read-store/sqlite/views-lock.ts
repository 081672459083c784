import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Hold } from '../port.js';

const POLL_MILLIS = 50;
const SQLITE_BUSY = 5;

/**
 * Takes the right to write to the views, as the log's writer lock does: SQLite's lock on a small file of its own, so the
 * system lets go of it when the process dies, however it dies. Another small file says who holds it, for people.
 * @param onWait told once, when somebody else holds it
 * @returns undefined when the signal aborted first
 */
export async function holdViews(
  file: string,
  purpose: string,
  signal: AbortSignal,
  onWait?: (holder: string) => void,
): Promise<Hold | undefined> {
  const note = `${file}.holder`;
  const db = new DatabaseSync(file, { timeout: 0 });
  let told = false;
  while (!signal.aborted) {
    if (locked(db)) {
      write(note, `process ${process.pid} on ${hostname()} since ${new Date().toISOString()} (${purpose})`);
      return {
        release: () => {
          if (!db.isOpen) return;
          rmSync(note, { force: true });
          db.close();
        },
      };
    }
    if (!told) onWait?.(read(note) ?? 'another process');
    told = true;
    await sleep(POLL_MILLIS, undefined, { signal }).catch(() => undefined);
  }
  db.close();
  return undefined;
}

function locked(db: DatabaseSync): boolean {
  try {
    db.exec('BEGIN EXCLUSIVE');
    return true;
  } catch (error) {
    if ((error as { readonly errcode?: number }).errcode === SQLITE_BUSY) return false;
    db.close();
    throw error;
  }
}

/** Renamed into place, so that nobody reads half of it. */
function write(file: string, text: string): void {
  writeFileSync(`${file}.new`, text);
  renameSync(`${file}.new`, file);
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
