import { describe, expect, it } from '@jest/globals';
import type { SubscriptionItem } from '../port.js';
import { follow } from './follower.js';
import type { LogOfATest } from './log-of-a-test.js';
import { all, event } from './sample-events.js';

export function describeSubscription(log: LogOfATest): void {
  const { openStore } = log;

  describe('a subscription', () => {
    it('brings what is there, says that it has caught up, then brings what comes', async () => {
      const store = await openStore();
      await store.append('unit-1', 'none', [event(1, 0), event(1, 1)]);
      const subscribed = follow(store, 0);
      expect(await subscribed.take(3)).toEqual(['unit-1@0', 'unit-1@1', 'caught-up']);
      await store.append('unit-2', 'none', [event(2, 0)]);
      expect(await subscribed.take(2)).toEqual(['unit-2@0', 'caught-up']);
      await subscribed.stop();
    });

    it('says that it has caught up with an empty log, and with one it knows whole', async () => {
      const store = await openStore();
      const fromNothing = follow(store, 0);
      expect(await fromNothing.take(1)).toEqual(['caught-up']);
      const { position } = await store.append('unit-1', 'none', [event(1, 0)]);
      const fromHead = follow(store, position);
      expect(await fromHead.take(1)).toEqual(['caught-up']);
      expect(fromHead.caughtUpAt).toEqual([position]);
      await fromNothing.stop();
      await fromHead.stop();
    });

    it('says so only after the events in front of it were handled', async () => {
      const store = await openStore();
      for (let n = 0; n < 5; n++) await store.append(`unit-${n}`, 'none', [event(n, 0)]);
      const handled: number[] = [];
      const abort = new AbortController();
      for await (const item of store.subscribe(0, abort.signal)) {
        if (item.kind === 'caught-up') {
          expect(handled.at(-1)).toBe(item.position);
          abort.abort();
        } else {
          await new Promise((resolve) => setTimeout(resolve, 1));
          handled.push(item.event.position);
        }
      }
      expect(handled).toHaveLength(5);
    });

    it('loses nothing and repeats nothing for many subscribers, slow ones too, while many write', async () => {
      const store = await openStore();
      const writers = 4;
      const each = 25;
      const followers = Array.from({ length: 4 }, (_, slow) => follow(store, 0, slow % 2 === 1));
      await Promise.all(
        Array.from({ length: writers }, async (_, writer) => {
          for (let n = 0; n < each; n++) {
            await store.append(`unit-${writer}`, n === 0 ? 'none' : n - 1, [event(writer * each + n, 0)]);
          }
        }),
      );
      const expected = (await all(store)).map((stored) => `${stored.stream}@${stored.revision}`);
      for (const follower of followers) {
        expect(await follower.takeEvents(writers * each)).toEqual(expected);
        await follower.stop();
      }
    });

    it('ends when its signal aborts, also while it waits, and before it has begun', async () => {
      const store = await openStore();
      const abort = new AbortController();
      const waiting = (async () => {
        const kinds: string[] = [];
        for await (const item of store.subscribe(0, abort.signal)) kinds.push(item.kind);
        return kinds;
      })();
      await store.append('unit-1', 'none', [event(1, 0)]);
      setTimeout(() => abort.abort(), 20);
      expect((await waiting).at(-1)).toBe('caught-up');
      const items: SubscriptionItem[] = [];
      for await (const item of store.subscribe(0, AbortSignal.abort())) items.push(item);
      expect(items).toEqual([]);
    });

    it('goes on after the last event handled, when it begins again', async () => {
      const store = await openStore();
      await store.append('unit-1', 'none', [event(1, 0), event(1, 1), event(1, 2)]);
      const abort = new AbortController();
      let position = 0;
      for await (const item of store.subscribe(0, abort.signal)) {
        if (item.kind === 'event') position = item.event.position;
        if (item.kind === 'event' && item.event.revision === 1) break;
      }
      const again = follow(store, position);
      expect(await again.take(2)).toEqual(['unit-1@2', 'caught-up']);
      await again.stop();
    });
  });
}
