import { DatabaseSync } from 'node:sqlite';
import type { ViewsFolder } from './views-folder.js';

const BUSY_MILLIS = 5_000;
const SQLITE_CANTOPEN = 14;
/** Between the pointer and the file it names another version may be published: look again. */
const ATTEMPTS = 20;

/** A connection to the version that answers; another one is opened as soon as another version does. */
export class CurrentConnection {
  #db: DatabaseSync | undefined;
  #stamp: string | undefined;

  constructor(
    private readonly folder: ViewsFolder,
    private readonly open: (file: string) => DatabaseSync,
  ) {}

  /** Undefined when no version was published. The connection is good until the next turn of the event loop. */
  get(): DatabaseSync | undefined {
    const stamp = this.folder.stamp();
    if (this.#db && stamp === this.#stamp) return this.#db;
    this.close();
    this.#db = openCurrent(this.folder, this.open);
    this.#stamp = this.#db && stamp;
    return this.#db;
  }

  close(): void {
    this.#db?.close();
    this.#db = undefined;
    this.#stamp = undefined;
  }
}

export function openCurrent(folder: ViewsFolder, open: (file: string) => DatabaseSync): DatabaseSync | undefined {
  for (let attempt = 1; ; attempt++) {
    const file = folder.current();
    if (file === undefined) return undefined;
    try {
      return open(file);
    } catch (error) {
      const { errcode } = error as { readonly errcode?: number };
      if (errcode !== SQLITE_CANTOPEN || attempt === ATTEMPTS) throw error;
    }
  }
}

/** Reads while another writes: that is what the write-ahead log is for. */
export function openForReading(file: string): DatabaseSync {
  return new DatabaseSync(file, { readOnly: true, timeout: BUSY_MILLIS });
}

/**
 * `synchronous = NORMAL`: a power cut may take the last commits, rows and checkpoint together, and never leaves a file that
 * is wrong; the projector goes on from the checkpoint it finds. The log, which nothing can rebuild, pays for FULL.
 */
export function openForWriting(file: string): DatabaseSync {
  const db = new DatabaseSync(file, { timeout: BUSY_MILLIS });
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
  return db;
}
