import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { LogNotEmpty, logDigest, MemoryEventStore, StoreUnavailable, type EventStore } from '#event-store';
import { generateHistory } from '#generator';
import { logInFolder, openLog } from '#register';
import { PeerFixture } from '../event-store/eventstoredb/testing/peer-fixture.js';
import { migrate, MigrationFailed } from './migrate.js';

/** Two Ambiti, some hundred events. */
const HISTORY = { units: 8, years: 3, seed: 3, ambiti: 2 };

let folder: string;
let source: EventStore;
const opened: AsyncDisposable[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'registro-trasloco-'));
  source = await file('origine');
  await source.importHistory(generateHistory(HISTORY));
});

afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

async function file(name: string): Promise<EventStore> {
  await mkdir(join(folder, name));
  const store = await openLog(logInFolder(join(folder, name)), { createIfAbsent: true, purpose: 'test' });
  opened.push({ [Symbol.asyncDispose]: () => store.close() });
  return store;
}

async function peer(): Promise<PeerFixture> {
  const fixture = await PeerFixture.start();
  opened.push(fixture);
  return fixture;
}

describe('a log that moves house', () => {
  it.each<[string, () => Promise<EventStore>]>([
    ['a file', () => file('destinazione')],
    ['memory', async () => new MemoryEventStore()],
    ['an EventStoreDB', async () => (await peer()).store],
  ])('into %s and back says the same: events, recorded times, plans; the source is as it was', async (_what, open) => {
    const before = await logDigest(source.stored());
    const target = await open();
    const there = await migrate(source, target);
    expect(there).toMatchObject({ digest: before, moved: true, raisedTimes: 0 });
    // Two Ambiti, three dates, four instants and everything known.
    expect(there.plans).toBe(2 * 3 * 5);
    const home = await file('ritorno');
    expect(await migrate(target, home)).toEqual(there);
    expect(await home.head()).toEqual(await source.head());
    expect(await logDigest(source.stored())).toBe(before);
  });

  it('leaves the bytes of the file it comes from as they were', async () => {
    const place = logInFolder(join(folder, 'origine'));
    await source.close();
    const bytes = await readFile(place.file);
    const again = await openLog(place, { purpose: 'test' });
    await migrate(again, new MemoryEventStore());
    await again.close();
    expect((await readFile(place.file)).equals(bytes)).toBe(true);
  });

  it('interrupted by an outage, is finished by the same command; finished, it only compares again', async () => {
    const fixture = await peer();
    let appends = 0;
    fixture.peer.log.onGrowth(() => {
      if (++appends === 60) void fixture.peer.leave();
    });
    await expect(migrate(source, fixture.store)).rejects.toBeInstanceOf(StoreUnavailable);
    await fixture.peer.comeBack();
    const { events } = await source.head();
    const partly = await settled(() => fixture.store.head());
    expect(partly.events).toBeLessThan(events);
    expect(await migrate(source, fixture.store)).toMatchObject({ events, moved: true });
    expect(await migrate(source, fixture.store)).toMatchObject({ events, moved: false });
  });

  it('takes no destination with another history, not even of the same length', async () => {
    const other = new MemoryEventStore();
    await other.importHistory([...generateHistory({ ...HISTORY, seed: 4 })].slice(0, 20));
    await expect(migrate(source, other)).rejects.toBeInstanceOf(LogNotEmpty);
    const short = new MemoryEventStore();
    await short.importHistory([...generateHistory(HISTORY)].slice(0, 20));
    await expect(migrate(short, other)).rejects.toThrow(MigrationFailed);
  });

  it('is not done when somebody wrote to the source meanwhile', async () => {
    const target = new MemoryEventStore();
    const intrude = async (): Promise<void> => {
      const [event] = [...generateHistory({ ...HISTORY, seed: 5 })];
      await source.append('body-099999', 'none', [event!]);
    };
    let intruded: Promise<void> | undefined;
    const moving = migrate(source, target, ({ kind }) => {
      if (kind === 'comparing') intruded ??= intrude();
    });
    await expect(moving).rejects.toThrow(MigrationFailed);
    await intruded;
  });

  it('carries the time at which an event became known where the clock had been set back, and tells how many', async () => {
    const times = ['2024-03-01T10:00:00.000Z', '2024-03-01T09:00:00.000Z', '2024-03-01T11:00:00.000Z'];
    const clock = () => new Date(times.shift()!);
    const stepped = new MemoryEventStore({ clock });
    for (const [n, event] of [...generateHistory(HISTORY)].slice(0, 3).entries()) {
      await stepped.append(event.stream, 'none', [{ ...event, id: `00000000-0000-4000-8000-00000000000${n}` }]);
    }
    const target = new MemoryEventStore();
    expect(await migrate(stepped, target)).toMatchObject({ events: 3, raisedTimes: 1 });
    const recorded: string[] = [];
    for await (const { recordedAt } of target.stored()) recorded.push(recordedAt.slice(11, 16));
    expect(recorded).toEqual(['10:00', '10:00', '11:00']);
  });
});

/** Connecting again takes the client a moment. */
async function settled<T>(call: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
    }
  }
}
