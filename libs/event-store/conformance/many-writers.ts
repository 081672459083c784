import { describe, expect, it } from '@jest/globals';
import { WrongExpectedRevision } from '../port.js';
import type { LogOfATest } from './log-of-a-test.js';
import { all, event, expectStrictlyIncreasing } from './sample-events.js';

export function describeManyWriters(log: LogOfATest): void {
  const { openStore } = log;

  describe('many writers', () => {
    it('let exactly one of those who expect the same revision win', async () => {
      const store = await openStore();
      for (let round = 0; round < 5; round++) {
        const expected = round === 0 ? 'none' : round - 1;
        const outcomes = await Promise.allSettled(
          Array.from({ length: 8 }, (_, n) => store.append('unit-1', expected, [event(round * 8 + n, 0)])),
        );
        expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
        for (const outcome of outcomes) {
          if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(WrongExpectedRevision);
        }
      }
      expect((await store.readStream('unit-1')).map((stored) => stored.revision)).toEqual([0, 1, 2, 3, 4]);
    });

    it('never interleave the events of an append with those of another', async () => {
      const store = await openStore();
      await Promise.all(
        Array.from({ length: 10 }, (_, n) =>
          store.append(`unit-${n}`, 'none', [event(n, 0), event(n, 1), event(n, 2)]),
        ),
      );
      const events = await all(store);
      expectStrictlyIncreasing(events);
      for (let i = 0; i < events.length; i += 3) {
        expect(new Set(events.slice(i, i + 3).map((stored) => stored.stream)).size).toBe(1);
      }
    });

    it('do not spoil one another: a refused append leaves those that came with it alone', async () => {
      const store = await openStore();
      const outcomes = await Promise.allSettled([
        store.append('unit-1', 'none', [event(1, 0)]),
        store.append('unit-2', 5, [event(2, 0)]),
        store.append('unit-1', 'none', [{ ...event(1, 0), data: { other: 1 } }]),
        store.append('unit-3', 'none', [{ ...event(3, 0), data: { n: NaN } }]),
        store.append('unit-4', 'none', [event(4, 0)]),
      ]);
      expect(outcomes.map((outcome) => outcome.status)).toEqual([
        'fulfilled',
        'rejected',
        'rejected',
        'rejected',
        'fulfilled',
      ]);
      // Of those that come at once no log promises which is first.
      expect((await all(store)).map((stored) => stored.stream).toSorted()).toEqual(['unit-1', 'unit-4']);
    });
  });
}
