import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventId } from '#event-store';
import { SqliteReadStore, verifyViews } from '#read-store';
import { PeerFixture } from '../../libs/event-store/eventstoredb/testing/peer-fixture.js';
import { testUuid } from '../../libs/read-store/testing/test-log.js';
import { Projecting } from './projecting.js';

const UNITS = 12;

describe('a projector on an EventStoreDB', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'registro-projector-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('goes through dropped subscriptions and an outage by itself, and its views are what a rebuild makes', async () => {
    const drops: string[] = [];
    await using fixture = await PeerFixture.start({ onSubscription: ({ reason }) => drops.push(reason) });
    const { peer, store } = fixture;
    const views = new SqliteReadStore({ folder });
    const projecting = new Projecting({ openLog: async () => store, views, say: () => undefined, rebuild: false });
    const stop = new AbortController();
    const ended = projecting.run(stop.signal);
    const current = async (events: number): Promise<void> => {
      while ((await views.checkpoint())?.events !== events) await sleep(10);
    };
    try {
      await store.append(...registered(0));
      await current(1);
      peer.subscriptions.push(
        [{ events: 3 }, 'too slow'],
        [{ checkpoint: 9_000_000 }, 'too slow'],
        [{ events: 2 }, 'end'],
      );
      // Whoever follows now loses his connection, and finds what was appended piece by piece.
      await peer.leave();
      await untilThrows(() => projecting.lag());
      expect(projecting.status()).toMatchObject({ state: 'following', stoppedBy: undefined });
      await peer.comeBack();
      for (let n = 1; n < UNITS; n++) await untilThere(() => store.append(...registered(n)));
      await current(UNITS);
      expect(await projecting.lag()).toMatchObject({ caughtUp: true, events: 0, seconds: 0 });
      expect(await verifyViews(store, views)).toEqual([]);
      expect(drops.filter((reason) => /too slow/.test(reason))).toHaveLength(2);
      expect(projecting.status()).toMatchObject({ state: 'following', failures: 0 });
    } finally {
      stop.abort();
      await ended;
      await views.close();
    }
  });
});

function registered(n: number): Parameters<PeerFixture['store']['append']> {
  const unitId = testUuid(`unit ${n}`);
  const commandId = testUuid(`command ${n}`);
  const metadata = { commandId, actor: 'prova', correlationId: commandId, commandDigest: 'd'.repeat(64) };
  const data = {
    effectiveOn: '2024-01-01',
    owner: '019036',
    municipality: '019036',
    ambito: 'cremonese',
    serviceClass: 'SAP',
    stock: 'IN_STOCK',
    lifecycle: 'OCCUPIED',
    aliases: [],
  };
  return [
    `unit-${unitId}`,
    'none',
    [{ id: eventId(commandId, 0), type: 'UnitRegistered', schemaVersion: 1, data, metadata }],
  ];
}

/** The first calls after an outage may meet the dead connection. */
async function untilThere(call: () => Promise<unknown>): Promise<void> {
  for (;;) {
    try {
      return void (await call());
    } catch {
      await sleep(20);
    }
  }
}

async function untilThrows(call: () => Promise<unknown>): Promise<void> {
  for (;;) {
    try {
      await call();
    } catch {
      return;
    }
    await sleep(10);
  }
}
