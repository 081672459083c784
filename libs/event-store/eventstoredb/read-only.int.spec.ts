import { describe, expect, it } from '@jest/globals';
import { event } from '../conformance/sample-events.js';
import { StoreUnavailable } from '../port.js';
import { PeerFixture } from './testing/peer-fixture.js';

describe('a register of an EventStoreDB that was opened for reading only', () => {
  it('is read, and takes neither an event nor a history', async () => {
    await using fixture = await PeerFixture.start({ access: 'read' });
    const { store, peer } = fixture;
    await expect(store.append('unit-1', 'none', [event(1, 0)])).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(store.importHistory([])).rejects.toThrow('register registro was opened for reading only');
    expect(await store.head()).toEqual({ position: 0, recordedAt: null, events: 0 });
    expect(peer.log.events).toEqual([]);
  });
});
