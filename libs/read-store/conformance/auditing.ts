import { describe, expect, it } from '@jest/globals';
import type { StoredEvent } from '#event-store';
import { AuditTrail } from '../audit-trail.js';
import { testUuid } from '../testing/test-log.js';
import { aLife, FIRST, SECOND, type Scene } from './scene.js';

/** Where events are, and with the log what they say. */
export function describeAuditing(scene: Scene): void {
  describe('what an auditor asks', () => {
    it('tells a unit in both clocks: what was corrected, by what, and what stands instead', async () => {
      const registered = await scene.log.register(FIRST, '2024-03-01');
      scene.log.setClock('2025-02-01T09:00:00.000Z');
      const late = await scene.log.record(
        `unit-${FIRST}`,
        'UnitReleased',
        { effectiveOn: '2024-12-10' },
        { actor: 'aler', source: { file: 'rilasci.csv', row: 7 } },
      );
      const annulment = await scene.log.annul(late);
      const right = await scene.log.record(`unit-${FIRST}`, 'UnitReleased', {
        effectiveOn: '2024-11-10',
        replaces: late.id,
      });
      await scene.follow();
      const trail = new AuditTrail(scene.log.store, scene.under.store);
      const history = await trail.history(FIRST);
      expect(history.map(({ eventId, effectiveOn, effectiveOrder }) => [eventId, effectiveOn, effectiveOrder])).toEqual(
        [
          [registered.id, '2024-03-01', 1],
          [late.id, '2024-12-10', null],
          [annulment.id, '2024-12-10', null],
          [right.id, '2024-11-10', 2],
        ],
      );
      expect(history[1]).toMatchObject({
        recordedAt: '2025-02-01T09:00:00.000Z',
        actor: 'aler',
        source: { file: 'rilasci.csv', row: 7 },
        annulledBy: { eventId: annulment.id, position: annulment.position },
        replacedBy: { eventId: right.id, position: right.position },
      });
      expect(history[3]).toMatchObject({ replaces: { eventId: late.id, position: late.position }, annulledBy: null });
      expect((await trail.history(FIRST, late.position))[1]).toMatchObject({ annulledBy: null, effectiveOrder: 2 });
      expect(await trail.history(testUuid('nobody'))).toEqual([]);
      expect(await trail.eventById(late.id)).toEqual(history[1]);
      expect(await trail.eventById(testUuid('no event'))).toBeUndefined();
      expect(await trail.eventById('pippo')).toBeUndefined();
    });

    it('lists events by who, what, where and when, in either direction', async () => {
      await aLife(scene.log);
      await scene.follow();
      const events = await scene.log.events();
      const trail = new AuditTrail(scene.log.store, scene.under.store);
      const positions = async (query: Parameters<AuditTrail['events']>[0]): Promise<readonly number[]> =>
        (await trail.events(query)).items.map(({ position }) => position);
      const expected = (wanted: (event: StoredEvent) => boolean): readonly number[] =>
        events.filter(wanted).map(({ position }) => position);
      const dateOf = (event: StoredEvent): string => (event.data as { effectiveOn: string }).effectiveOn;

      expect(await positions({})).toEqual(expected(() => true));
      expect(await positions({ newestFirst: true })).toEqual(expected(() => true).toReversed());
      expect(await positions({ stream: `unit-${FIRST}` })).toEqual(
        expected(({ stream }) => stream === `unit-${FIRST}`),
      );
      expect(await positions({ type: 'UnitReleased' })).toEqual(expected(({ type }) => type === 'UnitReleased'));
      expect(await positions({ type: 'UnitDemolished' })).toEqual([]);
      expect(await positions({ actor: 'aler' })).toEqual(expected(({ metadata }) => metadata.actor === 'aler'));
      const [from, to] = [events[3]!.recordedAt, events[6]!.recordedAt];
      expect(await positions({ recordedFrom: from, recordedTo: to })).toEqual(
        expected(({ recordedAt }) => recordedAt >= from && recordedAt <= to),
      );
      expect(await positions({ effectiveFrom: '2024-03-02', effectiveTo: '2024-05-20' })).toEqual(
        expected((event) => dateOf(event) >= '2024-03-02' && dateOf(event) <= '2024-05-20'),
      );
      for (const newestFirst of [false, true]) {
        const first = await trail.events({ limit: 3, newestFirst });
        const rest = await trail.events({ cursor: first.next!, newestFirst });
        expect([...first.items, ...rest.items].map(({ position }) => position)).toEqual(
          await positions({ newestFirst }),
        );
        expect(rest.next).toBeUndefined();
      }
    });

    it('reads recorded times as knowledge grows: a clock set back hides nothing', async () => {
      const one = await scene.log.register(FIRST, '2024-03-01');
      scene.log.setClock('2024-01-01T00:00:00.000Z');
      const two = await scene.log.register(SECOND, '2024-03-01');
      await scene.follow();
      const places = await scene.under.store.findEvents({ recordedFrom: one.recordedAt });
      expect(places.items.map(({ position }) => position)).toEqual([one.position, two.position]);
      expect((await scene.under.store.findEvents({ recordedTo: two.recordedAt })).items).toEqual([]);
    });
  });
}
