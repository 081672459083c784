/**
 * A process of its own that works on a register of a server, for tests that let several of them compete and take the server
 * away from under them. It prints what it was told, and stops when its input ends.
 *
 * `write REGISTER WRITERS STREAMS COMMANDS`: so many writers carry out commands on shared streams (COMMANDS each, 0 = until
 * its input ends), each command until it was acknowledged. Prints `ack POSITION STREAM REVISION ID` for every event, and at
 * the end `seen COUNT LAST DIGEST` of what its subscription brought all the while, and `refusals COUNT LONGEST STORED`: calls
 * that failed for want of the server, the longest in milliseconds, and how many of the commands turned out to be stored.
 *
 * `import REGISTER NAME EVENTS`: imports a history, by the page as from a file, and prints `imported EVENTS`.
 */
import { createHash } from 'node:crypto';
import { writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { historyLine, parsePages } from '../../libs/event-store/history.js';
import {
  StoreUnavailable,
  WrongExpectedRevision,
  type AppendResult,
  type EventStore,
  type HistoricalEvent,
  type NewEvent,
} from '../../libs/event-store/port.js';
import { commandEvents, sampleHistory } from './sample-command.js';
import { openLog } from './server.js';

const STDOUT = 1;
/** Bytes that are read of a file at a time. */
const CHUNK = 65_536;
const [task, register = '', ...rest] = process.argv.slice(2);
const numbers = rest.map(Number);
const stopping = new AbortController();
const refusals = { count: 0, longest: 0, stored: 0 };

/** Written through at once: what is acknowledged must be known to the parent when this process dies. */
function say(line: string): void {
  writeSync(STDOUT, `${line}\n`);
}

/** Calls until the server is there. */
async function untilThere<T>(call: () => Promise<T>): Promise<T> {
  for (;;) {
    const begun = performance.now();
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      refusals.count++;
      refusals.longest = Math.max(refusals.longest, performance.now() - begun);
      await sleep(100);
    }
  }
}

/** One command until it was acknowledged, decided again whenever another was faster. */
async function carryOut(store: EventStore, stream: string, events: readonly NewEvent[]): Promise<AppendResult> {
  const failedBefore = refusals.count;
  for (;;) {
    const expected = (await untilThere(() => store.readStream(stream))).at(-1)?.revision ?? 'none';
    try {
      const result = await untilThere(() => store.append(stream, expected, events));
      if (result.repeated && refusals.count > failedBefore) refusals.stored++;
      return result;
    } catch (error) {
      if (!(error instanceof WrongExpectedRevision)) throw error;
    }
  }
}

async function write(store: EventStore, streams: number, commands: number): Promise<void> {
  for (let n = 0; (commands === 0 || n < commands) && !stopping.signal.aborted; n++) {
    const stream = `unit-${Math.floor(Math.random() * streams)}`;
    const events = commandEvents(1 + (n % 3));
    const result = await carryOut(store, stream, events);
    const last = events.length - 1;
    events.forEach(({ id }, i) => {
      say(`ack ${i === last ? result.position : '-'} ${stream} ${result.revision - last + i} ${id}`);
    });
    // Sent again, as by a browser's impatient user: at the revision it is now at, too.
    if (n % 10 === 9) {
      const again = await untilThere(() => store.append(stream, result.revision, events));
      if (!again.repeated || again.position !== result.position) say(`doubled ${stream} ${result.revision}`);
    }
  }
}

/** Follows the log all the while; what it saw is told when the writers have stopped and it has caught up. */
async function watch(store: EventStore, written: Promise<unknown>): Promise<void> {
  const done = new AbortController();
  const sum = createHash('sha256');
  let [count, last, mustReach] = [0, 0, Infinity];
  void written.then(async () => {
    mustReach = (await untilThere(() => store.head())).position;
    if (last >= mustReach) done.abort();
  });
  for await (const item of store.subscribe(0, done.signal)) {
    if (item.kind === 'caught-up') continue;
    count++;
    last = item.event.position;
    sum.update(`${item.event.position} ${item.event.id}\n`);
    if (last >= mustReach) break;
  }
  say(`seen ${count} ${last} ${sum.digest('hex')}`);
}

/** A history as its file is read. */
function* chunksOf(history: Iterable<HistoricalEvent>): Generator<Uint8Array, void, void> {
  const bytes = Buffer.from(Array.from(history, historyLine).join(''));
  for (let from = 0; from < bytes.length; from += CHUNK) yield bytes.subarray(from, from + CHUNK);
}

const store = openLog(register);
process.stdin.resume();
process.stdin.once('end', () => stopping.abort());
switch (task) {
  case 'write': {
    const [writers = 1, streams = 1, commands = 0] = numbers;
    const written = Promise.all(Array.from({ length: writers }, () => write(store, streams, commands)));
    await Promise.all([written, watch(store, written)]);
    say(`refusals ${refusals.count} ${Math.round(refusals.longest)} ${refusals.stored}`);
    break;
  }
  case 'import': {
    const [name = '', events = '0'] = rest;
    say('begun');
    const result = await store.importHistory(parsePages(chunksOf(sampleHistory(name, Number(events), 50))));
    say(`imported ${result.events}`);
    break;
  }
  default:
    throw new Error(`unknown task ${task ?? ''}`);
}
await store.close();
process.stdin.destroy();
