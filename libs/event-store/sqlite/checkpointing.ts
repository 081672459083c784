import { openSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import type { Worker } from 'node:worker_threads';
import type { CheckpointTask, CheckpointThreadData } from './checkpoint-thread.js';
import { Checkpoints } from './checkpoints.js';
import type { StartThread } from './threads.js';

/** So many pages more, and they are moved: what SQLite would do by itself, in the middle of a commit. */
const PAGES = 1_000;
/** So many in all, and the log is to be begun again: what is left then keeps the writer for a millisecond or two. */
const LONG = 4_000;
/** Commits between two looks at how many there are. */
const LOOK_EVERY = 16;
/** Bytes that the file of the log keeps when it is begun again, where an import or a patient reader had let it grow. */
const LARGEST = 32 * 2 ** 20;

/**
 * Keeps the write-ahead log short. Its pages are moved by a thread of their own while commits go on; when it has become
 * long, the few that are left then are moved here, after a commit, and SQLite begins the log again from its start.
 * Whatever it was at when a process is killed, every page is in the log until it is in the register (ADR 014).
 */
export class Checkpointing {
  readonly #checkpoints: Checkpoints;
  readonly #done = new Int32Array(new SharedArrayBuffer(4));
  #thread: Worker | undefined;
  /** What the thread is at. */
  #task: CheckpointTask | undefined;
  #told = 0;
  #commits = 0;
  #due = PAGES;
  #failed = false;

  /** @param startThread undefined: SQLite goes on doing it by itself */
  constructor(
    private readonly db: DatabaseSync,
    private readonly file: string,
    private readonly startThread: StartThread | undefined,
  ) {
    this.#checkpoints = new Checkpoints(db);
    db.exec(`PRAGMA journal_size_limit = ${LARGEST}`);
    if (startThread) db.exec('PRAGMA wal_autocheckpoint = 0');
  }

  /** To be told of every commit. A thread is started only by who writes much. */
  committed(): void {
    if (!this.startThread || this.#failed) return;
    try {
      if (!this.#task) this.#lookNowAndThen(this.startThread);
      else if (Atomics.load(this.#done, 0) === this.#told) this.#moved(this.#task);
    } catch {
      this.#leaveItToSqlite();
    }
  }

  /** Ends the thread, when it has moved what it is at; closing the connection moves the rest. */
  async end(): Promise<void> {
    await this.#thread?.terminate();
  }

  #lookNowAndThen(startThread: StartThread): void {
    if (++this.#commits % LOOK_EVERY !== 0) return;
    const { written } = this.#checkpoints.pages();
    if (written < this.#due) return;
    this.#thread ??= this.#started(startThread);
    this.#task = written < LONG ? 'once' : 'all';
    this.#told++;
    this.#thread.postMessage(this.#task);
  }

  #started(startThread: StartThread): Worker {
    // Never closed: closing any handle of a file drops all the locks that the process has on it (POSIX).
    const descriptor = openSync(this.file, 'r+');
    const data: CheckpointThreadData = { file: this.file, descriptor, done: this.#done };
    const thread = startThread('checkpoint-thread', data);
    thread.unref();
    thread.once('error', () => this.#leaveItToSqlite());
    return thread;
  }

  /** What a reader still needs stays in the log, and what comes behind it: it is tried again when there is much more. */
  #moved(task: CheckpointTask): void {
    this.#task = undefined;
    if (task === 'all') this.#checkpoints.move();
    const { written, left } = this.#checkpoints.pages();
    this.#due = left === 0 ? PAGES : written + PAGES;
  }

  /** The disk is full, or there is no memory for a thread: commits go on, and say themselves what is wrong with them. */
  #leaveItToSqlite(): void {
    this.#failed = true;
    if (this.db.isOpen) this.db.exec(`PRAGMA wal_autocheckpoint = ${PAGES}`);
  }
}
