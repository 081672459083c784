import { expect, it } from '@jest/globals';
import { StoreUnavailable } from '../port.js';
import { follow } from './follower.js';
import type { LogOfATest } from './log-of-a-test.js';
import { allInPages, event } from './sample-events.js';

export function describeClosing(log: LogOfATest): void {
  const { openStore } = log;

  it('once closed says so, and ends those who wait', async () => {
    const store = await openStore();
    const written = store.append('unit-1', 'none', [event(1, 0)]);
    const subscribed = follow(store, 0);
    await written;
    const ended = expect(subscribed.takeEvents(2)).rejects.toBeInstanceOf(StoreUnavailable);
    await store.close();
    await ended;
    await store.close();
    await expect(store.append('unit-1', 0, [event(2, 0)])).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(store.readStream('unit-1')).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(allInPages(store)).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(store.head()).rejects.toBeInstanceOf(StoreUnavailable);
  });
}
