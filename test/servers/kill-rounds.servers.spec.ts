import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect } from '@jest/globals';
import { checkWork, ALL_IS_WELL } from './checked-work.js';
import { ClerkProcess } from './clerk-process.js';
import { itKillsTheServer, KILL_ROUNDS, killServer, startServer } from './killed-server.js';
import { report } from './report.js';
import { freshRegister, openLog } from './server.js';

const PROCESSES = 2;
const WRITERS = 4;
const STREAMS = 40;
/** How long the server works between two kills at most, and how long it stays away at most, in milliseconds. */
const WORKS = 6_000;
const AWAY = 2_000;

describe('a server that is killed and started again under load', () => {
  const clerks: ClerkProcess[] = [];
  afterEach(() => clerks.splice(0).forEach((clerk) => clerk.kill()));

  itKillsTheServer(
    'loses nothing that it acknowledged and doubles nothing; writers and subscriptions go on by themselves',
    async () => {
      const register = freshRegister();
      for (let n = 0; n < PROCESSES; n++) clerks.push(new ClerkProcess('write', register, WRITERS, STREAMS, 0));
      const acknowledged = (): number => clerks.reduce((all, clerk) => all + clerk.lines.length, 0);
      for (let round = 0; round < KILL_ROUNDS; round++) {
        await progress(acknowledged);
        await sleep(Math.random() * WORKS);
        await killServer();
        await sleep(Math.random() * AWAY);
        await startServer();
      }
      await progress(acknowledged);
      clerks.forEach((clerk) => clerk.stop());
      const printed = await Promise.all(clerks.map((clerk) => clerk.ended()));
      const store = openLog(register);
      const work = await checkWork(store, printed);
      await store.close();
      expect(work).toMatchObject(ALL_IS_WELL);
      expect(work.events).toBe(work.acknowledged);
      expect(work.refusals).toBeGreaterThan(0);
      report('kill rounds', { rounds: KILL_ROUNDS, ...work });
    },
    (KILL_ROUNDS + 1) * 60_000,
  );
});

/** Resolves when the server acknowledges again: the clerks found it by themselves. */
async function progress(acknowledged: () => number): Promise<void> {
  const before = acknowledged();
  while (acknowledged() <= before) await sleep(50);
}
