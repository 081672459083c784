import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { logDigest, type EventStore } from '#event-store';
import { generateHistory } from '#generator';
import { migrate, type Migration } from '#migration';
import { logInFolder, logPlaceOf, openLog, Register } from '#register';
import { report } from './report.js';
import { freshRegister, serverUrl } from './server.js';

const TYPESCRIPT = new URL('../../libs/event-store/sqlite/testing/typescript.mjs', import.meta.url).href;
const CLI = fileURLToPath(new URL('../../apps/cli/main.ts', import.meta.url));
/** Some thousand events in two Ambiti. */
const HISTORY = { units: 60, years: 10, seed: 11, ambiti: 2 };
/** Events that are there when the moving process is killed, at least. */
const BEFORE_THE_KILL = 200;
/** Events of a register that begins on the server. */
const LIVED = 300;

let folder: string;
let register: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'registro-trasloco-'));
  register = freshRegister();
  await Register.create(folder);
  const file = await openLog(logInFolder(folder), { purpose: 'test' });
  await file.importHistory(generateHistory(HISTORY));
  await file.close();
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const server = (): Promise<EventStore> => openLog(logPlaceOf(serverUrl(), folder, { register }), { purpose: 'test' });

function startMigration(from: string, to: string): ChildProcess {
  const options = ['--conditions=source', '--disable-warning=ExperimentalWarning', '--import', TYPESCRIPT];
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('REGISTRO_'));
  const args = ['migrate', '--from', from, '--to', to, '--actor', 'prova', '--format', 'json'];
  return spawn(process.execPath, [...options, CLI, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...Object.fromEntries(inherited), REGISTRO_EVENT_STORE_REGISTER: register, NODE_OPTIONS: '' },
  });
}

async function finished(child: ChildProcess): Promise<Migration> {
  let printed = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (printed += text));
  const [code] = (await once(child, 'close')) as [number];
  expect(code).toBe(0);
  return JSON.parse(printed) as Migration;
}

describe('moving house', () => {
  it('to the server, killed in the middle and done again, and back: events, recorded times and plans are the same', async () => {
    const bytes = await readFile(logInFolder(folder).file);
    const target = await server();
    const killed = startMigration(`sqlite:${folder}`, serverUrl());
    while ((await target.head()).events < BEFORE_THE_KILL) await sleep(20);
    const gone = once(killed, 'close');
    killed.kill('SIGKILL');
    await gone;
    const there = (await target.head()).events;
    const begun = performance.now();
    const moved = await finished(startMigration(`sqlite:${folder}`, serverUrl()));
    const seconds = (performance.now() - begun) / 1000;
    expect(there).toBeLessThan(moved.events);
    expect(moved).toMatchObject({ moved: true, raisedTimes: 0 });
    expect((await readFile(logInFolder(folder).file)).equals(bytes)).toBe(true);
    const home = `sqlite:${join(folder, 'ritorno')}`;
    const back = await finished(startMigration(serverUrl(), home));
    expect(back).toEqual(moved);
    expect(await logDigest(target.stored())).toBe(moved.digest);
    await target.close();
    const { events, plans } = moved;
    report('moving house', { events, plans, 'there when killed': there, 'seconds for the rest': Math.round(seconds) });
  }, 600_000);

  it('of a register that lived on the server, by the server’s clock', async () => {
    const log = await server();
    let events = 0;
    for (const { stream, revision, ...event } of generateHistory(HISTORY)) {
      if (events === LIVED) break;
      await log.append(stream, revision === 0 ? 'none' : revision - 1, [event]);
      events++;
    }
    const casa = join(folder, 'casa');
    await Register.create(casa);
    const home = await openLog(logInFolder(casa), { purpose: 'test' });
    expect(await migrate(log, home)).toMatchObject({ events: LIVED, moved: true });
    await home.close();
    await log.close();
  }, 120_000);
});
