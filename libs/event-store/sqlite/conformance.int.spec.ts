import { describeEventStore } from '../conformance.js';
import { RegisterFixture } from './testing/register-fixture.js';

describeEventStore('sqlite', {
  takesClock: true,
  open: async (options) => {
    const fixture = new RegisterFixture();
    const store = await fixture.open(options);
    return {
      store,
      reopen: async (codec) => {
        await store.close();
        return fixture.open(codec ? { ...options, codec } : options);
      },
      dispose: () => fixture[Symbol.asyncDispose](),
    };
  },
});
