import { afterEach, describe } from '@jest/globals';
import { describeAppending } from './conformance/appending.js';
import { describeClosing } from './conformance/closing.js';
import { describeHistory } from './conformance/history.js';
import { describeKnownInstant } from './conformance/known-instant.js';
import { describeManyWriters } from './conformance/many-writers.js';
import { describeReading } from './conformance/reading.js';
import { describeRepeatedAppend } from './conformance/repeated-append.js';
import { describeSchemas } from './conformance/schemas.js';
import { describeSubscription } from './conformance/subscription.js';
import type { LogOfATest, LogOptions, StoreUnderTest } from './conformance/log-of-a-test.js';

export type { LogOptions, StoreUnderTest } from './conformance/log-of-a-test.js';

export interface EventStoreFactory {
  /** An empty log of its own for every test. */
  open(options: LogOptions): Promise<StoreUnderTest>;
  /** False where a server sets recorded times: then tests that turn the clock back are left out. */
  readonly takesClock: boolean;
}

/** Everything that the port promises, for one adapter. Positions are opaque here: strictly increasing, nothing more. */
export function describeEventStore(name: string, factory: EventStoreFactory): void {
  describe(`the event store "${name}"`, () => {
    const opened: StoreUnderTest[] = [];
    const open = async (options: LogOptions = {}): Promise<StoreUnderTest> => {
      const under = await factory.open(options);
      opened.push(under);
      return under;
    };
    const log: LogOfATest = {
      open,
      openStore: async (options) => (await open(options)).store,
      takesClock: factory.takesClock,
    };

    afterEach(async () => {
      for (const under of opened.splice(0)) await under.dispose();
    });

    describeAppending(log);
    describeRepeatedAppend(log);
    describeReading(log);
    describeManyWriters(log);
    describeKnownInstant(log);
    describeSubscription(log);
    describeSchemas(log);
    describeHistory(log);
    describeClosing(log);
  });
}
