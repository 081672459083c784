import { beforeEach, describe, expect, it } from '@jest/globals';
import { BadCursor } from '../port.js';
import type { UnitSearch } from '../queries.js';
import { testUuid } from '../testing/test-log.js';
import { FIRST, regional, SECOND, THIRD, type Scene } from './scene.js';

/** Finding units, page by page. */
export function describeSearching(scene: Scene): void {
  describe('searching units', () => {
    beforeEach(async () => {
      await scene.log.register(FIRST, '2024-03-01', {
        aliases: [regional('3161156'), { scheme: 'aler/x', value: 'BS157603' }],
      });
      await scene.log.register(SECOND, '2024-03-01', {
        owner: 'aler-cremona',
        municipality: null,
        serviceClass: 'SAS',
      });
      await scene.log.register(THIRD, '2024-06-01', { aliases: [regional('50%_a')], lifecycle: 'VACANT_LETTABLE' });
      await scene.log.record(`unit-${FIRST}`, 'UnitReleased', { effectiveOn: '2024-05-10' });
      await scene.log.record(`unit-${FIRST}`, 'UnitIncludedInLot', {
        effectiveOn: '2024-05-20',
        programme: 'p1',
        lot: '2.2',
      });
      await scene.log.record(`unit-${SECOND}`, 'UnitMovedToSat', { effectiveOn: '2024-05-20', until: '2026-05-19' });
      await scene.follow();
    });
    const found = async (query: UnitSearch): Promise<readonly string[]> =>
      (await scene.under.store.searchUnits(query)).items.map(({ unitId }) => unitId).sort();

    it('finds a unit by any of its aliases, whatever the scheme, and by a part of one', async () => {
      expect(await found({ q: '3161156' })).toEqual([FIRST]);
      expect(await found({ q: 'bs1576' })).toEqual([FIRST]);
      expect(await found({ q: SECOND })).toEqual([SECOND]);
      expect(await found({ q: '%' })).toEqual([THIRD]);
      expect(await found({ q: '_' })).toEqual([THIRD]);
      // A NUL ended the pattern, and what it ended was "whatever".
      for (const q of ['\0', '3161156\0', '\x003161156']) expect(await found({ q })).toEqual([]);
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
      const [unit] = (await scene.under.store.searchUnits({ q: FIRST, validAt: '2024-05-12' })).items;
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
      const now = await scene.under.store.unit(FIRST);
      expect(now).toMatchObject({ label: '3161156', revision: 2, state: { lifecycle: 'VACANT_UNASSESSED' } });
      expect((await scene.under.store.unit(FIRST, '2024-05-01'))?.state?.lifecycle).toBe('OCCUPIED');
      expect(await scene.under.store.unit(FIRST, '2024-02-01')).toMatchObject({ state: null, outlook: null });
      expect(await scene.under.store.unit(testUuid('nobody'))).toBeUndefined();
    });

    it('says every unit that an alias names, and which of them only did', async () => {
      await scene.log.record(`unit-${FIRST}`, 'AliasReleased', {
        effectiveOn: '2024-07-01',
        alias: regional('3161156'),
      });
      await scene.log.record(`unit-${SECOND}`, 'UnitIdentified', {
        effectiveOn: '2024-07-01',
        aliases: [regional('3161156')],
      });
      await scene.log.record(`unit-${THIRD}`, 'UnitIdentified', {
        effectiveOn: '2024-07-01',
        aliases: [{ scheme: 'printed/aler-cremona', value: '3161156' }],
      });
      await scene.follow();
      const matches = await scene.under.store.unitByAlias('3161156');
      expect(matches.map(({ unit, held }) => [unit.unitId, held])).toEqual([
        ...[SECOND, THIRD].sort().map((unitId) => [unitId, true]),
        [FIRST, false],
      ]);
      expect(
        (await scene.under.store.unitByAlias('3161156', 'printed/aler-cremona')).map(({ unit }) => unit.unitId),
      ).toEqual([THIRD]);
      expect(await scene.under.store.unitByAlias('316115')).toEqual([]);
      expect((await scene.under.store.unit(FIRST))?.formerAliases).toEqual([regional('3161156')]);
    });
  });

  describe('paging', () => {
    beforeEach(async () => {
      for (let unit = 0; unit < 12; unit++) {
        const place = unit % 3 === 0 ? null : `01903${unit % 3}`;
        await scene.log.register(testUuid(`unit ${unit}`), `2024-03-${10 + (unit % 4)}`, {
          aliases: unit < 4 ? [regional('same')] : [regional(`r${unit}`)],
          municipality: place,
        });
      }
      await scene.follow();
    });

    it('gives every unit once, in order, for every order and page size', async () => {
      for (const sort of ['label', 'owner', 'municipality', 'lifecycle', 'since'] as const) {
        for (const descending of [false, true]) {
          const whole = (await scene.under.store.searchUnits({ sort, descending })).items.map(({ unitId }) => unitId);
          expect(new Set(whole).size).toBe(12);
          const paged = await pages({ sort, descending, limit: 5 });
          expect(paged).toEqual(whole);
        }
      }
    });

    it('puts units of unknown municipality last', async () => {
      const { items } = await scene.under.store.searchUnits({ sort: 'municipality' });
      expect(items.map(({ municipality }) => municipality)).toEqual([
        ...Array.from({ length: 4 }, () => '019031'),
        ...Array.from({ length: 4 }, () => '019032'),
        ...Array.from({ length: 4 }, () => null),
      ]);
    });

    it('neither repeats nor passes over a unit because others were registered meanwhile', async () => {
      const before = (await scene.under.store.searchUnits({})).items.map(({ unitId }) => unitId);
      const first = await scene.under.store.searchUnits({ limit: 4 });
      await scene.log.register(testUuid('before all'), '2024-03-01', { aliases: [regional('aaa')] });
      await scene.log.register(testUuid('after all'), '2024-03-01', { aliases: [regional('zzz')] });
      await scene.follow();
      const rest = await scene.under.store.searchUnits({ cursor: first.next! });
      expect([...first.items, ...rest.items].map(({ unitId }) => unitId)).toEqual([...before, testUuid('after all')]);
      expect(rest.total).toBe(14);
    });

    it('refuses a cursor of another list, and a limit that is none', async () => {
      const { next } = await scene.under.store.searchUnits({ limit: 4 });
      await expect(scene.under.store.searchUnits({ cursor: next!, sort: 'owner' })).rejects.toThrow(BadCursor);
      await expect(scene.under.store.searchUnits({ cursor: 'pippo' })).rejects.toThrow(BadCursor);
      await expect(scene.under.store.findEvents({ cursor: next! })).rejects.toThrow(BadCursor);
      await expect(scene.under.store.searchUnits({ limit: 0 })).rejects.toThrow(RangeError);
      await expect(scene.under.store.searchUnits({ validAt: '2024-02-30' })).rejects.toThrow(RangeError);
    });

    const pages = async (query: UnitSearch): Promise<readonly string[]> => {
      const ids: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await scene.under.store.searchUnits(cursor === undefined ? query : { ...query, cursor });
        expect(page.total).toBe(12);
        ids.push(...page.items.map(({ unitId }) => unitId));
        cursor = page.next;
      } while (cursor !== undefined);
      return ids;
    };
  });
}
