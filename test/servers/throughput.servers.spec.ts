import { describe, expect, it } from '@jest/globals';
import type { EventStore } from '../../libs/event-store/port.js';
import { report } from './report.js';
import { commandEvents, sampleHistory } from './sample-command.js';
import { freshRegister, openLog } from './server.js';

const ONE_BY_ONE = 500;
const CALLERS = 16;
const EACH = 150;
const BULK = 40;
const BULK_EVENTS = 500;
const IMPORTED = 3_000;

describe('how fast it goes', () => {
  it('is told, not asserted', async () => {
    const store = openLog(freshRegister());
    const perSecond: Record<string, number> = {};
    const measure = async (what: string, count: number, task: () => Promise<unknown>): Promise<void> => {
      const begun = performance.now();
      await task();
      perSecond[what] = Math.round((count * 1000) / (performance.now() - begun));
    };
    await measure('appends one by one', ONE_BY_ONE, () => appends(store, 'one', ONE_BY_ONE, 1));
    await measure('appends by 16 callers', CALLERS * EACH, () =>
      Promise.all(Array.from({ length: CALLERS }, (_, n) => appends(store, `many-${n}`, EACH, 1))),
    );
    await measure('events in appends of 500', BULK * BULK_EVENTS, () => appends(store, 'bulk', BULK, BULK_EVENTS));
    const events = ONE_BY_ONE + CALLERS * EACH + BULK * BULK_EVENTS;
    let read = 0;
    await measure('readAll', events, async () => {
      for await (const _event of store.readAll(0)) read++;
    });
    let seen = 0;
    await measure('subscribe until caught up', events, async () => {
      for await (const item of store.subscribe(0, new AbortController().signal)) {
        if (item.kind === 'caught-up') break;
        seen++;
      }
    });
    await store.close();
    expect([read, seen]).toEqual([events, events]);
    const other = openLog(freshRegister());
    await measure('events of an import, each its own append', IMPORTED, () =>
      other.importHistory(sampleHistory('dddddddd', IMPORTED, 50)),
    );
    await other.close();
    report('per second', perSecond);
  });
});

async function appends(store: EventStore, stream: string, count: number, events: number): Promise<void> {
  for (let n = 0; n < count; n++) {
    await store.append(stream, n === 0 ? 'none' : n * events - 1, commandEvents(events));
  }
}
