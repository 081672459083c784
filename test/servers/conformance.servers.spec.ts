import { describeEventStore } from '../../libs/event-store/conformance.js';
import { freshRegister, openLog } from './server.js';

describeEventStore('eventstoredb', {
  takesClock: false,
  open: async ({ codec }) => {
    const register = freshRegister();
    let store = openLog(register, codec ? { codec } : {});
    return {
      store,
      reopen: async (other = codec) => {
        await store.close();
        store = openLog(register, other ? { codec: other } : {});
        return store;
      },
      dispose: () => store.close(),
    };
  },
});
