import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from '@jest/globals';
import { asStored } from '../codec.js';
import { StoreUnavailable, UnreadableEvent, type StoredEvent } from '../port.js';
import { Upcasters } from '../upcasters.js';
import type { SqliteEventStore } from './sqlite-event-store.js';
import { RegisterFixture, sampleEvent, sampleHistory } from './testing/register-fixture.js';

describe('the log in SQLite', () => {
  it('has contiguous positions from 1, also after refusals, repetitions and a restart', async () => {
    await using fixture = new RegisterFixture();
    const store = await fixture.open();
    await store.append('unit-1', 'none', [sampleEvent(1), sampleEvent(1, 1)]);
    await expect(store.append('unit-1', 'none', [sampleEvent(2)])).rejects.toThrow();
    await store.append('unit-1', 'none', [sampleEvent(1), sampleEvent(1, 1)]);
    await store.append('unit-2', 'none', [sampleEvent(3)]);
    await store.close();
    const again = await fixture.open();
    await again.append('unit-2', 0, [sampleEvent(4)]);
    expect(await positions(again)).toEqual([1, 2, 3, 4]);
    expect(await problems(again)).toEqual([]);
  });

  it('writes appends that arrive together in fewer transactions than there are appends', async () => {
    await using fixture = new RegisterFixture();
    const store = await fixture.open();
    const writers = 16;
    const each = 10;
    await Promise.all(
      Array.from({ length: writers }, async (_, writer) => {
        for (let n = 0; n < each; n++) {
          await store.append(`unit-${writer}`, n === 0 ? 'none' : n - 1, [sampleEvent(writer * each + n)]);
        }
      }),
    );
    expect(await positions(store)).toHaveLength(writers * each);
    expect(store.transactions).toBeLessThanOrEqual((writers * each) / 4);
  });

  it('makes appends wait while a history is imported, and then knows where the log ends', async () => {
    await using fixture = new RegisterFixture();
    const store = await fixture.open();
    const importing = store.importHistory(sampleHistory(2_000));
    const appended = await store.append('unit-new', 'none', [sampleEvent(9_999)]);
    await expect(importing).resolves.toMatchObject({ position: 2_000, events: 2_000 });
    expect(appended.position).toBe(2_001);
    expect(await problems(store)).toEqual([]);
  });

  it('takes back every append of a transaction that the disk refuses, and goes on when it can', async () => {
    await using fixture = new RegisterFixture();
    const store = await fixture.open({ clock: failingOnce(3) });
    const first = await store.append('unit-1', 'none', [sampleEvent(1)]);
    const together = await Promise.allSettled([
      store.append('unit-2', 'none', [sampleEvent(2)]),
      store.append('unit-3', 'none', [sampleEvent(3)]),
    ]);
    expect(together.map((outcome) => outcome.status)).toEqual(['rejected', 'rejected']);
    expect(await positions(store)).toEqual([first.position]);
    await expect(store.append('unit-2', 'none', [sampleEvent(2)])).resolves.toMatchObject({
      position: 2,
      repeated: false,
    });
    expect(await problems(store)).toEqual([]);
  });

  it('lets readers go on in the middle of a large read while others write', async () => {
    await using fixture = new RegisterFixture();
    const store = await fixture.open();
    await store.importHistory(sampleHistory(3_000));
    let read = 0;
    let turns = 0;
    const ticking = setInterval(() => turns++, 0);
    for await (const event of store.readAll(0)) {
      read++;
      if (event.position === 1_000) await store.append('unit-new', 'none', [sampleEvent(9_999)]);
    }
    clearInterval(ticking);
    expect(read).toBe(3_000);
    expect(turns).toBeGreaterThan(0);
  });

  it.each([
    ['an event that is missing', 'DELETE FROM events WHERE position = 3', 3, 'missing-position'],
    [
      'data that were changed',
      `UPDATE events SET data = '{"effectiveOn":"1999-01-01"}' WHERE position = 3`,
      3,
      'unreadable-event',
    ],
    ['an event moved to another stream', 'UPDATE events SET stream = 99 WHERE position = 3', 3, 'unreadable-event'],
    ['an actor that was changed', 'UPDATE recordings SET actor = actor + 1 WHERE first = 3', 3, 'unreadable-event'],
    [
      'a recorded time that was changed',
      'UPDATE recordings SET recorded_at = recorded_at - 1 WHERE first = 3',
      3,
      'unreadable-event',
    ],
    ['a recording that is missing', 'DELETE FROM recordings WHERE first = 3', 3, 'unreadable-event'],
    [
      'a type that was renamed',
      `UPDATE names SET name = 'UnitSold' WHERE name = 'UnitReleased'`,
      1,
      'unreadable-event',
    ],
  ])('names %s, to readers and to the inspection', async (_what, sql, position, kind) => {
    await using fixture = new RegisterFixture();
    const store = await fixture.open();
    await store.importHistory(sampleHistory(6, 2));
    await store.close();
    const db = new DatabaseSync(fixture.file);
    db.exec(sql);
    db.close();
    const damaged = await fixture.open({ access: 'read' });
    const read: number[] = [];
    const reading = (async () => {
      for await (const event of damaged.readAll(0)) read.push(event.position);
    })();
    await expect(reading).rejects.toBeInstanceOf(UnreadableEvent);
    await expect(reading).rejects.toMatchObject({ position });
    expect(read).toEqual(Array.from({ length: position - 1 }, (_, n) => n + 1));
    expect(await problems(damaged)).toContainEqual(expect.objectContaining({ kind, position }));
  });

  it('refuses a stream in which a revision is missing', async () => {
    await using fixture = new RegisterFixture();
    const store = await fixture.open();
    await store.importHistory(sampleHistory(6, 2));
    await store.close();
    const db = new DatabaseSync(fixture.file);
    db.exec('DELETE FROM events WHERE position = 3');
    db.close();
    const damaged = await fixture.open({ access: 'read' });
    await expect(damaged.readStream('unit-0')).rejects.toBeInstanceOf(UnreadableEvent);
    await expect(damaged.readStream('unit-1')).resolves.toHaveLength(3);
  });

  it('gives the events as they were written to those who ask for them without upcasting', async () => {
    await using fixture = new RegisterFixture();
    const store = await fixture.open({ codec: asStored });
    await store.append('unit-1', 'none', [{ ...sampleEvent(2), data: { old: true } }]);
    await store.close();
    const codec = new Upcasters({ UnitReleased: 2 }, [
      { type: 'UnitReleased', fromVersion: 1, up: () => ({ old: false }) },
    ]);
    const today = await fixture.open({ codec });
    expect((await all(today.readAll(0)))[0]).toMatchObject({ schemaVersion: 2, data: { old: false } });
    expect((await all(today.stored()))[0]).toMatchObject({ schemaVersion: 1, data: { old: true } });
  });

  it('closed in the middle of a read says so to the reader', async () => {
    await using fixture = new RegisterFixture();
    const store = await fixture.open();
    await store.importHistory(sampleHistory(2_000));
    const reading = (async () => {
      for await (const event of store.readAll(0)) if (event.position === 10) await store.close();
    })();
    await expect(reading).rejects.toBeInstanceOf(StoreUnavailable);
  });
});

/** A clock that fails at one call: as far as the transaction goes, a disk that is full in the middle of it. */
function failingOnce(call: number): () => Date {
  let calls = 0;
  return () => {
    if (++calls === call) throw new Error('the disk is full');
    return new Date();
  };
}

async function all(events: AsyncIterable<StoredEvent>): Promise<StoredEvent[]> {
  const read: StoredEvent[] = [];
  for await (const event of events) read.push(event);
  return read;
}

async function positions(store: SqliteEventStore): Promise<number[]> {
  return (await all(store.readAll(0))).map((event) => event.position);
}

async function problems(store: SqliteEventStore): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const problem of store.inspect()) found.push(problem);
  return found;
}
