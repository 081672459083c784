import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { SqliteEventStore } from './sqlite-event-store.js';
import { WriterChild } from './testing/child-process.js';
import { crashRounds } from './testing/crash-rounds.js';
import { RegisterFixture } from './testing/register-fixture.js';

const ROUNDS = Number(process.env['CRASH_ROUNDS'] ?? 3);

describe('a process killed while it writes', () => {
  it(
    'has lost nothing that it acknowledged, and leaves no gap',
    async () => {
      await using fixture = new RegisterFixture();
      const report = await crashRounds({ file: fixture.file, rounds: ROUNDS, writers: 16, atMostMillis: 300 });
      expect(report.lost).toEqual([]);
      expect(report.problems).toEqual([]);
      expect(report.acknowledged).toBeGreaterThan(0);
      expect(report.events).toBeGreaterThanOrEqual(report.acknowledged);
    },
    ROUNDS * 20_000,
  );

  it('in the middle of an import leaves an empty log, into which the history goes the next time', async () => {
    await using fixture = new RegisterFixture();
    const child = await WriterChild.start('import', fixture.file, 10_000_000);
    await sleep(300);
    expect(await child.kill()).toEqual(['ready']);
    const store = await SqliteEventStore.open({ file: fixture.file });
    expect(await store.head()).toEqual({ position: 0, recordedAt: null, events: 0 });
    await store.close();
    const again = await WriterChild.start('import', fixture.file, 1_000);
    expect(await again.ended()).toEqual(['ready', 'imported']);
    const reader = await fixture.open({ access: 'read' });
    expect((await reader.head()).position).toBe(1_000);
  });
});
