import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MemoryEventStore, SqliteEventStore, type EventStore } from '#event-store';
import { bytesWritten } from '#saved-views/testing';
import { codec } from './codec.js';
import { Register } from './register.js';
import { generatedLog, linesOf } from './testing/generated.js';
import { RegisterViews } from './views.js';

const LOG = generatedLog(60, 5);

let folder: string;
let register: Register;
/** Whether what was imported was read back. */
let readBack: boolean;

async function openOn(log: EventStore): Promise<void> {
  const clock = () => new Date('2025-06-01T08:00:00Z');
  register = await Register.on(log, { data: folder, mode: 'write', clock, purpose: 'test', projector: 'separate' });
  readBack = false;
  const subscribe = log.subscribe.bind(log);
  log.subscribe = async function* (after, signal) {
    for await (const item of subscribe(after, signal)) {
      readBack ||= item.kind === 'event' && item.event.position <= LOG.length;
      yield item;
    }
  };
}

/** The views saved, as one that reads the log from its beginning would save them. */
async function savedByReader(): Promise<Buffer> {
  const views = new RegisterViews();
  for await (const page of register.store.readPages(0)) views.take(page);
  views.end();
  return bytesWritten(views.capture());
}

const INSPECTED = { ...LOG.find(({ type }) => type === 'UnitInspected')!, id: '00000000-0000-5000-8000-000000000001' };

async function appendAnother(): Promise<void> {
  const { stream, revision: _, position: __, recordedAt: ___, ...event } = INSPECTED;
  const revision = (await register.store.readStream(stream)).length - 1;
  const { position } = await register.store.append(stream, revision, [event]);
  await register.views.reached(position);
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'registro-imported-'));
  await openOn(await SqliteEventStore.open({ file: join(folder, 'registro.db'), createIfAbsent: true, codec }));
});

afterEach(async () => {
  await register.close();
  await rm(folder, { recursive: true, force: true });
});

describe('the views of a register into which a history is imported', () => {
  it('are those of a register that reads the log, to the byte, and nothing was read back for them', async () => {
    const { position } = await register.importHistory(linesOf(LOG));
    expect([position, register.views.position, readBack]).toEqual([LOG.length, LOG.length, false]);
    expect(await bytesWritten(register.views.capture())).toEqual(await savedByReader());
    await appendAnother();
    expect(await bytesWritten(register.views.capture())).toEqual(await savedByReader());
  });

  it('are the same where the log says nothing of what it writes, and has to be read', async () => {
    await register.close();
    await openOn(new MemoryEventStore({ codec }));
    await register.importHistory(linesOf(LOG));
    expect([register.views.position, readBack]).toEqual([LOG.length, true]);
    expect(await bytesWritten(register.views.capture())).toEqual(await savedByReader());
  });

  it('show nothing before it is durable, and nothing of one that fails; then another goes in', async () => {
    const shown: number[] = [];
    const failing = async function* () {
      for await (const line of linesOf(LOG)) {
        shown.push(register.views.events + register.views.timeline.unitCount);
        yield line;
      }
      yield Buffer.from('{"no":"event"}');
    };
    await expect(register.importHistory(failing())).rejects.toThrow(`line ${LOG.length + 1} of the history`);
    expect([new Set(shown), register.views.events, await register.store.head()]).toEqual([
      new Set([0]),
      0,
      { position: 0, recordedAt: null, events: 0 },
    ]);
    await register.importHistory(linesOf(LOG.slice(0, 700)));
    expect(await bytesWritten(register.views.capture())).toEqual(await savedByReader());
  });

  it('go on following when a second history is refused, also while the first is imported', async () => {
    const [first, second] = await Promise.allSettled([
      register.importHistory(linesOf(LOG)),
      register.importHistory(linesOf(LOG)),
    ]);
    expect([first.status, second.status]).toEqual(['fulfilled', 'rejected']);
    await expect(register.importHistory(linesOf(LOG))).rejects.toThrow('empty log only');
    await appendAnother();
    expect(register.views.events).toBe(LOG.length + 1);
    expect(await bytesWritten(register.views.capture())).toEqual(await savedByReader());
  });
});
