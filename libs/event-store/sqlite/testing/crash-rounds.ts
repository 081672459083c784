import { setTimeout as sleep } from 'node:timers/promises';
import { SqliteEventStore } from '../sqlite-event-store.js';
import { WriterChild } from './child-process.js';

export interface CrashRounds {
  readonly file: string;
  readonly rounds: number;
  /** Appends under way at the same time in the process that is killed. */
  readonly writers: number;
  /** How long after the first acknowledged append the process is killed at most, in milliseconds. */
  readonly atMostMillis: number;
}

/** What was found after all rounds: nothing should be lost and nothing wrong. */
export interface CrashReport {
  readonly acknowledged: number;
  readonly lost: readonly string[];
  readonly problems: readonly string[];
  readonly events: number;
}

/**
 * Kills a process that appends as fast as it can, again and again on one register, and after every kill reads the whole
 * register against everything that was ever acknowledged.
 */
export async function crashRounds({ file, rounds, writers, atMostMillis }: CrashRounds): Promise<CrashReport> {
  const acknowledged = new Set<string>();
  const lost: string[] = [];
  const problems: string[] = [];
  let events = 0;
  for (let round = 0; round < rounds; round++) {
    const child = await WriterChild.start('append', file, writers);
    await child.printed(2);
    await sleep(Math.random() * atMostMillis);
    // The last line may have been cut by the kill; a whole one ends in an id.
    for (const line of await child.kill()) if (/^\d+ \S+ \d+ [0-9a-f-]{36}$/.test(line)) acknowledged.add(line);
    const store = await SqliteEventStore.open({ file, purpose: 'look for what was lost' });
    const found = new Set<string>();
    for await (const event of store.readAll(0))
      found.add(`${event.position} ${event.stream} ${event.revision} ${event.id}`);
    for (const line of acknowledged) if (!found.has(line)) lost.push(`round ${round}: ${line}`);
    for await (const problem of store.inspect()) problems.push(`round ${round}: ${problem.message}`);
    events = found.size;
    await store.close();
  }
  return { acknowledged: acknowledged.size, lost, problems, events };
}
