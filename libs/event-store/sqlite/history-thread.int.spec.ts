import type { Worker } from 'node:worker_threads';
import { describe, expect, it } from '@jest/globals';
import { asStored } from '../codec.js';
import { HistoryCheck } from '../history-check.js';
import { BadHistory, StoreUnavailable, type HistoricalEvent, type StoredEvent } from '../port.js';
import { Upcasters } from '../upcasters.js';
import { pageOf } from './history-page.js';
import type { SqliteEventStore } from './sqlite-event-store.js';
import { RegisterFixture, sampleEvent, sampleHistory } from './testing/register-fixture.js';
import { sourceThread } from './testing/source-thread.js';
import { ThreadedRows } from './threaded-rows.js';

const check = new HistoryCheck(asStored);
const varied = sampleHistory(3_000).map((event, n) => ({ ...event, metadata: { ...event.metadata, ...more(n) } }));
const checked = sampleHistory(300).map((event) => check.check(event));

describe('a history that a thread of its own writes', () => {
  it('is in the log as one that is written here, and can be appended to', async () => {
    await using fixture = new RegisterFixture();
    const threaded = await fixture.open({ startThread: sourceThread });
    const here = await fixture.open({ file: fixture.path('here.db') });
    expect(await threaded.importHistory(varied)).toEqual(await here.importHistory(varied));
    expect(await events(threaded)).toEqual(await events(here));
    expect(await threaded.readStream('unit-3')).toEqual(await here.readStream('unit-3'));
    await threaded.append('unit-new', 'none', [sampleEvent(9_999)]);
    expect(await problems(threaded)).toEqual([]);
  });

  it('is refused whole when an id stands twice, and goes in when it is mended', async () => {
    await using fixture = new RegisterFixture();
    const store = await fixture.open({ startThread: sourceThread });
    const history = sampleHistory(1_200);
    // In the part that is written before the indexes, and in the last one.
    for (const index of [900, 1_199]) {
      const twice = history.with(index, { ...history[index]!, id: history[40]!.id });
      const importing = store.importHistory(twice);
      await expect(importing).rejects.toBeInstanceOf(BadHistory);
      await expect(importing).rejects.toMatchObject({ index });
    }
    expect(await store.head()).toEqual({ position: 0, recordedAt: null, events: 0 });
    await expect(store.importHistory(history)).resolves.toMatchObject({ events: 1_200 });
  });

  it('is told to who follows it to the letter as it is read back: upcast, positions, metadata, order of keys', async () => {
    const upcaster = { type: 'UnitReleased', fromVersion: 1, up: (data: object) => ({ today: true, ...data }) };
    const codec = new Upcasters({ UnitReleased: 2, UnitAssigned: 1 }, [upcaster]);
    for (const startThread of [sourceThread, undefined]) {
      await using fixture = new RegisterFixture();
      const store = await fixture.open({ codec, ...(startThread && { startThread }) });
      const told: StoredEvent[] = [];
      await store.importHistory(varied, { take: (page) => void told.push(...page), end: () => undefined });
      const texts = (of: readonly StoredEvent[]) => of.map((event) => JSON.stringify(event));
      expect(texts(told)).toEqual(texts(await events(store)));
      expect(told).toHaveLength(varied.length);
    }
  });

  it('is not written when who follows it cannot, and is durable when he fails at its end', async () => {
    await using fixture = new RegisterFixture();
    const store = await fixture.open({ startThread: sourceThread });
    const history = sampleHistory(1_200);
    const failing = (): never => {
      throw new Error('the follower fails');
    };
    await expect(store.importHistory(history, { take: failing, end: () => undefined })).rejects.toThrow('fails');
    expect(await events(store)).toEqual([]);
    await expect(store.importHistory(history, { take: () => undefined, end: failing })).rejects.toThrow('fails');
    expect(await events(store)).toHaveLength(history.length);
    await expect(store.append('unit-new', 'none', [sampleEvent(9_999)])).resolves.toMatchObject({
      position: history.length + 1,
    });
  });

  it('is taken back whole when it cannot be read to its end', async () => {
    await using fixture = new RegisterFixture();
    const store = await fixture.open({ startThread: sourceThread });
    const cut = function* (): Generator<HistoricalEvent> {
      yield* sampleHistory(2_000);
      throw new Error('the file ends in the middle');
    };
    await expect(store.importHistory(cut())).rejects.toThrow('the file ends in the middle');
    expect(await events(store)).toEqual([]);
    await expect(store.append('unit-1', 'none', [sampleEvent(1)])).resolves.toMatchObject({ position: 1 });
  });

  it('is not committed without a part that could not be written, although the rest and the end were asked for already', async () => {
    await using fixture = new RegisterFixture();
    const store = await fixture.open();
    const rows = new ThreadedRows(sourceThread('history-thread', { file: fixture.file }));
    const [first, second, third] = [0, 1, 2].map((n) => pageOf(checked.slice(n * 100, (n + 1) * 100)));
    const taken = [first!, { ...second!, json: null as unknown as string }, third!].map((page) => rows.take(page));
    const [finished] = await Promise.allSettled([rows.finish(), ...taken]);
    await rows.close();
    expect(finished.status).toBe('rejected');
    expect(await events(store)).toEqual([]);
    await expect(store.importHistory(sampleHistory(300))).resolves.toMatchObject({ events: 300 });
  });

  it('leaves an empty log when its thread ends in the middle', async () => {
    await using fixture = new RegisterFixture();
    let thread: Worker | undefined;
    const store = await fixture.open({ startThread: (program, data) => (thread = sourceThread(program, data)) });
    const ending = async function* (): AsyncGenerator<HistoricalEvent> {
      for (const [n, event] of sampleHistory(50_000).entries()) {
        if (n === 10_000) await thread?.terminate();
        yield event;
      }
    };
    await expect(store.importHistory(ending())).rejects.toBeInstanceOf(StoreUnavailable);
    expect(await events(store)).toEqual([]);
    await expect(store.append('unit-1', 'none', [sampleEvent(1)])).resolves.toMatchObject({ position: 1 });
  });
});

/** Commands of several events, over several streams, by ids that are no UUIDs, and corrected ones. */
function more(n: number): Partial<HistoricalEvent['metadata']> {
  switch (n % 4) {
    case 0:
      return { commandEvents: 2, source: { list: 'graduatoria', row: n } };
    case 1:
      return { commandId: `comando ${Math.floor(n / 8)}`, compensation: true };
    case 2:
      return { correlationId: 'pratica 12', commandDigest: 'nessuna impronta' };
    default:
      return {};
  }
}

async function events(store: SqliteEventStore): Promise<StoredEvent[]> {
  return Array.fromAsync(store.readAll(0));
}

async function problems(store: SqliteEventStore): Promise<unknown[]> {
  return Array.fromAsync(store.inspect());
}
