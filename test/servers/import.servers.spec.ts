import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { logDigest } from '../../libs/event-store/log-digest.js';
import { LogNotEmpty } from '../../libs/event-store/port.js';
import { ClerkProcess } from './clerk-process.js';
import { report } from './report.js';
import { sampleHistory } from './sample-command.js';
import { freshRegister, openLog } from './server.js';

const EVENTS = 6_000;

describe('an import whose process is killed in the middle', () => {
  const clerks: ClerkProcess[] = [];
  afterEach(() => clerks.splice(0).forEach((clerk) => clerk.kill()));

  it('is finished by importing the same history again, by the page or event by event, and takes no other', async () => {
    const register = freshRegister();
    const clerk = new ClerkProcess('import', register, 'aaaaaaaa', EVENTS);
    clerks.push(clerk);
    const store = openLog(register);
    while ((await store.head()).position === 0) await sleep(20);
    await sleep(Math.random() * 500);
    clerk.kill();
    await clerk.ended();
    let there = 0;
    for await (const _event of store.readAll(0)) there++;
    expect(there).toBeLessThan(EVENTS);
    await expect(store.importHistory(sampleHistory('bbbbbbbb', EVENTS, 50))).rejects.toBeInstanceOf(LogNotEmpty);
    await expect(store.importHistory(sampleHistory('aaaaaaaa', EVENTS, 50))).resolves.toMatchObject({ events: EVENTS });
    expect(await logDigest(store.stored())).toBe(await logDigest(sampleHistory('aaaaaaaa', EVENTS, 50)));
    await expect(store.importHistory(sampleHistory('aaaaaaaa', EVENTS, 50))).rejects.toBeInstanceOf(LogNotEmpty);
    await store.close();
    report('import', { there, then: EVENTS - there });
  });

  it('is not finished when others wrote in between', async () => {
    const register = freshRegister();
    const clerk = new ClerkProcess('import', register, 'aaaaaaaa', EVENTS);
    clerks.push(clerk);
    const store = openLog(register);
    while ((await store.head()).position === 0) await sleep(20);
    clerk.kill();
    await clerk.ended();
    const [event] = [...sampleHistory('cccccccc', 1, 1)];
    if (event) await store.append('unit-of-another', 'none', [event]);
    await expect(store.importHistory(sampleHistory('aaaaaaaa', EVENTS, 50))).rejects.toBeInstanceOf(LogNotEmpty);
    await store.close();
  });
});
