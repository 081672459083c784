import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { report } from './report.js';
import { commandEvents } from './sample-command.js';
import { freshRegister, openLog } from './server.js';

const APPENDS = 20;
const EACH = 500;

describe('a burst of 10,000 events', () => {
  it.each([
    ['swift', () => undefined],
    ['slow', (n: number) => (n % 100 === 0 ? sleep(20) : undefined)],
  ])('costs a %s subscriber who is live nothing but time', async (_what, handle) => {
    let drops = 0;
    const store = openLog(freshRegister(), { onSubscription: () => drops++ });
    const seen: number[] = [];
    const abort = new AbortController();
    let appended: Promise<void> | undefined;
    for await (const item of store.subscribe(0, abort.signal)) {
      if (item.kind === 'event') {
        seen.push(item.event.revision);
        await handle(seen.length);
      }
      // Live by now: the burst begins.
      else appended ??= append();
      if (seen.length === APPENDS * EACH) abort.abort();
    }
    await appended;
    await store.close();
    expect(seen).toEqual(Array.from({ length: APPENDS * EACH }, (_, n) => n));
    report('burst', { events: seen.length, drops });

    async function append(): Promise<void> {
      for (let n = 0; n < APPENDS; n++) {
        await store.append('unit-1', n === 0 ? 'none' : n * EACH - 1, commandEvents(EACH));
      }
    }
  });
});
