import { expect } from '@jest/globals';
import type { EventStore, SubscriptionItem } from '../port.js';

/** A subscriber who asks for one item at a time. */
class Follower {
  readonly caughtUpAt: number[] = [];
  readonly #items: AsyncIterator<SubscriptionItem>;
  readonly #abort: AbortController;
  readonly #slow: boolean;

  constructor(store: EventStore, after: number, slow: boolean) {
    this.#abort = new AbortController();
    this.#items = store.subscribe(after, this.#abort.signal)[Symbol.asyncIterator]();
    this.#slow = slow;
  }

  async take(count: number): Promise<string[]> {
    const taken: string[] = [];
    while (taken.length < count) taken.push(await this.#next());
    return taken;
  }

  async takeEvents(count: number): Promise<string[]> {
    const taken: string[] = [];
    while (taken.length < count) {
      const item = await this.#next();
      if (item !== 'caught-up') taken.push(item);
    }
    return taken;
  }

  async stop(): Promise<void> {
    this.#abort.abort();
    const { done } = await this.#items.next();
    expect(done).toBe(true);
  }

  async #next(): Promise<string> {
    if (this.#slow) await new Promise((resolve) => setImmediate(resolve));
    const { value, done } = (await this.#items.next()) as IteratorResult<SubscriptionItem, undefined>;
    if (done === true) throw new Error('the subscription has ended');
    if (value.kind === 'caught-up') {
      this.caughtUpAt.push(value.position);
      return 'caught-up';
    }
    return `${value.event.stream}@${value.event.revision}`;
  }
}

export function follow(store: EventStore, after: number, slow = false): Follower {
  return new Follower(store, after, slow);
}
