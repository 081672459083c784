import { describe, expect, it } from '@jest/globals';
import { ListedPage } from '#event-store';
import { Projector } from '../projector.js';
import { aLife, FIRST, rowsOf, SECOND, type Scene } from './scene.js';

const NOWHERE = '00000000-0000-4000-8000-000000000000';

/** New versions beside the old, and the right to write. */
export function describeVersions(scene: Scene): void {
  describe('versions', () => {
    it('goes on answering from the old version until the new one is published, through every door', async () => {
      await scene.log.register(FIRST, '2024-03-01');
      await scene.follow();
      const door = await scene.under.another();
      await scene.log.register(SECOND, '2024-03-01');
      const version = await scene.under.store.startVersion();
      await version.apply(new ListedPage(await scene.log.events()));
      await version.finish();
      expect((await door.searchUnits({})).total).toBe(1);
      await version.publish();
      expect((await door.searchUnits({})).total).toBe(2);
      expect((await scene.under.store.searchUnits({})).total).toBe(2);
      await door.close();
    });

    it('leaves the old version alone when the new one is discarded', async () => {
      await scene.log.register(FIRST, '2024-03-01');
      await scene.follow();
      const version = await scene.under.store.startVersion();
      await version.finish();
      await version.discard();
      expect((await scene.under.store.searchUnits({})).total).toBe(1);
    });

    it('goes on from a published version with the events that come', async () => {
      await aLife(scene.log);
      const version = await scene.under.store.startVersion();
      await version.apply(new ListedPage((await scene.log.events()).slice(0, 6)));
      await version.finish();
      await version.publish();
      await scene.follow();
      expect(await rowsOf(scene.under.store)).toEqual(
        await rowsOf((await scene.freshly(await scene.log.events())).store),
      );
    });

    it('is built as it was followed where corrections mean what is elsewhere or nowhere: they correct nothing', async () => {
      const { log, under } = scene;
      await log.register(FIRST, '2024-03-01');
      const second = await log.register(SECOND, '2024-03-01');
      const dated = { effectiveOn: '2024-05-10' };
      await log.record(`unit-${FIRST}`, 'EventAnnulled', { ...dated, target: second.id, reason: 'errore' });
      await log.record(`unit-${FIRST}`, 'UnitReleased', { ...dated, replaces: NOWHERE });
      await log.record(`unit-${FIRST}`, 'UnitInspected', { ...dated, outcome: 'lettable', replaces: 'nothing' });
      await under.store.apply(await log.events());
      const followed = await rowsOf(under.store);
      const version = await under.store.startVersion();
      await version.apply(new ListedPage(await log.events()));
      await version.finish();
      await version.publish();
      expect(await rowsOf(under.store)).toEqual(followed);
      expect(followed.filter(({ view, value }) => view === 'events' && !value.includes('"means":null'))).toEqual([]);
    });

    it('comes back the same after it was dropped', async () => {
      await aLife(scene.log);
      await scene.follow();
      const rows = await rowsOf(scene.under.store);
      await scene.under.drop();
      expect(await scene.under.store.checkpoint()).toBeNull();
      await new Projector({ log: scene.log.store, views: scene.under.store }).bringUpToDate();
      expect(await rowsOf(scene.under.store)).toEqual(rows);
    });
  });

  describe('holding', () => {
    it('lets one write at a time: the other waits until the first lets go, or until it is told to stop', async () => {
      const other = await scene.under.another();
      const first = await scene.under.store.hold('the first', new AbortController().signal);
      expect(await other.hold('the second', AbortSignal.timeout(20))).toBeUndefined();
      const waiting = other.hold('the second', new AbortController().signal);
      first?.release();
      const second = await waiting;
      expect(second).toBeDefined();
      second?.release();
      await other.close();
    });
  });
}
