import { describe, expect, it } from '@jest/globals';
import type { Scene } from './scene.js';

/** Bodies, programmes, conferrals, notices and declarations. */
export function describeLists(scene: Scene): void {
  describe('lists', () => {
    it('lists bodies, programmes, conferrals and notices, as they are and as they were', async () => {
      await scene.log.record('body-019036', 'BodyRegistered', {
        effectiveOn: '2020-01-01',
        kind: 'COMUNE',
        name: 'Cremona',
        ambiti: ['a'],
      });
      await scene.log.record('body-019036', 'ManagementDelegated', { effectiveOn: '2024-01-01', to: 'aler-cremona' });
      const wrong = await scene.log.record('body-019036', 'BodyRenamed', {
        effectiveOn: '2024-02-01',
        name: 'Cremone',
      });
      await scene.log.annul(wrong);
      await scene.log.record('programme-p1', 'ProgrammeProposed', {
        effectiveOn: '2023-01-01',
        name: 'P',
        owner: 'o',
        ambito: 'a',
      });
      await scene.log.record('programme-p1', 'LotOpened', {
        effectiveOn: '2023-02-01',
        lot: '2.2',
        name: 'L',
        kind: 'renovation',
      });
      await scene.log.record('programme-p1', 'LotDated', {
        effectiveOn: '2024-02-01',
        lot: '2.2',
        expectedOn: '2025-06-30',
        assignableIn: null,
      });
      await scene.log.record('conferral-c1', 'ConventionOpened', {
        effectiveOn: '2023-01-01',
        body: 'b',
        ambito: 'a',
        title: 'T',
      });
      await scene.log.record('notice-n1', 'NoticeOpened', {
        effectiveOn: '2024-01-01',
        ambito: 'a',
        title: 'Avviso 1',
      });
      await scene.log.record('notice-n1', 'NoticeClosed', { effectiveOn: '2024-03-01' });
      await scene.follow();
      expect(await scene.under.store.bodies()).toEqual([
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
      expect((await scene.under.store.bodies('2023-12-31'))[0]?.managedBy).toBeNull();
      expect(await scene.under.store.bodies('2019-12-31')).toEqual([]);
      expect((await scene.under.store.programmes())[0]?.lots[0]).toMatchObject({
        lot: '2.2',
        expectedOn: '2025-06-30',
      });
      expect((await scene.under.store.programmes('2023-06-01'))[0]?.lots[0]).toMatchObject({ expectedOn: null });
      expect((await scene.under.store.conferrals())[0]).toMatchObject({ id: 'c1', from: '2023-01-01', endedOn: null });
      expect((await scene.under.store.notices())[0]).toMatchObject({ openedOn: '2024-01-01', closedOn: '2024-03-01' });
    });

    it('lists declarations by Ambito, year and owner, each figure as last declared', async () => {
      const stream = 'declaration-cremonese-2025-aler-cremona';
      const figure = { letter: 'c', municipality: '019036', basis: 'count' };
      await scene.log.record(stream, 'FigureDeclared', { ...figure, effectiveOn: '2024-12-01', units: 2 });
      await scene.log.record(stream, 'FigureDeclared', {
        ...figure,
        effectiveOn: '2024-12-01',
        municipality: null,
        units: 9,
      });
      await scene.log.record(stream, 'FigureDeclared', { ...figure, effectiveOn: '2024-12-02', units: 3 });
      await scene.log.record(stream, 'SurveyAnswered', { effectiveOn: '2024-12-02', status: 'submitted' });
      await scene.log.record('declaration-cremonese-2024-019036', 'SurveyAnswered', {
        effectiveOn: '2023-12-02',
        status: 'certified-zero',
      });
      await scene.follow();
      const all = await scene.under.store.declarations();
      expect(all.map(({ year, owner, status }) => [year, owner, status])).toEqual([
        [2024, '019036', 'certified-zero'],
        [2025, 'aler-cremona', 'submitted'],
      ]);
      expect((await scene.under.store.declarations({ year: 2025, ambito: 'cremonese' }))[0]?.figures).toMatchObject([
        { letter: 'c', municipality: '019036', units: 3, statedOn: '2024-12-02' },
        { letter: 'c', municipality: null, units: 9 },
      ]);
      expect(await scene.under.store.declarations({ owner: 'nobody' })).toEqual([]);
    });
  });
}
