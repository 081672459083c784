import { execFileSync } from 'node:child_process';
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { StoreUnavailable, UnreadableEvent, type StoredEvent } from '../port.js';
import { SqliteEventStore } from './sqlite-event-store.js';
import { RegisterFixture, sampleEvent, sampleHistory } from './testing/register-fixture.js';

/** Each on a file of its own. */
const RUNS = Math.ceil(Number(process.env['PROP_RUNS'] ?? 400) / 5);
const STREAMS = 7;
const fixture = new RegisterFixture();
const closed = fixture.path('closed.db');
const inUse = fixture.path('in-use.db');
let original: StoredEvent[] = [];

/** A register closed in order, and one as a power cut leaves it: with half of its events in the write-ahead log. */
beforeAll(async () => {
  const store = await fixture.open();
  await store.importHistory(sampleHistory(150, STREAMS));
  await store.close();
  const again = await fixture.open();
  for (let n = 0; n < 50; n++) {
    await again.append(`unit-${n % STREAMS}`, (await again.readStream(`unit-${n % STREAMS}`)).length - 1, [
      sampleEvent(1_000 + n),
    ]);
  }
  // Copied by another process: closing a handle of the file here would drop this process's locks on it.
  for (const suffix of ['', '-wal']) execFileSync('cp', [`${fixture.file}${suffix}`, `${inUse}${suffix}`]);
  original = await events(again);
  await again.close();
  copyFileSync(fixture.file, closed);
});

afterAll(() => fixture[Symbol.asyncDispose]());

describe('a register whose file was damaged', () => {
  it('cut anywhere, opens to a prefix or says what is wrong', async () => {
    await fc.assert(
      fc.asyncProperty(fc.double({ min: 0, max: 1, noNaN: true }), async (share) => {
        await expectPrefixOrReason(closed, (bytes) => bytes.subarray(0, Math.floor(share * bytes.length)));
      }),
      { numRuns: RUNS },
    );
  });

  it('with bytes changed anywhere, opens to a prefix or says what is wrong', async () => {
    const changes = fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 1, max: 255 })), {
      minLength: 1,
      maxLength: 6,
    });
    await fc.assert(
      fc.asyncProperty(changes, async (flips) => {
        await expectPrefixOrReason(closed, (bytes) => {
          for (const [share, mask] of flips) {
            const at = Math.floor(share * (bytes.length - 1));
            bytes[at] = (bytes[at] ?? 0) ^ mask;
          }
          return bytes;
        });
      }),
      { numRuns: RUNS * 2 },
    );
  });

  it('with its write-ahead log cut or changed anywhere, opens to a prefix or says what is wrong', async () => {
    await fc.assert(
      fc.asyncProperty(fc.double({ min: 0, max: 1, noNaN: true }), fc.boolean(), async (share, cut) => {
        await expectPrefixOrReason(
          inUse,
          (bytes) => bytes,
          (wal) => {
            const at = Math.floor(share * (wal.length - 1));
            if (cut) return wal.subarray(0, at);
            wal[at] = (wal[at] ?? 0) ^ 0x55;
            return wal;
          },
        );
      }),
      { numRuns: RUNS },
    );
  });
});

type Damage = (bytes: Buffer) => Buffer;

async function expectPrefixOrReason(source: string, damage: Damage, damageWal?: Damage): Promise<void> {
  const file = fixture.path('damaged.db');
  writeFileSync(file, damage(readFileSync(source)));
  if (damageWal) writeFileSync(`${file}-wal`, damageWal(readFileSync(`${source}-wal`)));
  try {
    for (const access of ['read', 'write'] as const) {
      await unlessRefused(async () => {
        const store = await SqliteEventStore.open({ file, access, waitMillis: 0 });
        try {
          await unlessRefused(async () => expectPrefix(await events(store), original));
          for (let n = 0; n < STREAMS; n++) {
            const stream = `unit-${n}`;
            const whole = original.filter((event) => event.stream === stream);
            await unlessRefused(async () => expectPrefix(await store.readStream(stream), whole));
          }
          await unlessRefused(() => store.head());
          for await (const problem of store.inspect()) expect(problem.message).not.toBe('');
        } finally {
          await store.close();
        }
      });
    }
  } finally {
    for (const suffix of ['', '-wal', '-shm', '.lock', '.holder']) rmSync(`${file}${suffix}`, { force: true });
  }
}

function expectPrefix(read: readonly StoredEvent[], whole: readonly StoredEvent[]): void {
  expect(read).toEqual(whole.slice(0, read.length));
}

/** What the log refuses to do, it must refuse in its own words. */
async function unlessRefused(attempt: () => Promise<unknown>): Promise<void> {
  try {
    await attempt();
  } catch (error) {
    if (!(error instanceof StoreUnavailable || error instanceof UnreadableEvent)) throw error;
  }
}

async function events(store: SqliteEventStore): Promise<StoredEvent[]> {
  const read: StoredEvent[] = [];
  for await (const event of store.readAll(0)) read.push(event);
  return read;
}
