import { describe, expect, it } from '@jest/globals';
import { eventId } from '../ids.js';
import { command, event } from '../conformance/sample-events.js';
import { EventStoreDbEventStore } from './eventstoredb-event-store.js';
import type { PeerLog } from './testing/peer-log.js';
import { PeerFixture } from './testing/peer-fixture.js';

const EVENTS = 9_000;
const MARKS = 'registro.marks';

/** Recorded times that rise, but for clocks that step back now and then: an event each second, every 70th an hour late. */
function recordedMillis(n: number): number {
  return Date.UTC(2026, 0, 1) + n * 1000 - (n % 70 === 0 ? 3_600_000 : 0);
}

/** @returns the position of each event, and the running maximum of the recorded times up to it */
function fill(log: PeerLog, events: number): { readonly positions: number[]; readonly known: number[] } {
  for (let n = 0; n < events; n++) {
    const metadata = {
      commandId: command(n),
      actor: 'a',
      correlationId: 'c',
      commandDigest: 'd',
      schemaVersion: 1,
      recordedAt: new Date(recordedMillis(n)).toISOString(),
    };
    log.put(`registro:unit-${n}`, eventId(command(n), 0), 'UnitRegistered', { n }, metadata);
  }
  const known: number[] = [];
  for (let n = 0; n < events; n++) known.push(Math.max(recordedMillis(n), known.at(-1) ?? -Infinity));
  return { positions: log.events.slice(-events).map(({ position }) => position), known };
}

describe('what was known when, on a log of 9,000 events and clocks that step back', () => {
  it.each([
    'by the process that reads it first',
    'by one that finds the marks of the first',
    'with a mark that is none',
  ])('is the prefix that a whole reading tells, %s', async (how) => {
    await using fixture = await PeerFixture.start();
    const { peer } = fixture;
    fixture.begin();
    const { positions, known } = fill(peer.log, EVENTS);
    if (how.includes('none')) peer.log.put(MARKS, eventId(command(1), 7), 'KnownMark', { events: 12 }, {});
    if (how.includes('finds')) {
      await fixture.store.head();
      expect(peer.log.stream(MARKS)).toHaveLength(3);
    }
    const store = new EventStoreDbEventStore({ url: peer.url });
    const recordedAt = (n: number): string => new Date(known[n] ?? NaN).toISOString();
    const last = EVENTS - 1;
    for (const n of [0, 1, 69, 70, 71, 4_094, 4_095, 4_096, 4_097, 8_191, 8_192, last]) {
      const at = { position: positions[n], recordedAt: recordedAt(n), events: n + 1 };
      expect(await store.coordinate(positions[n] ?? 0)).toEqual(at);
      expect(await store.coordinate((positions[n] ?? 0) + 1)).toEqual(at);
      const position = positions[known.findLastIndex((millis) => millis <= (known[n] ?? 0))];
      const settled = position !== positions[last];
      expect(await store.resolveInstant(recordedAt(n))).toEqual({ position, settled });
    }
    expect(await store.coordinate((positions[0] ?? 0) - 1)).toEqual({ position: 0, recordedAt: null, events: 0 });
    expect(await store.resolveInstant('2025-12-31T22:00:00Z')).toEqual({ position: 0, settled: true });
    expect(await store.head()).toEqual({ position: positions[last], recordedAt: recordedAt(last), events: EVENTS });
    await store.close();
  });
});

describe('a register that has not begun', () => {
  // Of several that write the very same event at once, a real server lets all but one wait for its own timeout.
  it('begins once, however many write to it at first', async () => {
    await using fixture = await PeerFixture.start();
    const { peer, store } = fixture;
    await Promise.all(Array.from({ length: 10 }, (_, n) => store.append(`unit-${n}`, 'none', [event(n, 0)])));
    expect(peer.appendedTo.filter((stream) => stream === MARKS)).toHaveLength(1);
    expect(peer.log.events[0]).toMatchObject({ stream: MARKS, type: 'RegisterBegun' });
    expect((await store.head()).events).toBe(10);
  });
});
