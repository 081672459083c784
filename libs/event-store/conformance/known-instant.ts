import { describe, expect, it } from '@jest/globals';
import type { LogOfATest } from './log-of-a-test.js';
import { all, event } from './sample-events.js';

export function describeKnownInstant(log: LogOfATest): void {
  const { openStore } = log;

  describe('what was known at an instant', () => {
    it('is unsettled until the log has a later recorded time', async () => {
      const store = await openStore();
      const { position } = await store.append('unit-1', 'none', [event(1, 0)]);
      expect(await store.resolveInstant('2999-01-01T00:00:00Z')).toEqual({ position, settled: false });
      expect(await store.resolveInstant('1999-01-01T00:00:00+02:00')).toEqual({ position: 0, settled: true });
    });

    it.each(['yesterday', '2026-01-01', '2026-01-01T00:00:00', '2026-02-30T00:00:00Z', '12'])(
      'cannot be asked for "%s"',
      async (instant) => {
        const store = await openStore();
        await expect(store.resolveInstant(instant)).rejects.toBeInstanceOf(RangeError);
      },
    );

    (log.takesClock ? it : it.skip)('is a prefix of the log, though clocks step back', async () => {
      const minutes = [10, 12, 11, 11, 15, 3, 15, 16];
      const left = [...minutes];
      const store = await openStore({ clock: () => new Date(Date.UTC(2026, 0, 1, 8, left.shift() ?? 59)) });
      for (let n = 0; n < minutes.length; n++) await store.append(`unit-${n}`, 'none', [event(n, 0)]);
      const events = await all(store);
      expect(events.map((stored) => Number(stored.recordedAt.slice(14, 16)))).toEqual(minutes);
      const knownAt = async (minute: string): Promise<readonly [number, boolean]> => {
        const { position, settled } = await store.resolveInstant(`2026-01-01T08:${minute}Z`);
        return [events.filter((stored) => stored.position <= position).length, settled];
      };
      expect(await knownAt('09:59.999')).toEqual([0, true]);
      expect(await knownAt('10:00')).toEqual([1, true]);
      expect(await knownAt('11:30')).toEqual([1, true]);
      expect(await knownAt('12:00')).toEqual([4, true]);
      expect(await knownAt('15:00')).toEqual([7, true]);
      expect(await knownAt('16:00')).toEqual([8, false]);
      expect((await store.head()).recordedAt).toBe('2026-01-01T08:16:00.000Z');
      expect(await store.resolveInstant('2026-01-01T09:15:00+01:00')).toEqual({
        position: events[6]?.position,
        settled: true,
      });
    });
  });
}
