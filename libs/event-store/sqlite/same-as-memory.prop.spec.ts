import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MemoryEventStore } from '../memory/memory-event-store.js';
import type { EventStore, ExpectedRevision, StoredEvent } from '../port.js';
import { RegisterFixture, sampleEvent } from './testing/register-fixture.js';

/** Each on a file of its own. */
const RUNS = Math.ceil(Number(process.env['PROP_RUNS'] ?? 320) / 8);

interface Step {
  readonly stream: number;
  readonly expected: ExpectedRevision;
  readonly commands: readonly number[];
  readonly second: number;
}

const step = fc.record<Step>({
  stream: fc.nat(2),
  expected: fc.oneof(fc.constant('none' as const), fc.nat(4)),
  commands: fc.array(fc.nat(6), { minLength: 1, maxLength: 3 }),
  second: fc.nat(30),
});

describe('for every run of appends', () => {
  it('SQLite answers as memory does, one by one or together, before and after a restart', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), fc.boolean(), async (steps, together) => {
        await using fixture = new RegisterFixture();
        const memory = new MemoryEventStore({ clock: clockOf(steps) });
        const sqlite = await fixture.open({ clock: clockOf(steps) });
        expect(await run(sqlite, steps, together)).toEqual(await run(memory, steps, false));
        const contents = await contentsOf(memory);
        expect(await contentsOf(sqlite)).toEqual(contents);
        await sqlite.close();
        expect(await contentsOf(await fixture.open())).toEqual(contents);
      }),
      { numRuns: RUNS },
    );
  });
});

/** The clock is read only by appends that write: each has its own time however many were refused before it. */
function clockOf(steps: readonly Step[]): () => Date {
  let calls = 0;
  return () => new Date(Date.UTC(2026, 0, 1, 8, 0, steps[calls++]?.second ?? 0));
}

async function run(store: EventStore, steps: readonly Step[], together: boolean): Promise<unknown[]> {
  const append = async ({ stream, expected, commands }: Step): Promise<unknown> => {
    const events = commands.map((command, ordinal) => sampleEvent(command, ordinal));
    try {
      return await store.append(`unit-${stream}`, expected, events);
    } catch (error) {
      return String(error);
    }
  };
  if (together) return Promise.all(steps.map(append));
  const answers: unknown[] = [];
  for (const one of steps) answers.push(await append(one));
  return answers;
}

async function contentsOf(store: EventStore): Promise<unknown> {
  const events: StoredEvent[] = [];
  for await (const event of store.readAll(0)) events.push(event);
  const streams = await Promise.all([0, 1, 2].map((n) => store.readStream(`unit-${n}`)));
  const commands = await Promise.all([0, 1, 2].map((n) => store.readCommand(sampleEvent(n).metadata.commandId)));
  const known = await Promise.all(
    Array.from({ length: 31 }, (_, s) => store.resolveInstant(new Date(Date.UTC(2026, 0, 1, 8, 0, s)).toISOString())),
  );
  return { events, streams, commands, known, head: await store.head() };
}
