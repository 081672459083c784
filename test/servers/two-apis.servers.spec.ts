import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Register } from '#register';
import { ApiProcess } from './api-process.js';
import { Offices } from './offices.js';
import { itKillsTheServer, KILL_ROUNDS, killServer, startServer } from './killed-server.js';
import { report } from './report.js';
import { freshRegister, serverUrl } from './server.js';

const OFFICES = 8;
/** Units that each office works through: four commands' worth of reads each. */
const UNITS = 125;
const HOUR = 3_600_000;

const apis: ApiProcess[] = [];
afterEach(async () => {
  for (const api of apis.splice(0)) await api[Symbol.asyncDispose]();
});

async function twoApis(): Promise<{ readonly register: string; readonly offices: Offices }> {
  const register = freshRegister();
  apis.push(await ApiProcess.start(register), await ApiProcess.start(register));
  const offices = new Offices(apis);
  await offices.open();
  return { register, offices };
}

/** Nothing is wrong with the register, and every acknowledged command stands in it once. */
async function checkAll(register: string, offices: Offices): Promise<{ readonly events: number | null }> {
  const data = await mkdtemp(join(tmpdir(), 'registro-verify-'));
  // An hour later: no half of a command can still be under way.
  const clock = () => new Date(Date.now() + HOUR);
  const log = { kind: 'server', url: serverUrl(), register } as const;
  const opened = await Register.open({ data, log, mode: 'read', clock, purpose: 'verify' });
  try {
    const { findings, events } = await opened.verify();
    expect(findings).toEqual([]);
    expect(await offices.missingOrDoubled(opened.store)).toEqual([]);
    return { events };
  } finally {
    await opened.close();
    await rm(data, { recursive: true });
  }
}

describe('two APIs on one log', () => {
  it('what is written to one is read from the other, thousands of times, never stale', async () => {
    const { register, offices } = await twoApis();
    const begun = performance.now();
    await Promise.all(Array.from({ length: OFFICES }, () => offices.workThrough(UNITS)));
    const seconds = (performance.now() - begun) / 1000;
    const told = offices.told();
    expect(told).toMatchObject({ stale: [], strange: [], unavailable: 0 });
    const { events } = await checkAll(register, offices);
    const each = (count: number) => Math.round(count / seconds);
    report('two APIs', {
      ...told,
      events,
      'commands a second': each(told.acknowledged),
      'reads a second': each(told.reads),
    });
  }, 600_000);

  it(
    'one of which is killed again and again: nothing acknowledged is lost or doubled, and its clients go to the other',
    async () => {
      const { register, offices } = await twoApis();
      const stop = new AbortController();
      const working = Promise.all(Array.from({ length: OFFICES }, () => offices.work(stop.signal)));
      for (let round = 0; round < KILL_ROUNDS; round++) {
        await progress(offices);
        await sleep(Math.random() * 2_000);
        const victim = apis[round % apis.length]!;
        await victim.kill();
        await progress(offices);
        await victim.restart();
      }
      await progress(offices);
      stop.abort();
      await working;
      const told = offices.told();
      expect(told).toMatchObject({ stale: [], strange: [] });
      report('an API killed', { rounds: KILL_ROUNDS, ...told, ...(await checkAll(register, offices)) });
    },
    (KILL_ROUNDS + 2) * 60_000,
  );

  itKillsTheServer(
    'while the server is killed and started again: commands are answered 503, then go on, and verify finds nothing',
    async () => {
      const { register, offices } = await twoApis();
      const stop = new AbortController();
      const working = Promise.all(Array.from({ length: OFFICES }, () => offices.work(stop.signal)));
      for (let round = 0; round < KILL_ROUNDS; round++) {
        await progress(offices);
        await sleep(Math.random() * 4_000);
        await killServer();
        await sleep(Math.random() * 2_000);
        for (const { url } of apis) {
          const ready = await fetch(`${url}/health/ready`);
          expect([ready.status, ready.headers.has('retry-after')]).toEqual([503, true]);
          expect((await fetch(`${url}/health/live`)).status).toBe(200);
        }
        await startServer();
      }
      await progress(offices);
      stop.abort();
      await working;
      const told = offices.told();
      expect(told).toMatchObject({ stale: [], strange: [] });
      expect(told.unavailable).toBeGreaterThan(0);
      for (const { url } of apis) expect((await fetch(`${url}/health/ready`)).status).toBe(200);
      report('server killed under two APIs', { rounds: KILL_ROUNDS, ...told, ...(await checkAll(register, offices)) });
    },
    (KILL_ROUNDS + 2) * 60_000,
  );
});

/** Resolves when a command is acknowledged that was not before. */
async function progress(offices: Offices): Promise<void> {
  const before = offices.acknowledged;
  while (offices.acknowledged <= before) await sleep(50);
}
