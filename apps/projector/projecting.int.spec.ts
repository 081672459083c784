import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { StoreUnavailable } from '#event-store';
import { RefusedAddress } from '#loopback';
import { SqliteReadStore, verifyViews } from '#read-store';
import { TestLog, testUuid } from '../../libs/read-store/testing/test-log.js';
import { ViewsFolder } from '../../libs/read-store/sqlite/views-folder.js';
import { jsonLines } from './log-lines.js';
import { Metrics } from './metrics.js';
import { Projecting, type ProjectingOptions } from './projecting.js';
import { startHealthServer } from './server.js';

const UNIT = testUuid('unit');

interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

describe('the projector as a service', () => {
  let folder: string;
  let log: TestLog;
  let lines: { level: string; outcome: string }[];
  let stop: AbortController;
  let closing: (() => Promise<unknown>)[];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'registro-projector-'));
    log = new TestLog();
    lines = [];
    stop = new AbortController();
    closing = [];
  });
  afterEach(async () => {
    stop.abort();
    for (const close of closing.reverse()) await close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** A projector that runs, and its health by HTTP. */
  async function start(options: Partial<ProjectingOptions> = {}) {
    const views = new SqliteReadStore({ folder });
    const say = jsonLines((line) => lines.push(JSON.parse(line) as (typeof lines)[number]));
    const projecting = new Projecting({ openLog: async () => log.store, views, say, rebuild: false, ...options });
    const server = await startHealthServer({
      projecting,
      metrics: new Metrics(),
      bind: '127.0.0.1',
      port: 0,
      publishedOnLoopback: false,
    });
    const ended = projecting.run(stop.signal);
    closing.push(
      () => views.close(),
      () => server.close(),
      () => ended.catch(() => undefined),
    );
    const get = async (path: string): Promise<Answer> => {
      const response = await fetch(`${server.url}${path}`);
      return { status: response.status, body: (await response.json()) as Answer['body'] };
    };
    const until = async (fits: (answer: Answer) => boolean): Promise<Answer> => {
      for (;;) {
        const answer = await get('/health/ready');
        if (fits(answer)) return answer;
        await sleep(10);
      }
    };
    return { projecting, views, url: server.url, ended, get, until };
  }

  it('is ready when the views are current, and tells how far they are', async () => {
    await log.register(UNIT, '2024-03-01');
    const { until, get, url } = await start();
    const { body } = await until(({ status }) => status === 200);
    expect(body).toMatchObject({ ready: true, failures: 0, position: 1, head: 1, lag: { events: 0, seconds: 0 } });
    await until(({ body: { state } }) => state === 'following');
    await log.record(`unit-${UNIT}`, 'UnitReleased', { effectiveOn: '2024-05-10' });
    await until(({ body: { position } }) => position === 2);
    expect(await get('/health/live')).toEqual({ status: 200, body: { live: true } });
    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(metrics).toContain('registro_projector_up 1\n');
    expect(metrics).toContain('registro_projector_lag_events 0\n');
    expect(metrics).toContain('registro_projector_lag_seconds 0\n');
    expect(metrics).toContain('registro_projector_position 2\n');
    expect(metrics).toContain('registro_projector_state{state="following"} 1\n');
    expect(metrics).toContain('registro_projector_state{state="stopped"} 0\n');
    expect(lines.map(({ outcome }) => outcome)).toEqual(['waiting', 'building', 'following']);
  });

  it('waits for a log that is out of reach, says so, and begins by itself when it is there', async () => {
    await log.register(UNIT, '2024-03-01');
    let away = true;
    const openLog = async () => {
      if (away) throw new StoreUnavailable('there is no register here');
      return log.store;
    };
    const { get, until, url } = await start({ openLog });
    expect(await get('/health/ready')).toMatchObject({
      status: 503,
      body: { state: 'opening', detail: 'the log is out of reach' },
    });
    expect((await get('/health/live')).status).toBe(200);
    expect(await (await fetch(`${url}/metrics`)).text()).toContain('registro_projector_up 0\n');
    away = false;
    expect((await until(({ status }) => status === 200)).body).toMatchObject({ failures: 1, position: 1 });
    expect(lines[0]).toMatchObject({
      level: 'error',
      outcome: 'failed',
      reason: 'StoreUnavailable: there is no register here',
    });
  });

  it('goes on after a failure that passes, from where it was', async () => {
    await log.register(UNIT, '2024-03-01');
    const { until, views } = await start();
    await until(({ body: { state } }) => state === 'following');
    const saboteur = new DatabaseSync(new ViewsFolder(folder).current()!);
    saboteur.exec(
      `CREATE TRIGGER disk_full BEFORE UPDATE ON checkpoint BEGIN SELECT RAISE(ABORT, 'the disk is full'); END`,
    );
    await log.record(`unit-${UNIT}`, 'UnitReleased', { effectiveOn: '2024-05-10' });
    await until(({ body: { failures } }) => failures === 1);
    saboteur.exec('DROP TRIGGER disk_full');
    saboteur.close();
    await until(({ body: { position } }) => position === 2);
    expect(await verifyViews(log.store, views)).toEqual([]);
    expect(lines.find(({ level }) => level === 'error')).toMatchObject({
      reason: expect.stringContaining('disk is full'),
    });
  });

  it('stays stopped at an event that no view can be made of, names it everywhere, and leaves the answers up', async () => {
    await log.register(UNIT, '2024-03-01');
    const { until, get, ended, views, url } = await start();
    await until(({ body: { state } }) => state === 'following');
    await log.record(`unit-${UNIT}`, 'UnitPainted', { effectiveOn: '2024-05-11' });
    const { status, body } = await until(({ body: { state } }) => state === 'stopped');
    const event = { position: '2', stream: `unit-${UNIT}`, reason: expect.stringContaining('UnitPainted') };
    expect({ status, body }).toMatchObject({
      status: 503,
      body: { stoppedBy: event, position: 1, lag: { events: 1 } },
    });
    expect(body.detail).toMatch(/position 2 of stream unit-.*UnitPainted/);
    expect((await get('/health/live')).status).toBe(200);
    expect(await (await fetch(`${url}/metrics`)).text()).toContain('registro_projector_state{state="stopped"} 1\n');
    expect(lines.at(-1)).toMatchObject({ level: 'error', outcome: 'stopped', ...event });
    expect((await views.searchUnits({})).total).toBe(1);
    stop.abort();
    expect(await ended).toMatchObject({ position: '2' });
  });

  it('builds every view anew beside those that answer, when it is told to, before it goes on', async () => {
    await log.register(UNIT, '2024-03-01');
    const first = await start();
    await first.until(({ body: { state } }) => state === 'following');
    stop.abort();
    await first.ended;
    const before = new ViewsFolder(folder).current();
    stop = new AbortController();
    const { until } = await start({ rebuild: true });
    await until(() => lines.some(({ outcome }) => outcome === 'rebuilt'));
    expect(new ViewsFolder(folder).current()).not.toBe(before);
    await until(({ body: { state } }) => state === 'following');
  });

  it('ends when it is told to, also while it waits for the views', async () => {
    const first = await start();
    await first.until(({ body: { state } }) => state === 'following');
    const second = await start();
    await second.until(({ body: { state } }) => state === 'waiting');
    expect((await second.get('/health/ready')).status).toBe(200);
    stop.abort();
    expect(await Promise.all([first.ended, second.ended])).toEqual([undefined, undefined]);
  });

  it('is answered for on this machine only, and to those who ask for this machine', async () => {
    const { projecting, url } = await start();
    const options = { projecting, metrics: new Metrics(), bind: '0.0.0.0', port: 0, publishedOnLoopback: false };
    await expect(startHealthServer(options)).rejects.toBeInstanceOf(RefusedAddress);
    const published = await startHealthServer({ ...options, publishedOnLoopback: true });
    closing.push(() => published.close());
    expect(await statusFor(published.url.replace('0.0.0.0', '127.0.0.1'), 'registro.example')).toBe(200);
    expect(await statusFor(url, 'registro.example')).toBe(421);
  });
});

function statusFor(url: string, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    request(`${url}/health/live`, { headers: { host } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });
}
