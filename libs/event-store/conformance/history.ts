import { describe, expect, it } from '@jest/globals';
import { eventId } from '../ids.js';
import { BadHistory, LogNotEmpty, type HistoricalEvent, type StoredEvent } from '../port.js';
import { follow } from './follower.js';
import type { LogOfATest } from './log-of-a-test.js';
import { all, command, event, expectStrictlyIncreasing, historical, inPagesOf, stream } from './sample-events.js';

export function describeHistory(log: LogOfATest): void {
  const { openStore } = log;

  describe('importing a history', () => {
    const history = [
      historical('unit-1', 0, event(1, 0), 1),
      historical('unit-2', 0, event(1, 1), 1),
      historical('unit-1', 1, event(2, 0), 1),
      historical('unit-1', 2, event(3, 0), 2),
    ];

    it('keeps recorded times, order and content', async () => {
      const store = await openStore();
      const result = await store.importHistory(stream(history));
      const events = await all(store);
      expect(events.map(({ position: _position, ...rest }) => rest)).toEqual(history);
      expectStrictlyIncreasing(events);
      expect(result).toEqual({ position: events[3]?.position, recordedAt: history[3]?.recordedAt, events: 4 });
      expect(await store.head()).toEqual(result);
      expect(await Array.fromAsync(store.inspect())).toEqual([]);
      expect((await store.readCommand(command(1))).map((stored) => stored.stream)).toEqual(['unit-1', 'unit-2']);
      expect(await store.resolveInstant(history[0]?.recordedAt ?? '')).toEqual({
        position: events[2]?.position,
        settled: true,
      });
    });

    it.each([1, 3, 10])('takes it %i events at a time just as well', async (size) => {
      const store = await openStore();
      expect(await store.importHistory(inPagesOf(size, history))).toMatchObject({ events: 4 });
      expect((await all(store)).map(({ position: _position, ...rest }) => rest)).toEqual(history);
    });

    it('lets life go on: appends after it, repetitions of what is in it, subscribers told', async () => {
      const store = await openStore();
      const subscribed = follow(store, 0);
      expect(await subscribed.take(1)).toEqual(['caught-up']);
      await store.importHistory(history);
      expect(await subscribed.take(5)).toEqual(['unit-1@0', 'unit-2@0', 'unit-1@1', 'unit-1@2', 'caught-up']);
      await subscribed.stop();
      expect(await store.append('unit-1', 7, [event(2, 0)])).toMatchObject({ revision: 1, repeated: true });
      await expect(store.append('unit-1', 2, [event(4, 0)])).resolves.toMatchObject({ revision: 3, repeated: false });
    });

    it('of nothing leaves an empty log', async () => {
      const store = await openStore();
      expect(await store.importHistory([])).toEqual({ position: 0, recordedAt: null, events: 0 });
      await expect(store.importHistory(history)).resolves.toMatchObject({ events: 4 });
    });

    it('is told to who follows it as the log then gives it back, or not at all', async () => {
      const store = await openStore();
      const told: StoredEvent[] = [];
      let ends = 0;
      await store.importHistory(stream(history), {
        take: (events) => void told.push(...events),
        end: () => void ends++,
      });
      const given = await all(store);
      expect([told, ends]).toEqual(told.length > 0 ? [given, 1] : [[], ends]);
    });

    it('is refused where there are events already', async () => {
      const store = await openStore();
      await store.append('unit-1', 'none', [event(9, 0)]);
      await expect(store.importHistory(history)).rejects.toBeInstanceOf(LogNotEmpty);
      expect(await all(store)).toHaveLength(1);
    });

    const second = historical('unit-1', 1, event(2, 0), 1);
    it.each<[string, HistoricalEvent]>([
      ['an id that stands twice', { ...second, id: eventId(command(1), 0) }],
      ['a revision left out', { ...second, revision: 2 }],
      ['a revision that stands twice', { ...second, revision: 0 }],
      ['a stream that does not begin at 0', { ...second, stream: 'unit-7' }],
      ['a recorded time before the one in front', { ...second, recordedAt: '2020-01-01T00:00:00.000Z' }],
      ['a recorded time that is none', { ...second, recordedAt: '2026-01-01' }],
      ['a day that does not exist', { ...second, recordedAt: '2026-02-30T00:00:00.000Z' }],
      ['data that JSON cannot hold', { ...second, data: { n: 1n } }],
      ['an id that is no UUID', { ...second, id: 'x' }],
    ])('is refused whole because of %s, and names the event', async (_what, bad) => {
      const store = await openStore();
      const broken = [historical('unit-1', 0, event(1, 0), 1), bad, historical('unit-3', 0, event(3, 0), 2)];
      await expect(store.importHistory(broken)).rejects.toMatchObject({ index: 1 });
      await expect(store.importHistory(stream(broken))).rejects.toBeInstanceOf(BadHistory);
      for (const size of [1, 2, 3]) {
        await expect(store.importHistory(inPagesOf(size, broken))).rejects.toMatchObject({ index: 1 });
      }
      expect(await all(store)).toEqual([]);
      expect(await store.head()).toEqual({ position: 0, recordedAt: null, events: 0 });
      await expect(store.importHistory(history)).resolves.toMatchObject({ events: 4 });
    });

    it('leaves nothing when its source fails in the middle', async () => {
      const store = await openStore();
      const failing = async function* (): AsyncGenerator<HistoricalEvent> {
        yield* stream(history);
        throw new Error('the file ends in the middle');
      };
      await expect(store.importHistory(failing())).rejects.toThrow('the file ends in the middle');
      const failingPages = async function* (): AsyncGenerator<readonly HistoricalEvent[]> {
        yield* inPagesOf(3, history);
        throw new Error('the file ends in the middle');
      };
      await expect(store.importHistory(failingPages())).rejects.toThrow('the file ends in the middle');
      expect(await all(store)).toEqual([]);
      await expect(store.append('unit-1', 'none', [event(1, 0)])).resolves.toMatchObject({ revision: 0 });
    });
  });
}
