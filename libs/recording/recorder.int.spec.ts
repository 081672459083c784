import { describe, expect, it } from '@jest/globals';
import { MemoryEventStore, type StoredEvent } from '#event-store';
import { CommandIdReused, CommandRejected, PreconditionFailed, type CommandContext } from './command.js';
import type { Part } from './part.js';
import { Recorder } from './recorder.js';

const ID = '3f0c1f0e-8a43-4b7e-9a3c-0c6a3d0f5b11';
const OTHER = '9d2f6c1a-0b1e-4c55-8a6e-5a1f9a7c2d22';

const context = (over: Partial<CommandContext> = {}): CommandContext => ({
  commandId: ID,
  actor: 'ufficio casa',
  correlationId: 'c-1',
  ...over,
});

const COMMAND = { name: 'Say', body: { word: 'ciao' } };
const fact = (word: string) => ({ type: 'Said', data: { effectiveOn: '2024-12-01', word } });

function says(stream: string, word: string): Part {
  return {
    stream,
    decide: (events) =>
      events.some((event) => (event.data as { word?: string }).word === word)
        ? { events: [] }
        : { events: [fact(word)] },
  };
}

function refuses(stream: string): Part {
  return { stream, decide: () => ({ rejection: { code: 'NO', message: 'no' } }) };
}

function desk() {
  const store = new MemoryEventStore();
  const recorder = new Recorder(store, {
    versionOf: () => 1,
    reached: async () => undefined,
    current: async () => undefined,
    undoOf: (event) => ({
      type: 'EventAnnulled',
      data: { effectiveOn: '2024-12-01', target: event.id, reason: 'undone' },
    }),
  });
  const types = async () => {
    const events: string[] = [];
    for await (const event of store.readAll(0)) events.push(`${event.stream} ${event.type}`);
    return events;
  };
  return { store, recorder, types };
}

/** Appends what another command would, between a decision and its append. */
function meanwhile(part: Part, store: MemoryEventStore, times: number): Part {
  let left = times;
  return {
    stream: part.stream,
    decide: (events) => {
      const decision = part.decide(events);
      if (left-- > 0) void intrude(store, part.stream, events);
      return decision;
    },
  };
}

async function intrude(store: MemoryEventStore, stream: string, events: readonly StoredEvent[]) {
  const metadata = { commandId: OTHER, actor: 'altri', correlationId: 'c-2', commandDigest: 'x'.repeat(64) };
  const id = `00000000-0000-4000-8000-${String(events.length).padStart(12, '0')}`;
  const intruder = { id, type: 'Said', schemaVersion: 1, data: { effectiveOn: '2024-12-01', word: id }, metadata };
  await store.append(stream, events.at(-1)?.revision ?? 'none', [intruder]);
}

describe('a command of one stream', () => {
  it('appends what was decided, and the same command again gives the first answer and appends nothing', async () => {
    const { recorder, types } = desk();
    const first = await recorder.record(context(), COMMAND, () => [says('unit-1', 'ciao')]);
    const again = await recorder.record(context({ correlationId: 'c-9' }), COMMAND, () => [says('unit-1', 'ciao')]);
    expect(first).toMatchObject({ status: 'recorded', revision: 0 });
    expect(again).toMatchObject({ status: 'repeated', revision: 0, position: first.position });
    expect(again.events.map((event) => event.id)).toEqual(first.events.map((event) => event.id));
    expect(await types()).toEqual(['unit-1 Said']);
  });

  it('is recorded as its view foresaw; where the view was behind, the stream decides', async () => {
    const { store, recorder, types } = desk();
    await intrude(store, 'unit-1', []);
    const foreseen = (revision: number): Part => ({
      ...refuses('unit-1'),
      foresee: () => ({ events: [fact('ciao')], revision }),
    });
    const first = await recorder.record(context(), COMMAND, () => [foreseen(0)]);
    expect(first).toMatchObject({ status: 'recorded', revision: 1 });
    const another = '1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed';
    const behind = recorder.record(context({ commandId: another }), COMMAND, () => [foreseen(0)]);
    await expect(behind).rejects.toMatchObject({ code: 'NO' });
    const matched = { commandId: another, expectedRevision: 0 };
    await expect(recorder.record(context(matched), COMMAND, () => [foreseen(1)])).rejects.toThrow(PreconditionFailed);
    expect(await types()).toEqual(['unit-1 Said', 'unit-1 Said']);
  });

  it('given the same id with another body, or by another actor, it is refused', async () => {
    const { recorder } = desk();
    await recorder.record(context(), COMMAND, () => [says('unit-1', 'ciao')]);
    const another = { ...COMMAND, body: { word: 'addio' } };
    await expect(recorder.record(context(), another, () => [says('unit-1', 'addio')])).rejects.toThrow(CommandIdReused);
    await expect(recorder.record(context({ actor: 'altri' }), COMMAND, () => [])).rejects.toThrow(CommandIdReused);
  });

  it('the command’s id is looked at before If-Match', async () => {
    const { recorder } = desk();
    await recorder.record(context({ expectedRevision: 'none' }), COMMAND, () => [says('unit-1', 'ciao')]);
    const again = await recorder.record(context({ expectedRevision: 'none' }), COMMAND, () => [says('unit-1', 'ciao')]);
    expect(again.status).toBe('repeated');
  });

  it('with an If-Match that does not hold, it leaves no trace', async () => {
    const { recorder, types } = desk();
    await expect(
      recorder.record(context({ expectedRevision: 3 }), COMMAND, () => [says('unit-1', 'ciao')]),
    ).rejects.toThrow(PreconditionFailed);
    expect(await types()).toEqual([]);
  });

  it('when others change the stream in between, it is decided again on the stream as it is', async () => {
    const { recorder, store, types } = desk();
    const outcome = await recorder.record(context(), COMMAND, () => [meanwhile(says('unit-1', 'ciao'), store, 3)]);
    expect(outcome).toMatchObject({ status: 'recorded', revision: 3 });
    expect((await types()).length).toBe(4);
  });

  it('when others change the stream in between, a command with If-Match is refused and leaves no trace', async () => {
    const { recorder, store } = desk();
    await expect(
      recorder.record(context({ expectedRevision: 'none' }), COMMAND, () => [
        meanwhile(says('unit-1', 'ciao'), store, 1),
      ]),
    ).rejects.toThrow(PreconditionFailed);
    expect(await store.readCommand(ID)).toEqual([]);
  });

  it('with nothing to say, it appends nothing and tells the revision', async () => {
    const { recorder } = desk();
    await recorder.record(context(), COMMAND, () => [says('unit-1', 'ciao')]);
    const outcome = await recorder.record(context({ commandId: OTHER }), COMMAND, () => [says('unit-1', 'ciao')]);
    expect(outcome).toEqual({ status: 'unchanged', events: [], revision: 0, position: null });
  });
});

