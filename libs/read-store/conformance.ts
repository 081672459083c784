import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { StoredEvent } from '#event-store';
import { AuditTrail } from './audit-trail.js';
import { BadCursor, PoisonEvent, ReadStoreNotReady, type ReadStore, type ViewRow } from './port.js';
import { Projector } from './projector.js';
import type { UnitSearch } from './queries.js';
import { happenings, logOf } from './testing/random-log.js';
import { TestLog, testUuid } from './testing/test-log.js';
import { verifyViews } from './verify-views.js';

export interface ReadStoreUnderTest {
  readonly store: ReadStore;
  /** Another door to the same views, as another process has it. */
  another(): Promise<ReadStore>;
  /** Removes everything that is stored, under an open store. */
  drop(): Promise<void>;
  dispose(): Promise<void>;
}

export interface ReadStoreFactory {
  /** A read store of its own for every test, without views yet. */
  open(): Promise<ReadStoreUnderTest>;
}

const [FIRST, SECOND, THIRD] = [testUuid('first'), testUuid('second'), testUuid('third')];

/** Everything that the port promises, for one adapter. */
export function describeReadStore(name: string, factory: ReadStoreFactory): void {
  describe(`the read store "${name}"`, () => {
    let under: ReadStoreUnderTest;
    let log: TestLog;
    const opened: ReadStoreUnderTest[] = [];
    const open = async (): Promise<ReadStoreUnderTest> => {
      const fresh = await factory.open();
      opened.push(fresh);
      return fresh;
    };

    beforeEach(async () => {
      under = await open();
      log = new TestLog();
    });
    afterEach(async () => {
      for (const each of opened.splice(0)) await each.dispose();
    });

    const follow = async (): Promise<void> => {
      await under.store.apply(await log.events());
    };

    describe('applying events', () => {
      it('says that it is not ready while it has no views, and takes the first batch', async () => {
        await expect(under.store.searchUnits({})).rejects.toThrow(ReadStoreNotReady);
        expect(await under.store.checkpoint()).toBeNull();
        const event = await log.register(FIRST, '2024-03-01');
        const checkpoint = await under.store.apply([event]);
        expect(checkpoint).toEqual({
          position: event.position,
          events: 1,
          recordedAt: event.recordedAt,
          last: { id: event.id, stream: event.stream, revision: 0 },
        });
        expect(await under.store.checkpoint()).toEqual(checkpoint);
      });

      it('changes nothing when a batch comes again, whole or in part', async () => {
        await aLife(log);
        const events = await log.events();
        await under.store.apply(events.slice(0, 5));
        const [checkpoint, rows] = [await under.store.checkpoint(), await rowsOf(under.store)];
        await under.store.apply(events.slice(0, 5));
        await under.store.apply(events.slice(2, 4));
        expect(await under.store.checkpoint()).toEqual(checkpoint);
        expect(await rowsOf(under.store)).toEqual(rows);
        await under.store.apply(events.slice(3));
        expect(await rowsOf(under.store)).toEqual(await rowsOf((await freshly(events)).store));
      });

      it('makes the same rows wherever batches are cut, and the same as a new version', async () => {
        await fc.assert(
          fc.asyncProperty(happenings, fc.array(fc.nat({ max: 60 }), { maxLength: 8 }), async (history, cuts) => {
            const random = await logOf(history);
            const events = await random.events();
            const [cut, whole] = [await factory.open(), await factory.open()];
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
        await aLife(log);
        await follow();
        const [checkpoint, rows] = [await under.store.checkpoint(), await rowsOf(under.store)];
        const good = await log.record(`unit-${FIRST}`, 'UnitReleased', { effectiveOn: '2025-01-02' });
        const poison = await log.record(`unit-${FIRST}`, 'UnitPainted', { effectiveOn: '2025-01-02' });
        await expect(under.store.apply([good, poison])).rejects.toMatchObject({
          name: 'PoisonEvent',
          position: poison.position,
          stream: `unit-${FIRST}`,
          type: 'UnitPainted',
        });
        expect(await under.store.checkpoint()).toEqual(checkpoint);
        expect(await rowsOf(under.store)).toEqual(rows);
        await under.store.apply([good]);
        expect((await under.store.checkpoint())?.position).toBe(good.position);
      });

      it('refuses an event without a date, one whose data lack what the fold reads, and a stream with a gap', async () => {
        await log.register(SECOND, '2024-03-01');
        await follow();
        const undated = await log.record(`unit-${FIRST}`, 'UnitReleased', { effectiveOn: '2025-02-30' });
        await expect(under.store.apply([undated])).rejects.toThrow(/position 2 .*UnitReleased.* is not a date/);
        const halved = await log.record('body-019036', 'UnitReleased', { effectiveOn: '2025-02-20' });
        await expect(under.store.apply([halved])).rejects.toThrow(PoisonEvent);
        const bare = await log.record(`unit-${THIRD}`, 'UnitRegistered', { effectiveOn: '2025-02-20' });
        await expect(under.store.apply([bare])).rejects.toMatchObject({
          position: bare.position,
          type: 'UnitRegistered',
        });
        await log.record(`unit-${SECOND}`, 'UnitReleased', { effectiveOn: '2025-02-20' });
        const after = await log.record(`unit-${SECOND}`, 'UnitRecovered', { effectiveOn: '2025-02-21' });
        await expect(under.store.apply([after])).rejects.toThrow(/revision 2 came where 1 was expected/);
      });

      it('refuses a batch that is not in position order', async () => {
        const [one, two] = [await log.register(FIRST, '2024-03-01'), await log.register(SECOND, '2024-03-01')];
        await expect(under.store.apply([two, one])).rejects.toThrow(RangeError);
        expect((await under.store.checkpoint())?.position ?? 0).toBe(0);
      });
    });

    describe('versions', () => {
      it('goes on answering from the old version until the new one is published, through every door', async () => {
        await log.register(FIRST, '2024-03-01');
        await follow();
        const door = await under.another();
        await log.register(SECOND, '2024-03-01');
        const version = await under.store.startVersion();
        await version.apply(await log.events());
        await version.finish();
        expect((await door.searchUnits({})).total).toBe(1);
        await version.publish();
        expect((await door.searchUnits({})).total).toBe(2);
        expect((await under.store.searchUnits({})).total).toBe(2);
        await door.close();
      });

      it('leaves the old version alone when the new one is discarded', async () => {
        await log.register(FIRST, '2024-03-01');
        await follow();
        const version = await under.store.startVersion();
        await version.finish();
        await version.discard();
        expect((await under.store.searchUnits({})).total).toBe(1);
      });

      it('goes on from a published version with the events that come', async () => {
        await aLife(log);
        const version = await under.store.startVersion();
        await version.apply((await log.events()).slice(0, 6));
        await version.finish();
        await version.publish();
        await follow();
        expect(await rowsOf(under.store)).toEqual(await rowsOf((await freshly(await log.events())).store));
      });

      it('comes back the same after it was dropped', async () => {
        await aLife(log);
        await follow();
        const rows = await rowsOf(under.store);
        await under.drop();
        expect(await under.store.checkpoint()).toBeNull();
        await new Projector({ log: log.store, views: under.store }).bringUpToDate();
        expect(await rowsOf(under.store)).toEqual(rows);
      });
    });

    describe('holding', () => {
      it('lets one write at a time: the other waits until the first lets go, or until it is told to stop', async () => {
        const other = await under.another();
        const first = await under.store.hold('the first', new AbortController().signal);
        expect(await other.hold('the second', AbortSignal.timeout(20))).toBeUndefined();
        const waiting = other.hold('the second', new AbortController().signal);
        first?.release();
        const second = await waiting;
        expect(second).toBeDefined();
        second?.release();
        await other.close();
      });
    });

    describe('searching units', () => {
      beforeEach(async () => {
        await log.register(FIRST, '2024-03-01', {
          aliases: [regional('3161156'), { scheme: 'aler/x', value: 'BS157603' }],
        });
        await log.register(SECOND, '2024-03-01', { owner: 'aler-cremona', municipality: null, serviceClass: 'SAS' });
        await log.register(THIRD, '2024-06-01', { aliases: [regional('50%_a')], lifecycle: 'VACANT_LETTABLE' });
        await log.record(`unit-${FIRST}`, 'UnitReleased', { effectiveOn: '2024-05-10' });
        await log.record(`unit-${FIRST}`, 'UnitIncludedInLot', {
          effectiveOn: '2024-05-20',
          programme: 'p1',
          lot: '2.2',
        });
        await log.record(`unit-${SECOND}`, 'UnitMovedToSat', { effectiveOn: '2024-05-20', until: '2026-05-19' });
        await follow();
      });
      const found = async (query: UnitSearch): Promise<readonly string[]> =>
        (await under.store.searchUnits(query)).items.map(({ unitId }) => unitId).sort();

      it('finds a unit by any of its aliases, whatever the scheme, and by a part of one', async () => {
        expect(await found({ q: '3161156' })).toEqual([FIRST]);
        expect(await found({ q: 'bs1576' })).toEqual([FIRST]);
        expect(await found({ q: SECOND })).toEqual([SECOND]);
        expect(await found({ q: '%' })).toEqual([THIRD]);
        expect(await found({ q: '_' })).toEqual([THIRD]);
        expect(await found({ q: "'; DROP TABLE units" })).toEqual([]);
      });

      it('filters by every dimension of a list', async () => {
        expect(await found({ owner: 'aler-cremona' })).toEqual([SECOND]);
        expect(await found({ municipality: null })).toEqual([SECOND]);
        expect(await found({ municipality: '019036' })).toEqual([FIRST, THIRD].sort());
        expect(await found({ ambito: 'cremonese' })).toHaveLength(3);
        expect(await found({ ambito: 'casalasco' })).toEqual([]);
        expect(await found({ lifecycle: 'VACANT_UNASSESSED' })).toEqual([FIRST]);
        expect(await found({ serviceClass: 'SAS' })).toEqual([SECOND]);
        expect(await found({ stock: 'OUT' })).toEqual([]);
        expect(await found({ provisional: true })).toEqual([SECOND]);
        expect(await found({ provisional: false })).toEqual([FIRST, THIRD].sort());
        expect(await found({ sat: true })).toEqual([SECOND]);
        expect(await found({ programme: 'p1', lot: '2.2' })).toEqual([FIRST]);
        expect(await found({ owner: '019036', lifecycle: 'VACANT_LETTABLE' })).toEqual([THIRD]);
      });

      it('answers for any valid date, on half-open intervals', async () => {
        expect(await found({ validAt: '2024-02-29' })).toEqual([]);
        expect(await found({ validAt: '2024-05-09', lifecycle: 'OCCUPIED' })).toEqual([FIRST, SECOND].sort());
        expect(await found({ validAt: '2024-05-10', lifecycle: 'OCCUPIED' })).toEqual([SECOND]);
        expect(await found({ validAt: '2024-05-31' })).toHaveLength(2);
        const [unit] = (await under.store.searchUnits({ q: FIRST, validAt: '2024-05-12' })).items;
        expect(unit).toEqual({
          unitId: FIRST,
          label: '3161156',
          owner: '019036',
          municipality: '019036',
          ambito: 'cremonese',
          serviceClass: 'SAP',
          lifecycle: 'VACANT_UNASSESSED',
          stock: 'IN_STOCK',
          provisional: false,
          sat: false,
          lot: null,
          since: '2024-05-10',
          until: '2024-05-20',
        });
      });

      it('gives a unit with its state at a date, and what is expected of it', async () => {
        const now = await under.store.unit(FIRST);
        expect(now).toMatchObject({ label: '3161156', revision: 2, state: { lifecycle: 'VACANT_UNASSESSED' } });
        expect((await under.store.unit(FIRST, '2024-05-01'))?.state?.lifecycle).toBe('OCCUPIED');
        expect(await under.store.unit(FIRST, '2024-02-01')).toMatchObject({ state: null, outlook: null });
        expect(await under.store.unit(testUuid('nobody'))).toBeUndefined();
      });

      it('says every unit that an alias names, and which of them only did', async () => {
        await log.record(`unit-${FIRST}`, 'AliasReleased', { effectiveOn: '2024-07-01', alias: regional('3161156') });
        await log.record(`unit-${SECOND}`, 'UnitIdentified', {
          effectiveOn: '2024-07-01',
          aliases: [regional('3161156')],
        });
        await log.record(`unit-${THIRD}`, 'UnitIdentified', {
          effectiveOn: '2024-07-01',
          aliases: [{ scheme: 'printed/aler-cremona', value: '3161156' }],
        });
        await follow();
        const matches = await under.store.unitByAlias('3161156');
        expect(matches.map(({ unit, held }) => [unit.unitId, held])).toEqual([
          ...[SECOND, THIRD].sort().map((unitId) => [unitId, true]),
          [FIRST, false],
        ]);
        expect(
          (await under.store.unitByAlias('3161156', 'printed/aler-cremona')).map(({ unit }) => unit.unitId),
        ).toEqual([THIRD]);
        expect(await under.store.unitByAlias('316115')).toEqual([]);
        expect((await under.store.unit(FIRST))?.formerAliases).toEqual([regional('3161156')]);
      });
    });

    describe('paging', () => {
      beforeEach(async () => {
        for (let unit = 0; unit < 12; unit++) {
          const place = unit % 3 === 0 ? null : `01903${unit % 3}`;
          await log.register(testUuid(`unit ${unit}`), `2024-03-${10 + (unit % 4)}`, {
            aliases: unit < 4 ? [regional('same')] : [regional(`r${unit}`)],
            municipality: place,
          });
        }
        await follow();
      });

      it('gives every unit once, in order, for every order and page size', async () => {
        for (const sort of ['label', 'owner', 'municipality', 'lifecycle', 'since'] as const) {
          for (const descending of [false, true]) {
            const whole = (await under.store.searchUnits({ sort, descending })).items.map(({ unitId }) => unitId);
            expect(new Set(whole).size).toBe(12);
            const paged = await pages({ sort, descending, limit: 5 });
            expect(paged).toEqual(whole);
          }
        }
      });

      it('puts units of unknown municipality last', async () => {
        const { items } = await under.store.searchUnits({ sort: 'municipality' });
        expect(items.map(({ municipality }) => municipality)).toEqual([
          ...Array.from({ length: 4 }, () => '019031'),
          ...Array.from({ length: 4 }, () => '019032'),
          ...Array.from({ length: 4 }, () => null),
        ]);
      });

      it('neither repeats nor passes over a unit because others were registered meanwhile', async () => {
        const before = (await under.store.searchUnits({})).items.map(({ unitId }) => unitId);
        const first = await under.store.searchUnits({ limit: 4 });
        await log.register(testUuid('before all'), '2024-03-01', { aliases: [regional('aaa')] });
        await log.register(testUuid('after all'), '2024-03-01', { aliases: [regional('zzz')] });
        await follow();
        const rest = await under.store.searchUnits({ cursor: first.next! });
        expect([...first.items, ...rest.items].map(({ unitId }) => unitId)).toEqual([...before, testUuid('after all')]);
        expect(rest.total).toBe(14);
      });

      it('refuses a cursor of another list, and a limit that is none', async () => {
        const { next } = await under.store.searchUnits({ limit: 4 });
        await expect(under.store.searchUnits({ cursor: next!, sort: 'owner' })).rejects.toThrow(BadCursor);
        await expect(under.store.searchUnits({ cursor: 'pippo' })).rejects.toThrow(BadCursor);
        await expect(under.store.findEvents({ cursor: next! })).rejects.toThrow(BadCursor);
        await expect(under.store.searchUnits({ limit: 0 })).rejects.toThrow(RangeError);
        await expect(under.store.searchUnits({ validAt: '2024-02-30' })).rejects.toThrow(RangeError);
      });

      const pages = async (query: UnitSearch): Promise<readonly string[]> => {
        const ids: string[] = [];
        let cursor: string | undefined;
        do {
          const page = await under.store.searchUnits(cursor === undefined ? query : { ...query, cursor });
          expect(page.total).toBe(12);
          ids.push(...page.items.map(({ unitId }) => unitId));
          cursor = page.next;
        } while (cursor !== undefined);
        return ids;
      };
    });

    describe('what an auditor asks', () => {
      it('tells a unit in both clocks: what was corrected, by what, and what stands instead', async () => {
        const registered = await log.register(FIRST, '2024-03-01');
        log.setClock('2025-02-01T09:00:00.000Z');
        const late = await log.record(
          `unit-${FIRST}`,
          'UnitReleased',
          { effectiveOn: '2024-12-10' },
          { actor: 'aler', source: { file: 'rilasci.csv', row: 7 } },
        );
        const annulment = await log.annul(late);
        const right = await log.record(`unit-${FIRST}`, 'UnitReleased', {
          effectiveOn: '2024-11-10',
          replaces: late.id,
        });
        await follow();
        const trail = new AuditTrail(log.store, under.store);
        const history = await trail.history(FIRST);
        expect(
          history.map(({ eventId, effectiveOn, effectiveOrder }) => [eventId, effectiveOn, effectiveOrder]),
        ).toEqual([
          [registered.id, '2024-03-01', 1],
          [late.id, '2024-12-10', null],
          [annulment.id, '2024-12-10', null],
          [right.id, '2024-11-10', 2],
        ]);
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
        await aLife(log);
        await follow();
        const events = await log.events();
        const trail = new AuditTrail(log.store, under.store);
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
        const one = await log.register(FIRST, '2024-03-01');
        log.setClock('2024-01-01T00:00:00.000Z');
        const two = await log.register(SECOND, '2024-03-01');
        await follow();
        const places = await under.store.findEvents({ recordedFrom: one.recordedAt });
        expect(places.items.map(({ position }) => position)).toEqual([one.position, two.position]);
        expect((await under.store.findEvents({ recordedTo: two.recordedAt })).items).toEqual([]);
      });
    });

    describe('lists', () => {
      it('lists bodies, programmes, conferrals and notices, as they are and as they were', async () => {
        await log.record('body-019036', 'BodyRegistered', {
          effectiveOn: '2020-01-01',
          kind: 'COMUNE',
          name: 'Cremona',
          ambiti: ['a'],
        });
        await log.record('body-019036', 'ManagementDelegated', { effectiveOn: '2024-01-01', to: 'aler-cremona' });
        const wrong = await log.record('body-019036', 'BodyRenamed', { effectiveOn: '2024-02-01', name: 'Cremone' });
        await log.annul(wrong);
        await log.record('programme-p1', 'ProgrammeProposed', {
          effectiveOn: '2023-01-01',
          name: 'P',
          owner: 'o',
          ambito: 'a',
        });
        await log.record('programme-p1', 'LotOpened', {
          effectiveOn: '2023-02-01',
          lot: '2.2',
          name: 'L',
          kind: 'renovation',
        });
        await log.record('programme-p1', 'LotDated', {
          effectiveOn: '2024-02-01',
          lot: '2.2',
          expectedOn: '2025-06-30',
          assignableIn: null,
        });
        await log.record('conferral-c1', 'ConventionOpened', {
          effectiveOn: '2023-01-01',
          body: 'b',
          ambito: 'a',
          title: 'T',
        });
        await log.record('notice-n1', 'NoticeOpened', { effectiveOn: '2024-01-01', ambito: 'a', title: 'Avviso 1' });
        await log.record('notice-n1', 'NoticeClosed', { effectiveOn: '2024-03-01' });
        await follow();
        expect(await under.store.bodies()).toEqual([
          {
            id: '019036',
            kind: 'COMUNE',
            name: 'Cremona',
            spellings: [],
            ambiti: ['a'],
            managedBy: 'aler-cremona',
            mergedInto: null,
            registeredOn: '2020-01-01',
          },
        ]);
        expect((await under.store.bodies('2023-12-31'))[0]?.managedBy).toBeNull();
        expect(await under.store.bodies('2019-12-31')).toEqual([]);
        expect((await under.store.programmes())[0]?.lots[0]).toMatchObject({ lot: '2.2', expectedOn: '2025-06-30' });
        expect((await under.store.programmes('2023-06-01'))[0]?.lots[0]).toMatchObject({ expectedOn: null });
        expect((await under.store.conferrals())[0]).toMatchObject({ id: 'c1', from: '2023-01-01', endedOn: null });
        expect((await under.store.notices())[0]).toMatchObject({ openedOn: '2024-01-01', closedOn: '2024-03-01' });
      });

      it('lists declarations by Ambito, year and owner, each figure as last declared', async () => {
        const stream = 'declaration-cremonese-2025-aler-cremona';
        const figure = { letter: 'c', municipality: '019036', basis: 'count' };
        await log.record(stream, 'FigureDeclared', { ...figure, effectiveOn: '2024-12-01', units: 2 });
        await log.record(stream, 'FigureDeclared', {
          ...figure,
          effectiveOn: '2024-12-01',
          municipality: null,
          units: 9,
        });
        await log.record(stream, 'FigureDeclared', { ...figure, effectiveOn: '2024-12-02', units: 3 });
        await log.record(stream, 'SurveyAnswered', { effectiveOn: '2024-12-02', status: 'submitted' });
        await log.record('declaration-cremonese-2024-019036', 'SurveyAnswered', {
          effectiveOn: '2023-12-02',
          status: 'certified-zero',
        });
        await follow();
        const all = await under.store.declarations();
        expect(all.map(({ year, owner, status }) => [year, owner, status])).toEqual([
          [2024, '019036', 'certified-zero'],
          [2025, 'aler-cremona', 'submitted'],
        ]);
        expect((await under.store.declarations({ year: 2025, ambito: 'cremonese' }))[0]?.figures).toMatchObject([
          { letter: 'c', municipality: '019036', units: 3, statedOn: '2024-12-02' },
          { letter: 'c', municipality: null, units: 9 },
        ]);
        expect(await under.store.declarations({ owner: 'nobody' })).toEqual([]);
      });
    });

    const freshly = async (events: readonly StoredEvent[]): Promise<ReadStoreUnderTest> => {
      const fresh = await open();
      await fresh.store.apply(events);
      return fresh;
    };
  });
}

const regional = (value: string) => ({ scheme: 'regional', value });

/** A short history with a late fact, a correction and several aggregates. */
async function aLife(log: TestLog): Promise<void> {
  await log.record('alias-regional-3161156', 'AliasReserved', {
    effectiveOn: '2024-03-01',
    scheme: 'regional',
    value: '3161156',
    unit: FIRST,
  });
  await log.register(FIRST, '2024-03-01', { aliases: [regional('3161156')] });
  await log.register(SECOND, '2024-03-01');
  await log.record('body-019036', 'BodyRegistered', {
    effectiveOn: '2020-01-01',
    kind: 'COMUNE',
    name: 'Cremona',
    ambiti: [],
  });
  await log.record(`unit-${FIRST}`, 'UnitAssigned', { effectiveOn: '2024-06-01', channel: 'public-notice' });
  const wrong = await log.record(`unit-${FIRST}`, 'UnitReleased', { effectiveOn: '2024-05-20' }, { actor: 'aler' });
  await log.annul(wrong);
  await log.record(
    `unit-${FIRST}`,
    'UnitReleased',
    { effectiveOn: '2024-05-10', replaces: wrong.id },
    { actor: 'aler' },
  );
  await log.record(`unit-${SECOND}`, 'OwnershipTransferred', { effectiveOn: '2024-12-31', to: 'aler-cremona' });
}

async function rowsOf(store: ReadStore): Promise<readonly ViewRow[]> {
  const snapshot = await store.snapshot();
  const rows: ViewRow[] = [];
  for await (const row of snapshot.rows()) rows.push(row);
  await snapshot.close();
  return rows;
}

function cutAt(events: readonly StoredEvent[], cuts: readonly number[]): readonly (readonly StoredEvent[])[] {
  const places = [0, ...cuts.filter((cut) => cut < events.length), events.length].sort((a, b) => a - b);
  return places.slice(1).map((place, index) => events.slice(places[index], place));
}
