import { describe, expect, it } from '@jest/globals';
import { event } from '../conformance/sample-events.js';
import { EventIdTaken, StoreUnavailable, WrongExpectedRevision } from '../port.js';
import { PeerFixture } from './testing/peer-fixture.js';
import type { AppendAct } from './testing/scripted-peer.js';

const EVENTS = [event(1, 0), event(1, 1)];
const IDS = EVENTS.map(({ id }) => id);

describe('an append to an EventStoreDB whose answer is lost', () => {
  it.each<[AppendAct[]]>([
    [['store, then lose the connection']],
    [['store, then be silent']],
    [['lose the connection']],
    [['lose the connection while it is sent']],
    [['be silent']],
    [['not ready']],
    [['keep it until the next one comes']],
  ])('is answered as if it had not been, and stored once (%j)', async (acts) => {
    await using fixture = await PeerFixture.start();
    const { peer, store } = fixture;
    await store.append('unit-1', 'none', [event(9, 0)]);
    peer.appends.push(...acts);
    const result = await store.append('unit-1', 0, EVENTS);
    expect(fixture.idsIn('unit-1').slice(1)).toEqual(IDS);
    const position = peer.log.stream('registro:unit-1').at(-1)?.position;
    expect(result).toEqual({ revision: 2, position, repeated: false });
    expect(await store.append('unit-1', 2, EVENTS)).toEqual({ ...result, repeated: true });
    expect(fixture.idsIn('unit-1')).toHaveLength(3);
  });

  it.each<[AppendAct]>([
    ['lose the connection'],
    ['lose the connection while it is sent'],
    ['be silent'],
    ['not ready'],
  ])('and is not there after a second try, is said to be out of reach, and nothing is stored (%s)', async (act) => {
    await using fixture = await PeerFixture.start();
    const { peer, store } = fixture;
    peer.appends.push(act, act);
    await expect(store.append('unit-1', 'none', EVENTS)).rejects.toBeInstanceOf(StoreUnavailable);
    expect(fixture.idsIn('unit-1')).toEqual([]);
    expect(await store.readCommand(EVENTS[0]?.metadata.commandId ?? '')).toEqual([]);
    await expect(store.append('unit-1', 'none', EVENTS)).resolves.toMatchObject({ revision: 1, repeated: false });
    expect(fixture.idsIn('unit-1')).toEqual(IDS);
  });

  it('and is stored by its second try whose answer is lost too, is found by its command when it is sent again', async () => {
    await using fixture = await PeerFixture.start();
    const { peer, store } = fixture;
    peer.appends.push('be silent', 'store, then be silent');
    await expect(store.append('unit-1', 'none', EVENTS)).rejects.toBeInstanceOf(StoreUnavailable);
    const found = await store.readCommand(EVENTS[0]?.metadata.commandId ?? '');
    expect(found.map(({ id }) => id)).toEqual(IDS);
    await expect(store.append('unit-1', 'none', EVENTS)).resolves.toMatchObject({ revision: 1, repeated: true });
    expect(fixture.idsIn('unit-1')).toEqual(IDS);
  });
});

describe('an append to an EventStoreDB that is refused', () => {
  it('names the revision that the stream is at, or that there is none', async () => {
    await using fixture = await PeerFixture.start();
    const { store } = fixture;
    await expect(store.append('unit-1', 4, EVENTS)).rejects.toMatchObject({ stream: 'unit-1', actual: 'none' });
    await store.append('unit-1', 'none', [event(9, 0)]);
    await expect(store.append('unit-1', 'none', EVENTS)).rejects.toMatchObject({ expected: 'none', actual: 0 });
    await expect(store.append('unit-1', 7, EVENTS)).rejects.toBeInstanceOf(WrongExpectedRevision);
    expect(fixture.idsIn('unit-1')).toHaveLength(1);
  });

  it('when its answer was lost, it was not stored, and another process wrote there meanwhile', async () => {
    await using fixture = await PeerFixture.start();
    const { peer, store } = fixture;
    await store.append('unit-1', 'none', [event(9, 0)]);
    peer.appends.push('be silent');
    const appending = store.append('unit-1', 0, EVENTS);
    while (peer.appends.length > 0) await new Promise((resolve) => setImmediate(resolve));
    const other = event(8, 0);
    peer.log.put('registro:unit-1', other.id, other.type, other.data, { ...other.metadata, schemaVersion: 1 });
    await expect(appending).rejects.toMatchObject({ name: 'WrongExpectedRevision', expected: 0, actual: 1 });
    expect(fixture.idsIn('unit-1')).toEqual([event(9, 0).id, other.id]);
  });

  it('when another process was faster with the same command and another content, which the server does not look at', async () => {
    await using fixture = await PeerFixture.start();
    const { peer, store } = fixture;
    const [first] = EVENTS;
    if (!first) return;
    peer.appends.push('not ready');
    const appending = store.append('unit-1', 'none', [first]);
    while (peer.appends.length > 0) await new Promise((resolve) => setImmediate(resolve));
    peer.log.put('registro:unit-1', first.id, first.type, { n: 'other' }, { ...first.metadata, schemaVersion: 1 });
    await expect(appending).rejects.toBeInstanceOf(EventIdTaken);
    expect(fixture.idsIn('unit-1')).toEqual([first.id]);
  });
});
