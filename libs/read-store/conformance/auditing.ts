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

    it('shows facts that the guards would refuse where they stand, until they are corrected', async () => {
      await scene.log.register(FIRST, '2024-03-01');
      await scene.log.register(SECOND, '2024-03-01', { owner: 'aler-cremona' });
      await scene.log.record(`unit-${FIRST}`, 'UnitReleased', { effectiveOn: '2024-06-01' });
      const twice = await scene.log.record(`unit-${FIRST}`, 'UnitReleased', { effectiveOn: '2024-05-01' });
      const early = await scene.log.record(`unit-${SECOND}`, 'UnitAssigned', {
        effectiveOn: '2024-04-01',
        channel: 'mobility',
      });
      await scene.follow();
      const late = (await scene.log.events()).find(({ position }) => position === twice.position - 1)!;
      const { items } = await scene.under.store.anomalies();
      expect(items).toEqual([
        {
          unitId: FIRST,
          label: `provisional:${FIRST}`,
          owner: '019036',
          ambito: 'cremonese',
          eventId: late.id,
          position: late.position,
          type: 'UnitReleased',
          effectiveOn: '2024-06-01',
          code: 'NOT_OCCUPIED',
        },
        expect.objectContaining({ unitId: SECOND, eventId: early.id, code: 'NOT_VACANT' }),
      ]);
      const first = await scene.under.store.anomalies({ limit: 1 });
      expect((await scene.under.store.anomalies({ cursor: first.next! })).items).toEqual(items.slice(1));
      expect((await scene.under.store.anomalies({ owner: 'aler-cremona' })).items).toEqual(items.slice(1));
      expect((await scene.under.store.anomalies({ ambito: 'casalasco' })).items).toEqual([]);
      await scene.log.annul(twice);
      await scene.log.annul(early);
      await scene.follow();
      expect((await scene.under.store.anomalies()).items).toEqual([]);
    });
  });
}
