import { describeEventStore } from '../conformance.js';
import { MemoryEventStore } from './memory-event-store.js';

describeEventStore('memory', {
  takesClock: true,
  open: async (options) => {
    const store = new MemoryEventStore(options);
    return { store, dispose: () => store.close() };
  },
});
