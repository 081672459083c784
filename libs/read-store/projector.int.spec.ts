import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { UnreadableEvent, type EventStore, type StoredEvent } from '#event-store';
import { PoisonEvent } from './port.js';
import { Projector, type ProjectorOptions } from './projector.js';
import { SqliteReadStore } from './sqlite/sqlite-read-store.js';
import { ViewsFolder } from './sqlite/views-folder.js';
import { TestLog, testUuid } from './testing/test-log.js';
import { verifyViews } from './verify-views.js';

const UNIT = testUuid('unit');

describe('the projector', () => {
  let folder: string;
  let log: TestLog;
  let views: SqliteReadStore;
  let stop: AbortController;
  let running: Promise<unknown>[];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'registro-views-'));
    log = new TestLog();
    views = new SqliteReadStore({ folder });
    stop = new AbortController();
    running = [];
  });
  afterEach(async () => {
    stop.abort();
    await Promise.allSettled(running);
    await views.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const projector = (options: Partial<ProjectorOptions> = {}): Projector =>
    new Projector({ log: log.store, views, ...options });
  const start = (started: Projector): Promise<void> => {
    const run = started.run(stop.signal);
    running.push(run.catch(() => undefined));
    return run;
  };

  it('builds the views when there are none, then follows the log, and tells what it does', async () => {
    await log.register(UNIT, '2024-03-01');
    const told: string[] = [];
    const following = projector({ onStatus: ({ state }) => told.push(state) });
    void start(following);
    await following.catchUp(1);
    const released = await log.record(`unit-${UNIT}`, 'UnitReleased', { effectiveOn: '2024-05-10' });
    await following.catchUp(released.position);
    expect(following.status()).toEqual({ state: 'following', stoppedBy: null });
    expect((await views.searchUnits({})).items[0]?.lifecycle).toBe('VACANT_UNASSESSED');
    expect(await following.lag()).toEqual({ position: 2, head: 2, caughtUp: true, events: 0, seconds: 0 });
    stop.abort();
    await Promise.all(running);
    expect(following.status().state).toBe('idle');
    expect(told).toEqual(['waiting', 'building', 'following', 'idle']);
  });

  it('has views of an empty log too', async () => {
    await projector().bringUpToDate();
    expect(await views.searchUnits({})).toEqual({ items: [], total: 0 });
  });

  it('says how far behind the views are, in events and in recorded time', async () => {
    expect(await projector().lag()).toMatchObject({ position: null, caughtUp: false, events: null, seconds: null });
    await log.register(UNIT, '2024-03-01');
    await projector().bringUpToDate();
    await log.record(`unit-${UNIT}`, 'UnitReleased', { effectiveOn: '2024-05-10' });
    expect(await projector().lag()).toEqual({ position: 1, head: 2, caughtUp: false, events: 1, seconds: 3_600 });
  });

  it('goes on from its checkpoint after a restart, and loses nothing when a transaction fails in between', async () => {
    await log.register(UNIT, '2024-03-01');
    await projector().bringUpToDate();
    await log.record(`unit-${UNIT}`, 'UnitReleased', { effectiveOn: '2024-05-10' });
    await log.register(testUuid('another'), '2024-03-01');
    const file = new ViewsFolder(folder).current()!;
    const saboteur = new DatabaseSync(file);
    saboteur.exec(
      `CREATE TRIGGER disk_full BEFORE UPDATE ON checkpoint BEGIN SELECT RAISE(ABORT, 'the disk is full'); END`,
    );
    await expect(projector().bringUpToDate()).rejects.toThrow('the disk is full');
    expect((await views.checkpoint())?.position).toBe(1);
    expect((await views.searchUnits({})).items.map(({ lifecycle }) => lifecycle)).toEqual(['OCCUPIED']);
    saboteur.exec('DROP TRIGGER disk_full');
    saboteur.close();
    const restarted = new SqliteReadStore({ folder });
    await projector({ views: restarted, batchSize: 1 }).bringUpToDate();
    await restarted.close();
    expect((await views.checkpoint())?.position).toBe(3);
    expect(await verifyViews(log.store, views)).toEqual([]);
  });

  it('rests between two transactions, and whoever waits for the views ends the rest', async () => {
    const resting = projector({ restMillis: 3_600_000 });
    void start(resting);
    for (const day of ['01', '02', '03']) {
      const { position } = await log.register(testUuid(day), `2024-03-${day}`);
      expect((await resting.catchUp(position)).position).toBe(position);
    }
  });

  it('builds the views anew when it is so far behind that this takes less time than to follow', async () => {
    await log.register(UNIT, '2024-03-01');
    await projector().bringUpToDate();
    const before = new ViewsFolder(folder).current();
    let events = 1_000_000;
    const head = async () => ({ ...(await log.store.head()), events });
    const told: string[] = [];
    const onStatus = ({ state }: { readonly state: string }): void => {
      told.push(state);
      if (state === 'building') events = 2;
    };
    const behind = projector({ log: { ...readerOf(log.store), head }, batchSize: 1, onStatus });
    void start(behind);
    const { position } = await log.record(`unit-${UNIT}`, 'UnitReleased', { effectiveOn: '2024-05-10' });
    await behind.catchUp(position);
    await log.record(`unit-${UNIT}`, 'UnitInspected', { effectiveOn: '2024-05-12', outcome: 'lettable' });
    await behind.catchUp(3);
    // What is recorded during the building may be in it: the views are there before they are followed again.
    expect(told.slice(0, 3)).toEqual(['waiting', 'following', 'building']);
    expect(told.slice(3)).not.toContain('building');
    expect(new ViewsFolder(folder).current()).not.toBe(before);
    expect(await verifyViews(log.store, views)).toEqual([]);
  });

  it('stops before a poison event, names it, applies what comes before, and leaves the answers up', async () => {
    await log.register(UNIT, '2024-03-01');
    const poisoned = projector();
    const run = start(poisoned);
    await poisoned.catchUp(1);
    await log.record(`unit-${UNIT}`, 'UnitReleased', { effectiveOn: '2024-05-10' });
    const poison = await log.record(`unit-${UNIT}`, 'UnitPainted', { effectiveOn: '2024-05-11' });
    await log.record(`unit-${UNIT}`, 'UnitInspected', { effectiveOn: '2024-05-12', outcome: 'lettable' });
    await expect(run).rejects.toThrow(PoisonEvent);
    expect(poisoned.status()).toMatchObject({
      state: 'stopped',
      stoppedBy: { position: poison.position, stream: poison.stream, type: 'UnitPainted' },
    });
    await expect(poisoned.catchUp(poison.position)).rejects.toThrow(/position 3 of stream unit-.*UnitPainted/);
    expect((await views.checkpoint())?.position).toBe(2);
    expect((await views.searchUnits({})).items[0]?.lifecycle).toBe('VACANT_UNASSESSED');
  });

  it('stops before an event that the log cannot read', async () => {
    const registered = await log.register(UNIT, '2024-03-01');
    const unreadable: ProjectorOptions['log'] = { ...readerOf(log.store), subscribe: () => breaksAfter([registered]) };
    await views.apply([]);
    const stopped = projector({ log: unreadable });
    await expect(start(stopped)).rejects.toThrow(UnreadableEvent);
    expect(stopped.status().stoppedBy?.message).toMatch(/position 2 of stream unit-x cannot be read/);
    expect(await views.checkpoint()).toMatchObject({ position: 1 });
  });

  it('leaves the old answers up when a rebuild meets a poison event', async () => {
    await log.register(UNIT, '2024-03-01');
    await projector().bringUpToDate();
    await log.record(`unit-${UNIT}`, 'UnitPainted', { effectiveOn: '2024-05-10' });
    await expect(projector().rebuild()).rejects.toThrow(/position 2 of stream unit-.*UnitPainted/);
    expect((await views.searchUnits({})).total).toBe(1);
    expect(await views.checkpoint()).toMatchObject({ position: 1 });
  });

  it('rebuilds while it follows, and goes on', async () => {
    await log.register(UNIT, '2024-03-01');
    const following = projector();
    void start(following);
    await following.catchUp(1);
    const before = new ViewsFolder(folder).current();
    damage(before!);
    expect(await verifyViews(log.store, views)).not.toEqual([]);
    await following.rebuild();
    expect(new ViewsFolder(folder).current()).not.toBe(before);
    expect(await verifyViews(log.store, views)).toEqual([]);
    const next = await log.record(`unit-${UNIT}`, 'UnitReleased', { effectiveOn: '2024-05-10' });
    await following.catchUp(next.position);
    expect((await views.searchUnits({})).items[0]?.lifecycle).toBe('VACANT_UNASSESSED');
  });

  it('builds anew when the views are of another log, or of a longer one that was restored from before', async () => {
    await log.register(UNIT, '2024-03-01');
    await log.record(`unit-${UNIT}`, 'UnitReleased', { effectiveOn: '2024-05-10' });
    await projector().bringUpToDate();
    const restored = new TestLog();
    await restored.register(testUuid('of the other log'), '2024-03-01');
    await projector({ log: restored.store }).rebuild();
    await projector({ log: log.store }).bringUpToDate();
    expect((await views.searchUnits({})).items.map(({ unitId }) => unitId)).toEqual([UNIT]);
    await restored.register(testUuid('another of the other log'), '2024-03-01');
    await restored.register(testUuid('a third of the other log'), '2024-03-01');
    await projector({ log: restored.store }).bringUpToDate();
    expect((await views.searchUnits({})).total).toBe(3);
    expect(await verifyViews(restored.store, views)).toEqual([]);
  });

  it('does not take views that are ahead of a restored log for views of it', async () => {
    await log.register(UNIT, '2024-03-01');
    await log.record(`unit-${UNIT}`, 'UnitReleased', { effectiveOn: '2024-05-10' });
    await projector().bringUpToDate();
    const restored = new TestLog();
    await restored.register(testUuid('of the other log'), '2024-03-01');
    await projector({ log: restored.store }).bringUpToDate();
    expect(await verifyViews(restored.store, views)).toEqual([]);
  });

  it('lets one of two work: the other waits, and takes over when the first ends', async () => {
    await log.register(UNIT, '2024-03-01');
    const [first, other] = [projector(), new SqliteReadStore({ folder })];
    const firstStop = new AbortController();
    const firstRun = first.run(firstStop.signal);
    await first.catchUp(1);
    const second = projector({ views: other });
    void start(second);
    expect(second.status().state).toBe('waiting');
    const released = await log.record(`unit-${UNIT}`, 'UnitReleased', { effectiveOn: '2024-05-10' });
    await second.catchUp(released.position);
    expect(second.status().state).toBe('waiting');
    expect(await projector({ views: other }).bringUpToDate()).toMatchObject({ position: released.position });
    firstStop.abort();
    await firstRun;
    const inspected = await log.record(`unit-${UNIT}`, 'UnitInspected', {
      effectiveOn: '2024-05-12',
      outcome: 'as-is',
    });
    await second.catchUp(inspected.position);
    expect(second.status().state).toBe('following');
    stop.abort();
    await Promise.all(running);
    await other.close();
  });

  it('names every row that is not what the log says', async () => {
    await log.register(UNIT, '2024-03-01');
    await log.register(testUuid('another'), '2024-03-01');
    await projector().bringUpToDate();
    expect(await verifyViews(log.store, views)).toEqual([]);
    damage(new ViewsFolder(folder).current()!);
    const differences = await verifyViews(log.store, views);
    expect(differences.map(({ view, key, stored, rebuilt }) => [view, key, stored === null, rebuilt === null])).toEqual(
      [
        ['events', '0000000000000001', false, false],
        ['events', '0000000000000002', true, false],
        ['units', UNIT, false, false],
      ],
    );
    expect(await verifyViews(log.store, views, 1)).toHaveLength(1);
  });

  it('waits for its caller no longer than the caller wants', async () => {
    await expect(projector().catchUp(1, AbortSignal.timeout(10))).rejects.toThrow(/timeout/);
  });
});

/** As a disk error would, in a row of every view. */
function damage(file: string): void {
  const db = new DatabaseSync(file);
  db.exec(
    `UPDATE segments SET to_day = to_day - 1 WHERE unit = 1; UPDATE events SET actor = 99 WHERE position = 1;
     DELETE FROM events WHERE position = 2`,
  );
  db.close();
}

function readerOf(store: EventStore): ProjectorOptions['log'] {
  return {
    head: () => store.head(),
    readPages: (after) => store.readPages(after),
    readStream: (stream) => store.readStream(stream),
    subscribe: (after, signal) => store.subscribe(after, signal),
  };
}

async function* breaksAfter(events: readonly StoredEvent[]) {
  for (const event of events) yield { kind: 'event' as const, event };
  throw new UnreadableEvent(2, 'unit-x', 'its checksum is wrong');
}
