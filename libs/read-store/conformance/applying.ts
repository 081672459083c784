import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { StoredEvent } from '#event-store';
import { ReadStoreNotReady } from '../port.js';
import { happenings, logOf } from '../testing/random-log.js';
import { verifyViews } from '../verify-views.js';
import { aLife, FIRST, rowsOf, SECOND, THIRD, type Scene } from './scene.js';

/** What a batch does: once, whole, in order, wherever it is cut. */
export function describeApplying(scene: Scene): void {
  describe('applying events', () => {
    it('says that it is not ready while it has no views, and takes the first batch', async () => {
      await expect(scene.under.store.searchUnits({})).rejects.toThrow(ReadStoreNotReady);
      expect(await scene.under.store.checkpoint()).toBeNull();
      const event = await scene.log.register(FIRST, '2024-03-01');
      const checkpoint = await scene.under.store.apply([event]);
      expect(checkpoint).toEqual({
        position: event.position,
        events: 1,
        recordedAt: event.recordedAt,
        last: { id: event.id, stream: event.stream, revision: 0 },
      });
      expect(await scene.under.store.checkpoint()).toEqual(checkpoint);
    });

    it('changes nothing when a batch comes again, whole or in part', async () => {
      await aLife(scene.log);
      const events = await scene.log.events();
      await scene.under.store.apply(events.slice(0, 5));
      const [checkpoint, rows] = [await scene.under.store.checkpoint(), await rowsOf(scene.under.store)];
      await scene.under.store.apply(events.slice(0, 5));
      await scene.under.store.apply(events.slice(2, 4));
      expect(await scene.under.store.checkpoint()).toEqual(checkpoint);
      expect(await rowsOf(scene.under.store)).toEqual(rows);
      await scene.under.store.apply(events.slice(3));
      expect(await rowsOf(scene.under.store)).toEqual(await rowsOf((await scene.freshly(events)).store));
    });

    it('makes the same rows wherever batches are cut, and the same as a new version', async () => {
      await fc.assert(
        fc.asyncProperty(happenings, fc.array(fc.nat({ max: 60 }), { maxLength: 8 }), async (history, cuts) => {
          const random = await logOf(history);
          const events = await random.events();
          const [cut, whole] = [await scene.factory.open(), await scene.factory.open()];
          try {
            for (const batch of cutAt(events, cuts)) await cut.store.apply(batch);
            await whole.store.apply(events);
            expect(await rowsOf(cut.store)).toEqual(await rowsOf(whole.store));
            expect(await verifyViews(random.store, cut.store)).toEqual([]);
          } finally {
            await cut.dispose();
            await whole.dispose();
          }
        }),
        { numRuns: 40 },
      );
    });

    it('leaves rows and checkpoint as they were when a batch holds an event that no view can be made of', async () => {
      await aLife(scene.log);
      await scene.follow();
      const [checkpoint, rows] = [await scene.under.store.checkpoint(), await rowsOf(scene.under.store)];
      const good = await scene.log.record(`unit-${FIRST}`, 'UnitReleased', { effectiveOn: '2025-01-02' });
      const poison = await scene.log.record(`unit-${FIRST}`, 'UnitPainted', { effectiveOn: '2025-01-02' });
      await expect(scene.under.store.apply([good, poison])).rejects.toMatchObject({
        name: 'PoisonEvent',
        position: poison.position,
        stream: `unit-${FIRST}`,
        type: 'UnitPainted',
      });
      expect(await scene.under.store.checkpoint()).toEqual(checkpoint);
      expect(await rowsOf(scene.under.store)).toEqual(rows);
      await scene.under.store.apply([good]);
      expect((await scene.under.store.checkpoint())?.position).toBe(good.position);
    });

    it('refuses an event without a date, one whose data lack what the fold reads, and a stream with a gap', async () => {
      await scene.log.register(SECOND, '2024-03-01');
      await scene.follow();
      const undated = await scene.log.record(`unit-${FIRST}`, 'UnitReleased', { effectiveOn: '2025-02-30' });
      await expect(scene.under.store.apply([undated])).rejects.toThrow(/position 2 .*UnitReleased.* is not a date/);
      const dateless = await scene.log.record(`unit-${FIRST}`, 'UnitReleased', {});
      await expect(scene.under.store.apply([dateless])).rejects.toThrow(/position 3 .*UnitReleased.* has no date/);
      const bare = await scene.log.record(`unit-${THIRD}`, 'UnitRegistered', { effectiveOn: '2025-02-20' });
      await expect(scene.under.store.apply([bare])).rejects.toMatchObject({
        position: bare.position,
        type: 'UnitRegistered',
      });
      await scene.log.record(`unit-${SECOND}`, 'UnitReleased', { effectiveOn: '2025-02-20' });
      const after = await scene.log.record(`unit-${SECOND}`, 'UnitRecovered', { effectiveOn: '2025-02-21' });
      await expect(scene.under.store.apply([after])).rejects.toThrow(/revision 2 came where 1 was expected/);
    });

    it('refuses a batch that is not in position order', async () => {
      const [one, two] = [
        await scene.log.register(FIRST, '2024-03-01'),
        await scene.log.register(SECOND, '2024-03-01'),
      ];
      await expect(scene.under.store.apply([two, one])).rejects.toThrow(RangeError);
      expect((await scene.under.store.checkpoint())?.position ?? 0).toBe(0);
    });
  });
}

function cutAt(events: readonly StoredEvent[], cuts: readonly number[]): readonly (readonly StoredEvent[])[] {
  const places = [0, ...cuts.filter((cut) => cut < events.length), events.length].sort((a, b) => a - b);
  return places.slice(1).map((place, index) => events.slice(places[index], place));
}