describe('a command over several streams', () => {
  it('is decided on all of them before anything is appended', async () => {
    const { recorder, types } = desk();
    const parts = () => [says('unit-1', 'ciao'), refuses('unit-2')];
    await expect(recorder.record(context(), COMMAND, parts)).rejects.toThrow(CommandRejected);
    expect(await types()).toEqual([]);
  });

  it('interrupted after the first, the same command finishes it without saying the first again', async () => {
    const { recorder, store, types } = desk();
    const append = store.append.bind(store);
    store.append = async (stream, expected, events) => {
      if (stream === 'unit-2') throw new Error('killed');
      return append(stream, expected, events);
    };
    const parts = () => [says('unit-1', 'ciao'), says('unit-2', 'ciao')];
    await expect(recorder.record(context(), COMMAND, parts)).rejects.toThrow('killed');
    store.append = append;
    expect(await recorder.record(context(), COMMAND, parts)).toMatchObject({ status: 'recorded' });
    expect(await types()).toEqual(['unit-1 Said', 'unit-2 Said']);
    expect(await recorder.record(context(), COMMAND, parts)).toMatchObject({ status: 'repeated' });
  });

  it('when the second can no longer follow, the first is undone visibly and the command’s id is spent', async () => {
    const { recorder, store, types } = desk();
    let asked = 0;
    const second: Part = {
      stream: 'unit-2',
      decide: (events) => {
        if (asked++ === 0) return meanwhile(says('unit-2', 'ciao'), store, 1).decide(events);
        return { rejection: { code: 'NO_MORE', message: 'no more' } };
      },
    };
    const parts = () => [says('unit-1', 'ciao'), second];
    await expect(recorder.record(context(), COMMAND, parts)).rejects.toMatchObject({ code: 'NO_MORE' });
    expect(await types()).toEqual(['unit-2 Said', 'unit-1 Said', 'unit-1 EventAnnulled']);
    await expect(recorder.record(context(), COMMAND, parts)).rejects.toMatchObject({ code: 'COMMAND_UNDONE' });
  });

  it('interrupted and never given again, it can be released: what it appended is undone once', async () => {
    const { recorder, store, types } = desk();
    const append = store.append.bind(store);
    store.append = async (stream, expected, events) => {
      if (stream === 'unit-2') throw new Error('killed');
      return append(stream, expected, events);
    };
    const parts = () => [says('unit-1', 'ciao'), says('unit-2', 'ciao')];
    await expect(recorder.record(context(), COMMAND, parts)).rejects.toThrow('killed');
    store.append = append;
    expect(await recorder.release(ID)).toBe(1);
    expect(await recorder.release(ID)).toBe(0);
    expect(await types()).toEqual(['unit-1 Said', 'unit-1 EventAnnulled']);
  });

  it('a whole command is not released', async () => {
    const { recorder } = desk();
    await recorder.record(context(), COMMAND, () => [says('unit-1', 'ciao'), says('unit-2', 'ciao')]);
    expect(await recorder.release(ID)).toBe(0);
  });
});

describe('an acknowledgement that is lost', () => {
  it('is read back: what was stored is the answer', async () => {
    const { recorder, store, types } = desk();
    const append = store.append.bind(store);
    const { StoreUnavailable } = await import('#event-store');
    store.append = async (stream, expected, events) => {
      await append(stream, expected, events);
      throw new StoreUnavailable('connection lost');
    };
    expect(await recorder.record(context(), COMMAND, () => [says('unit-1', 'ciao')])).toMatchObject({ revision: 0 });
    expect(await types()).toEqual(['unit-1 Said']);
  });

  it('when nothing was stored, it is told', async () => {
    const { recorder, store } = desk();
    const { StoreUnavailable } = await import('#event-store');
    store.append = async () => {
      throw new StoreUnavailable('connection lost');
    };
    await expect(recorder.record(context(), COMMAND, () => [says('unit-1', 'ciao')])).rejects.toThrow(StoreUnavailable);
  });
});
