import { describe, expect, it } from '@jest/globals';
import { event } from '../conformance/sample-events.js';
import { StoreUnavailable, UnreadableEvent, type EventStore } from '../port.js';
import { EventStoreDbEventStore } from './eventstoredb-event-store.js';
import { PeerFixture } from './testing/peer-fixture.js';
import type { ScriptedPeer } from './testing/scripted-peer.js';

const CALLS: [string, (store: EventStore) => Promise<unknown>][] = [
  ['append', (store) => store.append('unit-1', 0, [event(2, 0)])],
  ['readStream', (store) => store.readStream('unit-1')],
  ['readAll', (store) => store.readAll(0)[Symbol.asyncIterator]().next()],
  ['readCommand', (store) => store.readCommand('c')],
  ['head', (store) => store.head()],
  ['coordinate', (store) => store.coordinate(10_000_000)],
  ['resolveInstant', (store) => store.resolveInstant('2026-01-01T08:00:00Z')],
  ['importHistory', (store) => store.importHistory([])],
];

describe('an EventStoreDB that is out of reach', () => {
  it.each<[string, (peer: ScriptedPeer) => unknown, (peer: ScriptedPeer) => unknown]>([
    ['gone', (peer) => peer.leave(), (peer) => peer.comeBack()],
    ['frozen', (peer) => (peer.frozen = true), (peer) => (peer.frozen = false)],
    ['starting', (peer) => (peer.starting = true), (peer) => (peer.starting = false)],
  ])('because it is %s, is told by every call; and each works again when it is there', async (_what, out, back) => {
    await using fixture = await PeerFixture.start();
    const { peer, store } = fixture;
    await store.append('unit-1', 'none', [event(1, 0)]);
    await out(peer);
    const during = await Promise.allSettled(CALLS.map(([, call]) => call(store)));
    for (const [n, outcome] of during.entries()) {
      expect([CALLS[n]?.[0], outcome.status]).toEqual([CALLS[n]?.[0], 'rejected']);
      if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(StoreUnavailable);
    }
    expect(fixture.idsIn('unit-1')).toHaveLength(1);
    await back(peer);
    await eventually(() => store.head());
    expect(await store.readStream('unit-1')).toHaveLength(1);
    await expect(store.append('unit-1', 0, [event(2, 0)])).resolves.toMatchObject({ revision: 1 });
    expect((await store.head()).position).toBe(peer.log.events.at(-1)?.position);
  });
});

describe('what lies on an EventStoreDB beside the register', () => {
  it('is not seen: its own events, another register, the streams that serve this one', async () => {
    await using fixture = await PeerFixture.start();
    const { peer, store } = fixture;
    peer.log.put('$settings', 'a0000000-0000-4000-8000-000000000001', '$metadata', {}, {});
    await store.append('unit-1', 'none', [event(1, 0)]);
    peer.log.put('cremona:unit-1', 'a0000000-0000-4000-8000-000000000002', 'UnitRegistered', {}, {});
    peer.log.put('registro2:unit-1', 'a0000000-0000-4000-8000-000000000003', 'UnitRegistered', {}, {});
    const seen: string[] = [];
    for await (const { stream } of store.readAll(0)) seen.push(stream);
    expect(seen).toEqual(['unit-1']);
    expect((await store.head()).position).toBe(peer.log.stream('registro:unit-1')[0]?.position);
  });

  it.each<[string, unknown, unknown]>([
    ['data that are no JSON', '{"n":', { commandId: 'c', schemaVersion: 1 }],
    ['data that are a text', '"n"', { commandId: 'c', schemaVersion: 1 }],
    ['metadata that tell no schema version', { n: 1 }, { commandId: 'c', actor: 'a' }],
    ['metadata that tell no command', { n: 1 }, { schemaVersion: 1 }],
    ['a recorded time that is none', { n: 1 }, { ...event(1, 0).metadata, schemaVersion: 1, recordedAt: 'yesterday' }],
  ])('is named and never skipped where it has %s', async (_what, data, metadata) => {
    await using fixture = await PeerFixture.start();
    const { peer, store } = fixture;
    fixture.begin();
    peer.log.put('registro:unit-1', event(1, 0).id, 'UnitRegistered', data, metadata);
    const position = peer.log.events[1]?.position;
    await expect(store.readStream('unit-1')).rejects.toBeInstanceOf(UnreadableEvent);
    const reading = (async () => {
      for await (const _event of store.readAll(0));
    })();
    await expect(reading).rejects.toMatchObject({ name: 'UnreadableEvent', stream: 'unit-1', position });
    expect((await store.head()).position).toBe(position);
  });
});

describe('one process', () => {
  it('uses one EventStoreDB, and says so without telling a password', async () => {
    await using fixture = await PeerFixture.start();
    const second = new EventStoreDbEventStore({ url: fixture.peer.url, register: 'cremona' });
    await second.append('unit-1', 'none', [event(1, 0)]);
    expect(await fixture.store.readStream('unit-1')).toEqual([]);
    await second.close();
    await fixture.store.append('unit-1', 'none', [event(1, 0)]);
    const other = (): unknown => new EventStoreDbEventStore({ url: 'esdb://ada:secret@elsewhere:2113' });
    expect(other).toThrow(RangeError);
    expect(other).toThrow(/elsewhere:2113/);
    expect(other).not.toThrow(/secret/);
  });

  it.each(['http://127.0.0.1:2113', 'esdb://', 'esdb://:secret@host', 'esdb://host:2113', 'esdb://host:2113?tls=true'])(
    'is not opened with %s: no address, or TLS without credentials',
    (url) => {
      expect(() => new EventStoreDbEventStore({ url })).toThrow(RangeError);
    },
  );
});

/** Connecting again takes the client a moment. */
async function eventually(call: () => Promise<unknown>): Promise<void> {
  for (;;) {
    try {
      await call();
      return;
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
    }
  }
}
