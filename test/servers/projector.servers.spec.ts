import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventId } from '#event-store';
import { SqliteReadStore, verifyViews, type ViewDifference } from '#read-store';
import { logPlaceOf, openLog, VIEWS_FOLDER } from '#register';
import { Program, type Health, type Listening } from '../processes/program.js';
import { itKillsTheServer, killServer, startServer } from './killed-server.js';
import { report } from './report.js';
import { freshRegister, serverUrl } from './server.js';

const ROUNDS = 3;
const CLERKS = 8;
/** Commands that are acknowledged between two kills at least. */
const COMMANDS = 100;
const OWNER = '019036';
const HEADERS = { 'Content-Type': 'application/json', 'X-Actor': 'prova' };

describe('projectors of their own on a register of the server', () => {
  let folder: string;
  let register: string;
  const programs: Listening[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'registro-servers-'));
    register = freshRegister();
  });
  afterEach(async () => {
    for (const program of programs.splice(0)) await program.kill();
    await rm(folder, { recursive: true, force: true });
  });

  const start = async (command: 'serve' | 'project', data = folder): Promise<Listening> => {
    const program = await Program.start(command, {
      REGISTRO_DATA: data,
      REGISTRO_EVENT_STORE: serverUrl(),
      REGISTRO_EVENT_STORE_REGISTER: register,
      REGISTRO_PROJECTOR: 'separate',
    });
    programs.push(program);
    return program;
  };
  const log = () => openLog(logPlaceOf(serverUrl(), folder, { register }), { purpose: 'test' });
  /** What the views lack of a fresh build from the log. */
  const differences = async (data = folder): Promise<readonly ViewDifference[]> => {
    const [store, views] = [await log(), new SqliteReadStore({ folder: join(data, VIEWS_FOLDER) })];
    try {
      return await verifyViews(store, views);
    } finally {
      await views.close();
      await store.close();
    }
  };
  /** Appends of 500 events each, valid ones, as fast as they are taken. */
  const burst = async (appends: number): Promise<void> => {
    const store = await log();
    for (let n = 0; n < appends; n++) await store.append(`unit-${randomUUID()}`, 'none', lifeOf500());
    await store.close();
  };

  it(
    'one works, the other waits; killed under load the other goes on, what is written is read, and the views are what a rebuild makes',
    async () => {
      const api = await start('serve');
      let working = await start('project');
      await working.until(({ body }) => body.state === 'following');
      await post(api, '/api/v1/bodies/019036/facts', BODY);
      const figures = { commands: 0, unanswered: 0, mostEventsBehind: 0, longestTakeover: 0 };
      for (let round = 0; round < ROUNDS; round++) {
        const waiting = await start('project');
        await waiting.until(({ status, body }) => status === 200 && body.state === 'waiting');
        const load = new AbortController();
        const done = Promise.all(Array.from({ length: CLERKS }, () => clerk(api, load.signal, figures)));
        const during = <T>(task: Promise<T>): Promise<T> => Promise.race([task, done.then(() => task)]);
        const until = (fits: (health: Health) => boolean): Promise<Health> =>
          during(
            waiting.until((health) => {
              const { events } = (health.body.lag ?? { events: 0 }) as { readonly events: number };
              figures.mostEventsBehind = Math.max(figures.mostEventsBehind, events);
              return fits(health);
            }),
          );
        const enough = (round * 2 + 1) * COMMANDS;
        await until(() => figures.commands >= enough);
        expect(await waiting.state()).toBe('waiting');
        const killed = performance.now();
        await working.kill();
        await until(({ body }) => body.state === 'following');
        figures.longestTakeover = Math.max(figures.longestTakeover, performance.now() - killed);
        await until(() => figures.commands >= enough + COMMANDS);
        load.abort();
        await done;
        await waiting.until(({ body }) => body.position === body.head);
        expect(await differences()).toEqual([]);
        working = waiting;
      }
      expect([await working.program.end(), await api.program.end()]).toEqual([0, 0]);
      report('projectors', { rounds: ROUNDS, ...figures, longestTakeover: Math.round(figures.longestTakeover) });
    },
    (ROUNDS + 1) * 60_000,
  );

  it('a burst of 10,000 events costs a projector that is live nothing but time', async () => {
    const projector = await start('project');
    await projector.until(({ body }) => body.state === 'following');
    const begun = performance.now();
    await burst(20);
    const appended = performance.now();
    await projector.until(({ body }) => body.position === body.head && Number(body.head) > 0);
    const seconds = (performance.now() - begun) / 1_000;
    const drops = /^registro_projector_dropped_subscriptions (\d+)$/m.exec(await metricsOf(projector))?.[1];
    expect(await differences()).toEqual([]);
    expect((await projector.health()).body).toMatchObject({ state: 'following', failures: 0 });
    expect(await projector.program.end()).toBe(0);
    report('burst', {
      drops: Number(drops),
      secondsToAppend: ((appended - begun) / 1_000).toFixed(1),
      secondsUntilCurrent: seconds.toFixed(1),
      eventsPerSecond: Math.round(10_000 / seconds),
    });
  }, 180_000);

  it('views are built from nothing of 50,000 events, and told how fast', async () => {
    await burst(100);
    const projector = await start('project');
    await projector.until(({ body }) => body.state === 'following' && body.position === body.head);
    const at = (outcome: string): number => {
      const lines = projector.program.lines.map((line) => JSON.parse(line) as { at: string; outcome: string });
      return Date.parse(lines.find((line) => line.outcome === outcome)?.at ?? '');
    };
    const millis = at('following') - at('building');
    expect(await differences()).toEqual([]);
    report('catch-up', { events: 50_000, milliseconds: millis, eventsPerSecond: Math.round(50_000_000 / millis) });
  }, 180_000);

  itKillsTheServer(
    'an outage of the server is told by all, lasts for none longer than for the server, and loses nothing',
    async () => {
      const [api, projector] = [await start('serve'), await start('project')];
      await projector.until(({ body }) => body.state === 'following');
      await post(api, '/api/v1/bodies/019036/facts', BODY);
      await killServer();
      await projector.until(({ status, body }) => status === 503 && /out of reach/.test(String(body.detail)));
      expect(await metricsOf(projector)).toContain('registro_projector_up 0\n');
      const refused = await post(api, '/api/v1/units', registration([]));
      expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);
      await startServer();
      const figures = { commands: 0, unanswered: 0 };
      const load = new AbortController();
      const done = clerk(api, load.signal, figures);
      const back = projector.until(({ status }) => status === 200 && figures.commands >= 10);
      await Promise.race([back, done.then(() => back)]);
      load.abort();
      await done;
      await projector.until(({ body }) => body.position === body.head);
      expect(await differences()).toEqual([]);
      expect((await projector.health()).body).toMatchObject({ state: 'following' });
    },
    180_000,
  );
});

