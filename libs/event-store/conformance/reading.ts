import { describe, expect, it } from '@jest/globals';
import { eventId } from '../ids.js';
import type { LogOfATest } from './log-of-a-test.js';
import { all, command, event, expectStrictlyIncreasing } from './sample-events.js';

export function describeReading(log: LogOfATest): void {
  const { open, openStore } = log;

  describe('reading', () => {
    it('has nothing to give of an empty log and of a stream that is not there', async () => {
      const store = await openStore();
      expect(await all(store)).toEqual([]);
      expect(await store.readStream('unit-1')).toEqual([]);
      expect(await store.head()).toEqual({ position: 0, recordedAt: null, events: 0 });
      expect(await store.readCommand(command(1))).toEqual([]);
      expect(await store.resolveInstant('2026-01-01T00:00:00Z')).toEqual({ position: 0, settled: false });
    });

    it('gives all events in the order of their positions, and from any position on only what comes after it', async () => {
      const store = await openStore();
      for (let n = 1; n <= 30; n++)
        await store.append(`unit-${n % 3}`, n <= 3 ? 'none' : Math.ceil(n / 3) - 2, [event(n, 0)]);
      const events = await all(store);
      expect(events.map((stored) => stored.metadata.commandId)).toEqual(
        Array.from({ length: 30 }, (_, n) => command(n + 1)),
      );
      expectStrictlyIncreasing(events);
      for (const [n, { position }] of events.entries()) {
        expect(await all(store, position)).toEqual(events.slice(n + 1));
        const pages = await Array.fromAsync(store.readPages(position));
        expect(pages.flatMap((page) => [...page])).toEqual(events.slice(n + 1));
      }
      expect((await store.head()).position).toBe(events.at(-1)?.position);
      expect(await all(store, (await store.head()).position + 1000)).toEqual([]);
    });

    it('gives the writer what he wrote as soon as he has the answer', async () => {
      const store = await openStore();
      for (let n = 0; n < 20; n++) {
        const { position } = await store.append('unit-1', n === 0 ? 'none' : n - 1, [event(n, 0)]);
        expect(await store.readStream('unit-1')).toHaveLength(n + 1);
        expect((await store.head()).position).toBe(position);
      }
    });

    it('finds all events of a command over its streams, in position order, also after a restart', async () => {
      const under = await open();
      await under.store.append('alias-1', 'none', [event(1, 0)]);
      await under.store.append('unit-9', 'none', [event(2, 0)]);
      await under.store.append('unit-1', 'none', [event(1, 1), event(1, 2)]);
      const found = await under.store.readCommand(command(1));
      expect(found.map((stored) => [stored.stream, stored.id])).toEqual([
        ['alias-1', eventId(command(1), 0)],
        ['unit-1', eventId(command(1), 1)],
        ['unit-1', eventId(command(1), 2)],
      ]);
      expectStrictlyIncreasing(found);
      const again = (await under.reopen?.()) ?? under.store;
      expect(await again.readCommand(command(1))).toEqual(found);
      expect(await again.readCommand(command(3))).toEqual([]);
    });

    it('refuses a position that is none', async () => {
      const store = await openStore();
      await expect(all(store, -1)).rejects.toBeInstanceOf(RangeError);
      await expect(all(store, 0.5)).rejects.toBeInstanceOf(RangeError);
    });
  });
}
