import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ListedPage } from '#event-store';
import { PoisonEvent } from '../port.js';
import { aLife, FIRST, rowsOf, SECOND } from '../conformance/scene.js';
import { Projector } from '../projector.js';
import { TestLog, testUuid } from '../testing/test-log.js';
import { verifyViews } from '../verify-views.js';
import { SqliteReadStore } from './sqlite-read-store.js';
import type { StartThread } from './working-thread.js';

/** The sources as they are: what the tests run is not built. */
const startThread: StartThread = (program, workerData) =>
  new Worker(new URL(`./${program}.ts`, import.meta.url), {
    workerData,
    execArgv: ['--no-warnings', '--conditions=source', '--import', HOOKS],
  });
const HOOKS = new URL('../../event-store/sqlite/testing/typescript.mjs', import.meta.url).href;

describe('a version that is built in a thread of its own', () => {
  let folder: string;
  let log: TestLog;
  let threaded: SqliteReadStore;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'registro-views-'));
    log = new TestLog();
    threaded = new SqliteReadStore({ folder, startThread, threadFrom: 0 });
  });
  afterEach(async () => {
    await threaded.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const bringUpToDate = () => new Projector({ log: log.store, views: threaded }).bringUpToDate();

  it('has the rows of one that is built here, and goes on with the events that come', async () => {
    await aLife(log);
    await bringUpToDate();
    await log.record(`unit-${FIRST}`, 'UnitInspected', { effectiveOn: '2024-06-02', outcome: 'lettable' });
    const { position } = await bringUpToDate();
    expect(position).toBe((await log.store.head()).position);
    const here = new SqliteReadStore({ folder: join(folder, 'here') });
    await here.apply(await log.events());
    expect(await rowsOf(threaded)).toEqual(await rowsOf(here));
    await here.close();
    expect(await verifyViews(log.store, threaded)).toEqual([]);
  });

  it('is thrown away, the old one answering, when an event is met that no view can be made of', async () => {
    await log.register(FIRST, '2024-03-01');
    await bringUpToDate();
    const bare = await log.record(`unit-${SECOND}`, 'UnitRegistered', { effectiveOn: '2025-02-20' });
    const failed = new Projector({ log: log.store, views: threaded }).rebuild();
    await expect(failed).rejects.toThrow(PoisonEvent);
    await expect(failed).rejects.toMatchObject({ position: bare.position, type: 'UnitRegistered' });
    expect((await threaded.searchUnits({})).total).toBe(1);
    expect(readdirSync(folder).filter((name) => name.endsWith('.sqlite'))).toHaveLength(1);
  });

  it('has units that are folded some at a time, and names the first of their events that nothing can be made of', async () => {
    for (let n = 0; n < 250; n++) {
      const registered = await log.register(testUuid(`unit ${n}`), '2024-03-01', { owner: `owner ${n % 7}` });
      if (n % 50 === 0) await log.annul(registered);
    }
    await bringUpToDate();
    const here = new SqliteReadStore({ folder: join(folder, 'here') });
    await here.apply(await log.events());
    expect(await rowsOf(threaded)).toEqual(await rowsOf(here));
    await here.close();
    const first = await log.record(`unit-${testUuid('without an owner')}`, 'UnitRegistered', {
      effectiveOn: '2024-03-01',
    });
    for (let n = 0; n < 150; n++) {
      await log.record(`unit-${testUuid(`another without ${n}`)}`, 'UnitRegistered', { effectiveOn: '2024-03-01' });
    }
    const failed = new Projector({ log: log.store, views: threaded }).rebuild();
    await expect(failed).rejects.toMatchObject({ position: first.position });
  });

  it('is thrown away when its thread fails or is given up', async () => {
    await log.register(FIRST, '2024-03-01');
    const [event] = await log.events();
    const twice = await threaded.startVersion();
    await twice.apply(new ListedPage([event!]));
    await twice.apply(new ListedPage([{ ...event!, position: 2 }]));
    await expect(twice.finish()).rejects.toThrow(/UNIQUE/);
    await expect(twice.apply(new ListedPage([{ ...event!, position: 3 }]))).rejects.toThrow(/UNIQUE/);
    await twice.discard();
    const givenUp = await threaded.startVersion();
    await givenUp.apply(new ListedPage([event!]));
    await givenUp.discard();
    expect(readdirSync(folder).filter((name) => name.endsWith('.sqlite'))).toEqual([]);
  });
});

describe('events applied by a thread of its own', () => {
  let folder: string;
  let log: TestLog;
  let threaded: SqliteReadStore;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'registro-views-'));
    log = new TestLog();
    threaded = new SqliteReadStore({ folder, startThread, liveThreadFrom: 1 });
  });
  afterEach(async () => {
    await threaded.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('make the rows that they make here, over a version that another one replaces meanwhile', async () => {
    await aLife(log);
    const events = await log.events();
    for (const event of events.slice(0, -1)) await threaded.apply([event]);
    const anew = await threaded.startVersion();
    await anew.apply(new ListedPage(events.slice(0, 3)));
    await anew.finish();
    await anew.publish();
    for (const event of events.slice(3)) await threaded.apply([event]);
    const here = new SqliteReadStore({ folder: join(folder, 'here') });
    await here.apply(events);
    expect(await rowsOf(threaded)).toEqual(await rowsOf(here));
    await here.close();
  });

  it('stop the projector before the one that no view can be made of', async () => {
    await log.register(FIRST, '2024-03-01');
    const projector = new Projector({ log: log.store, views: threaded, restMillis: 1 });
    const stop = new AbortController();
    const run = projector.run(stop.signal);
    await projector.catchUp(1);
    await log.record(`unit-${FIRST}`, 'UnitReleased', { effectiveOn: '2024-05-10' });
    await projector.catchUp(2);
    await log.record(`unit-${FIRST}`, 'UnitInspected', { effectiveOn: '2024-06-02', outcome: 'lettable' });
    const bare = await log.record(`unit-${SECOND}`, 'UnitRegistered', { effectiveOn: '2025-02-20' });
    await expect(run).rejects.toThrow(PoisonEvent);
    expect(await threaded.checkpoint()).toMatchObject({ position: bare.position - 1 });
    expect(projector.status()).toMatchObject({ state: 'stopped', stoppedBy: { type: 'UnitRegistered' } });
  });
});
