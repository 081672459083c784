import { afterEach, describe, expect, it } from '@jest/globals';
import { checkWork, ALL_IS_WELL } from './checked-work.js';
import { ClerkProcess } from './clerk-process.js';
import { report } from './report.js';
import { freshRegister, openLog } from './server.js';

const PROCESSES = 4;
const WRITERS = 2;
const STREAMS = 5;
const COMMANDS = 60;

describe('eight writers in four processes on the same streams', () => {
  const clerks: ClerkProcess[] = [];
  afterEach(() => clerks.splice(0).forEach((clerk) => clerk.kill()));

  it('leave the history that they were told, and every subscription brought it', async () => {
    const register = freshRegister();
    const begun = performance.now();
    for (let n = 0; n < PROCESSES; n++) clerks.push(new ClerkProcess('write', register, WRITERS, STREAMS, COMMANDS));
    const printed = await Promise.all(clerks.map((clerk) => clerk.ended()));
    const seconds = (performance.now() - begun) / 1000;
    const store = openLog(register);
    const work = await checkWork(store, printed);
    await store.close();
    expect(work).toMatchObject(ALL_IS_WELL);
    expect(work.events).toBe(work.acknowledged);
    expect(work.events).toBe(PROCESSES * WRITERS * COMMANDS * 2);
    report('concurrency', { ...work, seconds: Math.round(seconds) });
  }, 300_000);
});
