import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeReadStore } from '../conformance.js';
import { SqliteReadStore } from './sqlite-read-store.js';

describeReadStore('sqlite', {
  open: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'registro-views-'));
    const store = new SqliteReadStore({ folder });
    return {
      store,
      another: async () => new SqliteReadStore({ folder }),
      drop: async () => rmSync(folder, { recursive: true }),
      dispose: async () => {
        await store.close();
        rmSync(folder, { recursive: true, force: true });
      },
    };
  },
});