/** Registers units and releases them until it is told to stop; after each it reads what it has just written. */
async function clerk(
  api: Listening,
  signal: AbortSignal,
  figures: { commands: number; unanswered: number },
): Promise<void> {
  while (!signal.aborted) {
    const alias = { scheme: 'regional', value: randomUUID() };
    const registered = await post(api, '/api/v1/units', registration([alias]));
    const { id = '', position = '' } = (await registered.json()) as { id?: string; position?: string };
    if (registered.status === 503) {
      figures.unanswered++;
      continue;
    }
    expect(registered.status).toBe(201);
    const found = await fetch(`${api.url}/api/v1/units?minPosition=${position}&q=${alias.value}`);
    // Between the death of one projector and the work of the other the answer may be that it is not there yet.
    if (found.status === 503) figures.unanswered++;
    else expect(await found.json()).toMatchObject({ items: [{ unitId: id }] });
    const released = await post(api, `/api/v1/units/${id}/facts`, { type: 'UnitReleased', effectiveOn: '2024-03-05' });
    expect(released.status).toBe(201);
    figures.commands += 2;
  }
}

function post(api: Listening, path: string, body: object): Promise<Response> {
  return fetch(`${api.url}${path}`, { method: 'POST', headers: HEADERS, body: JSON.stringify(body) });
}

async function metricsOf(program: Listening): Promise<string> {
  return (await fetch(`${program.url}/metrics`)).text();
}

const BODY = {
  type: 'BodyRegistered',
  effectiveOn: '2000-01-01',
  kind: 'COMUNE',
  name: 'Cremona',
  ambiti: ['cremonese'],
};

function registration(aliases: readonly object[]): object {
  return {
    effectiveOn: '2024-01-01',
    owner: OWNER,
    municipality: OWNER,
    ambito: 'cremonese',
    serviceClass: 'SAP',
    stock: 'IN_STOCK',
    lifecycle: 'OCCUPIED',
    aliases,
  };
}

/** A unit that is released and assigned again for twenty years. */
function lifeOf500() {
  const commandId = randomUUID();
  const metadata = { commandId, actor: 'prova', correlationId: commandId, commandDigest: 'd'.repeat(64) };
  return Array.from({ length: 500 }, (_, n) => {
    const effectiveOn = new Date(Date.UTC(2004, 0, 1 + 14 * n)).toISOString().slice(0, 10);
    const [type, data] =
      n === 0
        ? ['UnitRegistered', { ...registration([]), effectiveOn }]
        : n % 2 === 1
          ? ['UnitReleased', { effectiveOn }]
          : ['UnitAssigned', { effectiveOn, channel: 'public-notice' }];
    return { id: eventId(commandId, n), type: String(type), schemaVersion: 1, data, metadata };
  });
}
