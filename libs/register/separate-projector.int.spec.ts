import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Projector, ReadStoreNotReady, SqliteReadStore } from '#read-store';
import { logInFolder } from './log-place.js';
import { openLog } from './open-log.js';
import { Register, VIEWS_FOLDER } from './register.js';

describe('a register whose views another process keeps', () => {
  it('does not make them itself, says who has to, and answers as soon as they are there', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'registro-separate-'));
    await Register.create(folder);
    const asked = { data: folder, mode: 'write', clock: () => new Date(), purpose: 'serve' } as const;
    const register = await Register.open({ ...asked, projector: 'separate' });
    const log = await openLog(logInFolder(folder), { mode: 'read', purpose: 'project' });
    const views = new SqliteReadStore({ folder: join(folder, VIEWS_FOLDER) });
    const stop = new AbortController();
    try {
      await expect(register.readStoreCurrent()).rejects.toThrow(/the projector has to run/);
      expect(register.projector.status().state).toBe('idle');
      const running = new Projector({ log, views }).run(stop.signal);
      await register.readStoreCurrent();
      expect(await register.readStore.searchUnits({})).toEqual({ items: [], total: 0 });
      stop.abort();
      await running;
      const metadata = { commandId: ID, actor: 'prova', correlationId: ID, commandDigest: 'd'.repeat(64) };
      const data = { effectiveOn: '2000-01-01', kind: 'COMUNE', name: 'Cremona', ambiti: ['cremonese'] };
      await register.store.append('body-019036', 'none', [
        { id: ID, type: 'BodyRegistered', schemaVersion: 1, data, metadata },
      ]);
      const behind = register.readStoreCurrent();
      await expect(behind).rejects.toBeInstanceOf(ReadStoreNotReady);
      await expect(behind).rejects.toThrow(/at position 0, not yet at 1/);
    } finally {
      stop.abort();
      await views.close();
      await log.close();
      await register.close();
      await rm(folder, { recursive: true, force: true });
    }
  });
});

const ID = '3f0c1f0e-8a43-4b7e-9a3c-0c6a3d0f5b11';
