import { DatabaseSync } from 'node:sqlite';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from '@jest/globals';
import { MemoryEventStore } from '../memory/memory-event-store.js';
import { UnreadableEvent, type EventStore, type HistoricalEvent, type StoredEvent } from '../port.js';
import type { SqliteEventStore } from './sqlite-event-store.js';
import { RegisterFixture, sampleEvent, sampleHistory } from './testing/register-fixture.js';
import { sourceThread } from './testing/source-thread.js';
import type { StartThread } from './threads.js';

const EVENTS = 1_500;

/** Whatever events can be: several of one recording, recorded earlier than those before, from files, with ids that are texts. */
function variedHistory(): HistoricalEvent[] {
  return sampleHistory(EVENTS).map((event, n) => {
    const recordedAt = new Date(Date.UTC(2024, 0, 1, 0, 0, Math.floor(n / 3))).toISOString();
    const { commandId, ...metadata } = sampleEvent(Math.floor(n / 3)).metadata;
    const { source: _none, ...withoutSource } = metadata;
    const correlationId = n % 700 === 1 ? 'una richiesta "a mano"' : metadata.correlationId;
    const more = n % 50 === 0 ? { commandEvents: 3 } : {};
    return { ...event, recordedAt, metadata: { ...withoutSource, ...more, commandId, correlationId } };
  });
}

async function fixtureOf(history: readonly HistoricalEvent[]): Promise<RegisterFixture> {
  const fixture = new RegisterFixture();
  const store = await fixture.open();
  await store.importHistory(history);
  await store.close();
  return fixture;
}

async function all(store: EventStore): Promise<StoredEvent[]> {
  return Array.fromAsync(store.readAll(0));
}

function readAhead(fixture: RegisterFixture): Promise<SqliteEventStore> {
  return fixture.open({ access: 'read', startThread: sourceThread, threadFrom: 0 });
}

describe('a log that is read ahead in a thread', () => {
  it('has the events that were written, those of rare kinds too', async () => {
    const history = variedHistory();
    await using fixture = await fixtureOf(history);
    const memory = new MemoryEventStore();
    await memory.importHistory(history);
    const written = await all(memory);
    expect(await all(await readAhead(fixture))).toEqual(written);
    expect(await all(await fixture.open({ access: 'read' }))).toEqual(written);
  });

  it('has them for two who read at once, each from where he likes', async () => {
    const history = sampleHistory(EVENTS).map((event, n) => ({
      ...event,
      data: { effectiveOn: '2024-03-01', n: n % 90 },
    }));
    await using fixture = await fixtureOf(history);
    const store = await readAhead(fixture);
    const written = history.map(({ data }) => data);
    const read = await Promise.all([0, 700].map((after) => Array.fromAsync(store.readAll(after), ({ data }) => data)));
    expect(read).toEqual([written, written.slice(700)]);
  });

  it.each([
    ['an event that is missing', 'DELETE FROM events WHERE position = 700'],
    ['data that were changed', `UPDATE events SET data = '{"effectiveOn":"1999-01-01"}' WHERE position = 700`],
    ['data cut in two lines', `UPDATE events SET data = replace(data, ',', char(10)) WHERE position = 700`],
    ['an event moved to another stream', 'UPDATE events SET stream = 99 WHERE position = 700'],
    ['an id that is longer', `UPDATE events SET id = CAST(id || x'00' AS BLOB) WHERE position = 700`],
    ['a command that is another', 'UPDATE recordings SET command = randomblob(16) WHERE first = 700'],
    ['a digest that is shorter', 'UPDATE recordings SET digest = substr(digest, 1, 31) WHERE first = 700'],
    ['a recorded time that was changed', 'UPDATE recordings SET recorded_at = recorded_at - 1 WHERE first = 700'],
    ['a recording that is missing', 'DELETE FROM recordings WHERE first = 700'],
  ])('names %s, after all that is in front of it', async (_what, sql) => {
    await using fixture = await fixtureOf(sampleHistory(EVENTS));
    const db = new DatabaseSync(fixture.file);
    db.exec(sql);
    db.close();
    const damaged = await readAhead(fixture);
    const read: number[] = [];
    const reading = (async () => {
      for await (const event of damaged.readAll(0)) read.push(event.position);
    })();
    await expect(reading).rejects.toBeInstanceOf(UnreadableEvent);
    await expect(reading).rejects.toMatchObject({ position: 700 });
    expect(read).toEqual(Array.from({ length: 699 }, (_, n) => n + 1));
  });

  it('is read here when the thread cannot', async () => {
    await using fixture = await fixtureOf(sampleHistory(EVENTS));
    const startNothing: StartThread = () => new Worker('throw new Error("no memory")', { eval: true });
    const store = await fixture.open({ access: 'read', startThread: startNothing, threadFrom: 0 });
    expect((await all(store)).map(({ position }) => position)).toEqual(Array.from({ length: EVENTS }, (_, n) => n + 1));
  });

  it('has events of a megabyte among small ones', async () => {
    const note = 'è '.repeat(200_000);
    const history = sampleHistory(600).map((event, n) =>
      n % 200 === 7 ? { ...event, data: { effectiveOn: '2024-03-01', n, note } } : event,
    );
    await using fixture = await fixtureOf(history);
    const read = await all(await readAhead(fixture));
    expect(read.map(({ data }) => data)).toEqual(history.map(({ data }) => data));
  });

  it('lets the reader leave in the middle', async () => {
    await using fixture = await fixtureOf(sampleHistory(EVENTS));
    const store = await readAhead(fixture);
    for await (const event of store.readAll(0)) if (event.position === 600) break;
    for await (const event of store.readAll(1_200)) expect(event.position).toBeGreaterThan(1_200);
  });
});
