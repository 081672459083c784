import type { EventCodec } from '../codec.js';
import type { Clock } from '../instants.js';
import type { EventStore } from '../port.js';

export interface LogOptions {
  readonly clock?: Clock;
  readonly codec?: EventCodec;
}

export interface StoreUnderTest {
  readonly store: EventStore;
  /** Closes the store and opens the same log again, as after a restart; `codec` as at the first opening unless given. */
  reopen?(codec?: EventCodec): Promise<EventStore>;
  dispose(): Promise<void>;
}

/** What a test of the suite gets: an empty log of its own, disposed of when the test is over. */
export interface LogOfATest {
  readonly open: (options?: LogOptions) => Promise<StoreUnderTest>;
  readonly openStore: (options?: LogOptions) => Promise<EventStore>;
  readonly takesClock: boolean;
}
