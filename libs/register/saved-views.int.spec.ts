import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteEventStore, type Position, type StoredEvent } from '#event-store';
import { itemsPart } from '#saved-views';
import { bytesWritten } from '#saved-views/testing';
import { codec } from './codec.js';
import { PlanReader, Register, type NotUsed } from './index.js';
import { programPrint } from './program-print.js';
import { generatedLog, linesOf } from './testing/generated.js';
import { RegisterViews } from './views.js';

const LOG = generatedLog(40, 3);
const AMBITO = 'ambito-01';

let folder: string;
let file: string;

interface Opened {
  readonly register: Register;
  readonly readFrom: readonly Position[];
  readonly notUsed: readonly NotUsed[];
}

async function opened(savedViews: 'use' | 'ignore' = 'use', after = 1, data = folder): Promise<Opened> {
  const clock = () => new Date('2025-06-01T08:00:00Z');
  const log = await SqliteEventStore.open({
    file: join(data, 'registro.db'),
    access: 'write',
    purpose: 'test',
    clock,
    codec,
  });
  const notUsed: NotUsed[] = [];
  const readFrom: Position[] = [];
  const readPages = log.readPages.bind(log);
  log.readPages = (from) => {
    readFrom.push(from);
    return readPages(from);
  };
  const register = await Register.on(log, {
    ...{ data, mode: 'write', clock, purpose: 'test', savedViews },
    ...{ keeping: { after, every: 3_600_000 }, onNotUsed: (why) => notUsed.push(why) },
  });
  return { register, readFrom, notUsed };
}

/** Digest of a plan: what tells whether two registers say the same. */
async function digest({ register }: Opened): Promise<string> {
  return (await new PlanReader(register).plan({ ambito: AMBITO, year: 2024 })).digest;
}

async function imported(data = folder, events = LOG): Promise<void> {
  await Register.create(data);
  const { register } = await opened('use', 1, data);
  await register.importHistory(linesOf(events));
  await register.close();
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'registro-saved-views-'));
  file = join(folder, 'viste', 'indice.salvato');
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('a register whose views were saved', () => {
  it('opens from them, reads the log from their place on, and says the same', async () => {
    await imported();
    const fresh = await opened('ignore');
    const expected = await digest(fresh);
    expect(fresh.readFrom[0]).toBe(0);
    await fresh.register.close();
    const again = await opened();
    expect([again.readFrom[0], again.notUsed, again.register.views.events]).toEqual([LOG.length, [], LOG.length]);
    expect(await digest(again)).toBe(expected);
    await again.register.close();
  });

  it('saves them again when enough came since, while it goes on and when it is closed', async () => {
    await imported();
    const [head, tail] = [LOG.slice(0, 500), LOG.slice(500, 600)];
    const data = join(folder, 'second');
    await imported(data, head);
    const saved = await readFile(join(data, 'viste', 'indice.salvato'));
    const few = await opened('use', tail.length + 1, data);
    for (const event of tail) await append(few.register, event);
    await few.register.views.reached((await few.register.store.head()).position);
    await few.register.close();
    expect(await readFile(join(data, 'viste', 'indice.salvato'))).toEqual(saved);
    const enough = await opened('use', tail.length, data);
    expect(enough.readFrom[0]).toBe(head.length);
    await enough.register.close();
    const last = await opened('use', 1, data);
    expect(last.readFrom[0]).toBe(head.length + tail.length);
    await last.register.close();
  });

  it('leaves no half-written file beside them', async () => {
    await imported();
    expect((await readdir(join(folder, 'viste'))).filter((name) => name.startsWith('indice'))).toEqual([
      'indice.salvato',
    ]);
  });

  it('has none where there are few events', async () => {
    await Register.create(folder);
    const { register } = await opened('use', LOG.length + 1);
    await register.importHistory(linesOf(LOG));
    await register.close();
    expect(existsSync(file)).toBe(false);
  });
});

describe('saved views are thrown away, and made from the log', () => {
  const expectAnew = async (why: NotUsed) => {
    const fresh = await opened('ignore', Infinity);
    const expected = await digest(fresh);
    await fresh.register.close();
    const again = await opened();
    expect([why, again.notUsed, again.readFrom[0]]).toEqual([why, [why], 0]);
    expect(await digest(again)).toBe(expected);
    await again.register.close();
    const repaired = await opened();
    expect([repaired.notUsed, repaired.readFrom[0]]).toEqual([[], LOG.length]);
    await repaired.register.close();
  };

  it('with a byte changed, anywhere; cut short; empty', async () => {
    await imported();
    const bytes = await readFile(file);
    for (const share of [0, 0.01, 0.4, 0.8, 0.999999]) {
      const changed = Buffer.from(bytes);
      changed[Math.floor(bytes.length * share)]! ^= 0x10;
      await writeFile(file, changed);
      await expectAnew('damaged');
    }
    for (const length of [0, 1_000, bytes.length - 1]) {
      await writeFile(file, bytes.subarray(0, length));
      await expectAnew('damaged');
    }
  });

  it('of another program', async () => {
    await imported();
    await writeFile(file, await bytesWritten([itemsPart('program', ['another']), ...new RegisterViews().capture()]));
    await expectAnew('other-program');
  });

  it('of another log: one that is shorter, or has another event there', async () => {
    await imported();
    for (const events of [LOG.slice(0, -1), generatedLog(40, 4)]) {
      const data = join(folder, `log-${events.length}`);
      await imported(data, events);
      await writeFile(join(data, 'viste', 'indice.salvato'), await readFile(file));
      const other = await opened('use', 1, data);
      expect([other.notUsed, other.readFrom[0]]).toEqual([['other-log'], 0]);
      await other.register.close();
    }
  });

  it('by rebuilding, and are made again from what the log says', async () => {
    await imported();
    const { register } = await opened('ignore', Infinity);
    await register.rebuildViews();
    expect(existsSync(file)).toBe(false);
    await register.close();
  });
});

describe('verify', () => {
  it('looks at the index that the log makes, not at one that was saved with other facts in it', async () => {
    await imported();
    const others = new RegisterViews();
    for (const event of LOG) {
      others.apply(
        event.type === 'UnitReleased' ? { ...event, data: { ...event.data, effectiveOn: '2017-01-01' } } : event,
      );
    }
    await writeFile(file, await bytesWritten([itemsPart('program', [await programPrint()]), ...others.capture()]));
    const misled = await opened('use', Infinity);
    const found = (await misled.register.verify()).findings.filter(({ severity }) => severity === 'error');
    expect([misled.notUsed, new Set(found.map(({ part }) => part))]).toEqual([[], new Set(['index'])]);
    await misled.register.close();
    const fresh = await opened('ignore', Infinity);
    const { findings } = await fresh.register.verify();
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    await fresh.register.close();
  });
});

async function append({ store }: Register, { stream, revision, position: _, recordedAt: __, ...event }: StoredEvent) {
  await store.append(stream, revision === 0 ? 'none' : revision - 1, [event]);
}
