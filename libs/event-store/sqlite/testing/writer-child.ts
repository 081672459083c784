/**
 * A process of its own that writes to a register, for tests that kill it or wait for it.
 * `hold FILE` holds the register until its input ends; `append FILE WRITERS` appends until it is killed and prints every
 * acknowledged event as "position stream revision id"; `import FILE EVENTS` imports a history. Each says "ready" first.
 */
import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { eventId } from '../../ids.js';
import type { HistoricalEvent } from '../../port.js';
import { SqliteEventStore } from '../sqlite-event-store.js';
import { sampleEvent } from './register-fixture.js';
import { sourceThread } from './source-thread.js';

const STDOUT = 1;
const [task, file = '', count = '1'] = process.argv.slice(2);

const pause = new Int32Array(new SharedArrayBuffer(4));

/**
 * Written through at once: what is acknowledged must be known to the parent when this process dies. Where the parent is
 * slow to read, the pipe is full and has to be waited for.
 */
function say(line: string): void {
  const bytes = Buffer.from(`${line}\n`);
  for (let written = 0; written < bytes.length;) {
    try {
      written += writeSync(STDOUT, bytes, written);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      Atomics.wait(pause, 0, 0, 1);
    }
  }
}

async function appendForEver(store: SqliteEventStore): Promise<never> {
  const stream = `unit-${randomUUID()}`;
  for (let revision = 0; ; revision++) {
    const commandId = randomUUID();
    const sample = sampleEvent(revision);
    const events = [0, 1].map((ordinal) => ({
      ...sample,
      id: eventId(commandId, ordinal),
      metadata: { ...sample.metadata, commandId, correlationId: commandId },
    }));
    const result = await store.append(stream, revision === 0 ? 'none' : revision * 2 - 1, events);
    say(events.map(({ id }, i) => `${result.position - 1 + i} ${stream} ${result.revision - 1 + i} ${id}`).join('\n'));
  }
}

function* history(events: number): Generator<HistoricalEvent, void, void> {
  for (let revision = 0; revision < events; revision++) {
    yield { ...sampleEvent(revision), stream: 'unit-1', revision, recordedAt: '2024-01-01T00:00:00.000Z' };
  }
}

const store = await SqliteEventStore.open({
  ...{ file, createIfAbsent: true, purpose: `test ${task ?? ''}` },
  startThread: sourceThread,
});
say('ready');
switch (task) {
  case 'hold':
    process.stdin.resume();
    process.stdin.once('end', () => void store.close());
    break;
  case 'append':
    await Promise.all(Array.from({ length: Number(count) }, () => appendForEver(store)));
    break;
  case 'import':
    await store.importHistory(history(Number(count)));
    say('imported');
    await store.close();
    break;
  default:
    throw new Error(`unknown task ${task ?? ''}`);
}
