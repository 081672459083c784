import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { eventId } from '../../ids.js';
import type { HistoricalEvent, NewEvent } from '../../port.js';
import type { StartCheckpointThread } from '../checkpointing.js';
import { SqliteEventStore, type SqliteEventStoreOptions } from '../sqlite-event-store.js';

/** A folder of its own for a test's register, and the stores opened in it. */
export class RegisterFixture implements AsyncDisposable {
  readonly folder = mkdtempSync(join(tmpdir(), 'register-'));
  readonly file = join(this.folder, 'register.db');
  readonly #stores: SqliteEventStore[] = [];

  async open(options: Partial<SqliteEventStoreOptions> = {}): Promise<SqliteEventStore> {
    const store = await SqliteEventStore.open({ file: this.file, createIfAbsent: true, ...options });
    this.#stores.push(store);
    return store;
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const store of this.#stores) await store.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The thread that checkpoints, from the sources as they are: what the tests run is not built. */
export const sourceThread: StartCheckpointThread = (workerData) =>
  new Worker(new URL('../checkpoint-thread.ts', import.meta.url), {
    workerData,
    execArgv: ['--no-warnings', '--import', new URL('./typescript.mjs', import.meta.url).href],
  });

/** The event that command `n` makes in place `ordinal`. */
export function sampleEvent(n: number, ordinal = 0): NewEvent {
  const commandId = `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
  return {
    id: eventId(commandId, ordinal),
    type: n % 2 === 0 ? 'UnitReleased' : 'UnitAssigned',
    schemaVersion: 1,
    data: { effectiveOn: '2024-03-01', n, note: 'è libera' },
    metadata: {
      commandId,
      actor: `operatore-${n % 5}`,
      correlationId: commandId,
      commandDigest: 'ab'.repeat(32),
      source: { file: 'movimenti.csv', row: n },
    },
  };
}

/** A history of `events` events over `streams` streams, one recorded each second. */
export function sampleHistory(events: number, streams = 7): HistoricalEvent[] {
  return Array.from({ length: events }, (_, n) => ({
    ...sampleEvent(n),
    stream: `unit-${n % streams}`,
    revision: Math.floor(n / streams),
    recordedAt: new Date(Date.UTC(2024, 0, 1, 0, 0, n)).toISOString(),
  }));
}
