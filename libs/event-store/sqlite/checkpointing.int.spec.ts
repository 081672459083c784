import { existsSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from '@jest/globals';
import { Checkpoints } from './checkpoints.js';
import { openReader } from './connections.js';
import type { SqliteEventStore } from './sqlite-event-store.js';
import { RegisterFixture, sampleEvent } from './testing/register-fixture.js';
import { sourceThread } from './testing/source-thread.js';
import type { StartThread } from './threads.js';

const failingThread: StartThread = () => new Worker('throw new Error("no memory")', { eval: true });

/** Appends to a register, and watches its write-ahead log from a connection beside. */
class Appends {
  readonly #db: DatabaseSync;
  readonly #checkpoints: Checkpoints;
  #next = 0;
  /** Pages written to the log in all, as far as was seen. */
  pages = 0;

  constructor(
    readonly store: SqliteEventStore,
    readonly file: string,
  ) {
    this.#db = new DatabaseSync(file);
    this.#checkpoints = new Checkpoints(this.#db);
  }

  /** Some at once: one commit. */
  async some(): Promise<void> {
    const events = Array.from({ length: 20 }, () => sampleEvent(this.#next++));
    await Promise.all(events.map((event) => this.store.append(`unit-${event.id}`, 'none', [event])));
  }

  /** Appends until the log was begun again from its start. */
  async untilBegunAgain(): Promise<void> {
    let before = 0;
    for (let now = this.#pages(); now >= before; now = this.#pages()) {
      before = now;
      await this.some();
    }
    this.pages += before;
  }

  /** Appends until the log holds so many pages. */
  async untilWritten(pages: number): Promise<void> {
    while (this.#pages() < pages) await this.some();
  }

  close(): void {
    this.#db.close();
  }

  #pages(): number {
    return this.#checkpoints.pages().written;
  }
}

describe('the write-ahead log', () => {
  it.each([
    ['by a thread', sourceThread],
    ['by SQLite itself, where the thread fails', failingThread],
  ])('is begun again and again while appends go on: moved %s', async (_, startThread) => {
    await using fixture = new RegisterFixture();
    const store = await fixture.open({ startThread });
    const appends = new Appends(store, fixture.file);
    for (let times = 0; times < 3; times++) await appends.untilBegunAgain();
    const bytesOfPage = 4_096;
    expect(statSync(`${fixture.file}-wal`).size).toBeLessThan(appends.pages * bytesOfPage);
    appends.close();
    const { position } = await store.head();
    expect(await Array.fromAsync(store.readAll(0))).toHaveLength(position);
    expect(await Array.fromAsync(store.inspect())).toEqual([]);
  });

  it('given a reader that holds on to what it saw, then appends go on, and it begins again when the reader lets go', async () => {
    await using fixture = new RegisterFixture();
    const store = await fixture.open({ startThread: sourceThread });
    const appends = new Appends(store, fixture.file);
    await appends.some();
    const reader = openReader(fixture.file);
    const count = () => reader.prepare('SELECT count(*) AS events FROM events').get()?.['events'];
    reader.exec('BEGIN');
    const seen = count();
    await appends.untilWritten(9_000);
    expect(count()).toBe(seen);
    reader.close();
    await appends.untilBegunAgain();
    appends.close();
    expect(await Array.fromAsync(store.inspect())).toEqual([]);
  });

  it('is gone when the register is closed, and a process that writes little has started no thread', async () => {
    await using fixture = new RegisterFixture();
    const started: string[] = [];
    const startThread: StartThread = (program, data) => {
      started.push(program);
      return sourceThread(program, data);
    };
    for (const [appended, threads] of [
      [20, 0],
      [400, 1],
    ] as const) {
      const store = await fixture.open({ startThread });
      for (let n = 0; n < appended; n++) {
        const event = sampleEvent(appended + n);
        await store.append(`unit-${event.id}`, 'none', [event]);
      }
      await store.close();
      expect(started).toHaveLength(threads);
      expect(existsSync(`${fixture.file}-wal`)).toBe(false);
    }
  });
});
