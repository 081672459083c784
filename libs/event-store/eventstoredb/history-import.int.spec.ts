import { describe, expect, it } from '@jest/globals';
import { all, event, historical } from '../conformance/sample-events.js';
import { LogNotEmpty, StoreUnavailable } from '../port.js';
import { EventStoreDbEventStore } from './eventstoredb-event-store.js';
import { PeerFixture } from './testing/peer-fixture.js';

const HISTORY = [
  historical('unit-1', 0, event(1, 0), 1),
  historical('unit-2', 0, event(1, 1), 1),
  historical('unit-1', 1, event(2, 0), 2),
];
/** What a caller is told who has to import the same history again. */
const IN_PART = /the history is partly imported: import the same one again$/;

describe('an import that the EventStoreDB does not let come to its end', () => {
  it.each<[string, string]>([
    ['before the first event is written, but begun', 'registro.imports'],
    ['among its events', 'registro:unit-2'],
    ['after the last of them, before it is noted as finished', 'registro:unit-1'],
  ])('%s, says that the same history has to be imported again, and that finishes it', async (_where, stream) => {
    await using fixture = await PeerFixture.start();
    const { peer, store } = fixture;
    const events = stream === 'registro:unit-1' ? 2 : 1;
    const deaf = peer.log.onGrowth(() => (peer.starting = peer.log.stream(stream).length === events));
    const failed = store.importHistory(HISTORY);
    await expect(failed).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(failed).rejects.toThrow(IN_PART);
    deaf();
    peer.starting = false;
    await expect(store.importHistory(HISTORY)).resolves.toMatchObject({ events: HISTORY.length });
    expect((await all(store)).map(({ position: _position, ...rest }) => rest)).toEqual(HISTORY);
    await expect(store.importHistory(HISTORY)).rejects.toBeInstanceOf(LogNotEmpty);
  });

  it('takes no other event until it is finished, which an event in its way would prevent for ever, and is told by an inspection', async () => {
    await using fixture = await PeerFixture.start();
    const { peer, store } = fixture;
    const deaf = peer.log.onGrowth(() => (peer.starting = peer.log.stream('registro:unit-2').length === 1));
    await expect(store.importHistory(HISTORY)).rejects.toBeInstanceOf(StoreUnavailable);
    deaf();
    peer.starting = false;
    const other = new EventStoreDbEventStore({ url: peer.url });
    const late = event(9, 0);
    const told = 'a history of 3 events is there only in part: import the same one again';
    await expect(other.append('unit-2', 0, [late])).rejects.toThrow(told);
    expect(await Array.fromAsync(other.inspect())).toMatchObject([{ kind: 'part-of-a-history', message: told }]);
    await store.importHistory(HISTORY);
    expect(await Array.fromAsync(other.inspect())).toEqual([]);
    await expect(other.append('unit-2', 0, [late])).resolves.toMatchObject({ revision: 1, repeated: false });
    await other.close();
  });

  it('is finished all the same where only the answer to its last note is lost: done again, it would be refused', async () => {
    await using fixture = await PeerFixture.start();
    const { peer, store } = fixture;
    const deaf = peer.log.onGrowth(() => {
      if (peer.log.events.at(-1)?.type !== 'ImportFinished') return;
      deaf();
      void peer.leave().then(() => peer.comeBack());
    });
    await expect(store.importHistory(HISTORY)).resolves.toMatchObject({ events: HISTORY.length });
    expect(peer.log.stream('registro.imports').map(({ type }) => type)).toEqual(['ImportBegun', 'ImportFinished']);
  });
});
