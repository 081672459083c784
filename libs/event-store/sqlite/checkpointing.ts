import { existsSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { Checkpoints } from './checkpoints.js';

/** How a thread is started that runs `checkpoint-thread` on a register's file. */
export type StartCheckpointThread = (file: string) => Worker;

const BUILT = new URL('./checkpoint-thread.js', import.meta.url);

/** Undefined where the sources run as they are (tests): there is no program that a thread could load by itself. */
export const startCheckpointThread: StartCheckpointThread | undefined = existsSync(fileURLToPath(BUILT))
  ? (file) => new Worker(BUILT, { workerData: { file } })
  : undefined;

/** So many pages more, and they are moved: what SQLite would do by itself, in the middle of a commit. */
const PAGES = 1_000;
/** Commits between two looks at how many there are. */
const LOOK_EVERY = 16;
/** Bytes that the file of the log keeps when it is begun again, where an import or a patient reader had let it grow. */
const LARGEST = 32 * 2 ** 20;

/**
 * Keeps the write-ahead log short. Nearly all pages are moved by a thread of their own while commits go on; the few that
 * are left then are moved here, between two commits, after which SQLite begins the log again from its start.
 * Whatever it was at when a process is killed, every page is in the log until it is in the register (ADR 014).
 */
export class Checkpointing {
  readonly #checkpoints: Checkpoints;
  #thread: Worker | undefined;
  #commits = 0;
  #due = PAGES;
  #moving = false;

  /** @param startThread undefined: SQLite goes on doing it by itself */
  constructor(
    private readonly db: DatabaseSync,
    private readonly file: string,
    private readonly startThread: StartCheckpointThread | undefined,
  ) {
    this.#checkpoints = new Checkpoints(db);
    db.exec(`PRAGMA journal_size_limit = ${LARGEST}`);
    if (startThread) db.exec('PRAGMA wal_autocheckpoint = 0');
  }

  /** To be told of every commit. A thread is started only by who writes much. */
  committed(): void {
    if (!this.startThread || this.#moving || ++this.#commits % LOOK_EVERY !== 0) return;
    if (this.#checkpoints.pages().written < this.#due) return;
    this.#moving = true;
    this.#thread ??= this.#started(this.startThread);
    this.#thread.postMessage('move');
  }

  /** Moves a whole history at once, before anybody reads it: pages are found in the register faster than in a long log. */
  imported(): void {
    this.#checkpoints.move();
  }

  /** Ends the thread, when it has moved what it is at; closing the connection moves the rest. */
  async end(): Promise<void> {
    this.#thread?.removeAllListeners('message');
    await this.#thread?.terminate();
  }

  #started(startThread: StartCheckpointThread): Worker {
    const thread = startThread(this.file);
    thread.unref();
    thread.on('message', () => this.#finish());
    thread.once('error', () => this.#leaveItToSqlite());
    return thread;
  }

  #finish(): void {
    try {
      this.#checkpoints.move();
      // What a reader still needs stays, and what comes behind it: it is not tried again before there is much more.
      const { written, left } = this.#checkpoints.pages();
      this.#due = left === 0 ? PAGES : written + PAGES;
      this.#moving = false;
    } catch {
      this.#leaveItToSqlite();
    }
  }

  /** A full disk, no memory for a thread: commits go on, and SQLite says what is wrong with them, if anything is. */
  #leaveItToSqlite(): void {
    this.#moving = true;
    this.db.exec(`PRAGMA wal_autocheckpoint = ${PAGES}`);
  }
}
