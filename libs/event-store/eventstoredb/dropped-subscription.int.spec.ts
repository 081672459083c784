import { describe, expect, it } from '@jest/globals';
import { follow } from '../conformance/follower.js';
import { event } from '../conformance/sample-events.js';
import { StoreUnavailable } from '../port.js';
import { PeerFixture } from './testing/peer-fixture.js';
import type { SubscriptionStep } from './testing/scripted-peer.js';

const EVENTS = 6;

describe('a subscription to an EventStoreDB', () => {
  it.each<[string, SubscriptionStep[]]>([
    ['dropped because its consumer was too slow', ['caught up', { events: 3 }, 'too slow']],
    ['dropped before it brought anything', ['too slow']],
    ['whose connection is lost', [{ events: 4 }, 'lose the connection']],
    ['that the server ends', [{ events: 2 }, 'end']],
    ['that falls silent while it still owes events', [{ events: 2 }, 'be silent']],
    [
      'dropped right after a checkpoint far ahead of the events',
      [{ events: 3 }, { checkpoint: 9_000_000 }, 'too slow'],
    ],
    ['that brings a checkpoint behind its events', [{ events: 3 }, { checkpoint: 1 }, 'too slow']],
  ])('%s goes on after the last event that was handled', async (_what, steps) => {
    let drops = 0;
    await using fixture = await PeerFixture.start({ onSubscription: () => drops++ });
    const { peer, store } = fixture;
    for (let n = 0; n < EVENTS; n++) await store.append(`unit-${n}`, 'none', [event(n, 0)]);
    peer.subscriptions.push(steps);
    const follower = follow(store, 0);
    const all = Array.from({ length: EVENTS }, (_, n) => `unit-${n}@0`);
    expect(await follower.takeEvents(EVENTS)).toEqual(all);
    expect(await follower.take(1)).toEqual(['caught-up']);
    await store.append('unit-9', 'none', [event(9, 0)]);
    expect(await follower.take(2)).toEqual(['unit-9@0', 'caught-up']);
    await follower.stop();
    expect(drops).toBe(1);
    const brought = steps.reduce(
      (sum, step) => sum + (typeof step === 'object' && 'events' in step ? step.events : 0),
      0,
    );
    const begun = peer.log.stream('registro.marks')[0]?.position;
    const lastHandled = peer.log.stream(`registro:unit-${brought - 1}`)[0]?.position ?? begun;
    expect(peer.subscribedAfter).toEqual([begun, lastHandled]);
  });

  it('up to an event that never comes ends in an answer, however often the server says that there is no more', async () => {
    await using fixture = await PeerFixture.start();
    const { peer, store } = fixture;
    await store.append('unit-1', 'none', [event(1, 0)]);
    for (let n = 0; n < 20; n++) peer.subscriptions.push(['caught up', 'be silent']);
    const reading = (async () => {
      for await (const _event of store.readAll(0));
    })();
    await expect(reading).rejects.toBeInstanceOf(StoreUnavailable);
  });

  it('brings an event once that the server sends twice', async () => {
    await using fixture = await PeerFixture.start();
    const { peer, store } = fixture;
    for (let n = 0; n < 3; n++) await store.append(`unit-${n}`, 'none', [event(n, 0)]);
    peer.subscriptions.push([{ events: 2 }, 'the last event again', { events: 1 }, 'caught up']);
    const follower = follow(store, 0);
    expect(await follower.take(4)).toEqual(['unit-0@0', 'unit-1@0', 'unit-2@0', 'caught-up']);
    await follower.stop();
  });

  it('has not caught up because the server says so, but when what this process knows to be there was handled', async () => {
    await using fixture = await PeerFixture.start();
    const { peer, store } = fixture;
    for (let n = 0; n < 3; n++) await store.append(`unit-${n}`, 'none', [event(n, 0)]);
    peer.subscriptions.push([{ events: 1 }, 'caught up', { events: 2 }]);
    const follower = follow(store, 0);
    expect(await follower.take(4)).toEqual(['unit-0@0', 'unit-1@0', 'unit-2@0', 'caught-up']);
    await follower.stop();
  });

  it('waits through an outage, however long, and tells how it goes on', async () => {
    const notices: number[] = [];
    await using fixture = await PeerFixture.start({ onSubscription: ({ after }) => notices.push(after) });
    const { peer, store } = fixture;
    await store.append('unit-1', 'none', [event(1, 0)]);
    const follower = follow(store, 0);
    expect(await follower.take(2)).toEqual(['unit-1@0', 'caught-up']);
    const next = follower.take(1);
    await peer.leave();
    while (notices.length < 3) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(new Set(notices)).toEqual(new Set([peer.log.stream('registro:unit-1')[0]?.position]));
    await peer.comeBack();
    // Its own outage, not the subscription's: the append may meet the dead connection.
    await store.append('unit-2', 'none', [event(2, 0)]).catch(() => store.append('unit-2', 'none', [event(2, 0)]));
    expect(await next).toEqual(['unit-2@0']);
    expect(await follower.take(1)).toEqual(['caught-up']);
    await follower.stop();
  });

  it('reads a log to its end in spite of drops, and gives up when two in a row bring nothing', async () => {
    await using fixture = await PeerFixture.start();
    const { peer, store } = fixture;
    for (let n = 0; n < EVENTS; n++) await store.append(`unit-${n}`, 'none', [event(n, 0)]);
    const read = async (): Promise<number> => {
      let events = 0;
      for await (const _event of store.readAll(0)) events++;
      return events;
    };
    peer.subscriptions.push([{ events: 2 }, 'too slow'], ['too slow'], [{ events: 1 }, 'end']);
    expect(await read()).toBe(EVENTS);
    peer.subscriptions.push([{ events: 2 }, 'too slow'], ['too slow'], ['too slow']);
    await expect(read()).rejects.toThrow(/too slow/);
  });
});
