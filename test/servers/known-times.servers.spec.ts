import { describe, expect, it } from '@jest/globals';
import type { StoredEvent } from '../../libs/event-store/port.js';
import { commandEvents } from './sample-command.js';
import { freshRegister, openLog } from './server.js';

const APPENDS = 40;
const EACH = 250;

describe('what was known when, on a log of 10,000 events', () => {
  it('is what the whole log tells, also for a process that finds the marks of another', async () => {
    const register = freshRegister();
    const writer = openLog(register);
    for (let n = 0; n < APPENDS; n++) {
      await writer.append('unit-1', n === 0 ? 'none' : n * EACH - 1, commandEvents(EACH));
    }
    const events: StoredEvent[] = [];
    for await (const event of writer.readAll(0)) events.push(event);
    const reader = openLog(register);
    for (const store of [writer, reader]) {
      for (let n = 0; n < events.length; n += 997) {
        const [event, next] = [events[n], events[n + 1]];
        if (!event || !next) continue;
        // The server's clock does not step back here: the running maximum is the time itself.
        const { position, recordedAt } = event;
        expect(await store.coordinate(position)).toEqual({ position, recordedAt, events: n + 1 });
        expect(await store.coordinate(next.position - 1)).toEqual({ position, recordedAt, events: n + 1 });
        const known = events.findLast((other) => other.recordedAt <= recordedAt);
        expect(await store.resolveInstant(recordedAt)).toMatchObject({ position: known?.position });
        const read: number[] = [];
        for await (const { position: at } of store.readAll(next.position - 1)) read.push(at);
        expect(read).toEqual(events.slice(n + 1).map((other) => other.position));
      }
    }
    await Promise.all([writer.close(), reader.close()]);
  });
});
