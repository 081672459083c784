import { randomUUID } from 'node:crypto';
import type { CheckedHistoricalEvent } from '../history-check.js';
import { LogNotEmpty, MAX_APPEND_BYTES, StoreUnavailable } from '../port.js';
import type { CommandDirectory, CommandPlace } from './command-directory.js';
import { toSend } from './envelope.js';
import { ServerIsElsewhere } from './failures.js';
import type { Gateway, LoggedEvent } from './gateway.js';
import type { HistorySpool } from './history-spool.js';
import { lastNotedImport, type NotedImport } from './noted-import.js';
import type { RegisterStreams } from './register-streams.js';
import { appendSurely } from './sure-append.js';

/** What the import needs of the log it writes into. */
export interface ImportTarget {
  readonly gateway: Gateway;
  readonly streams: RegisterStreams;
  readonly directory: CommandDirectory;
  /** The register's events that are there, in order. */
  stored(): AsyncIterable<LoggedEvent>;
}

/** Events whose commands' places are written together, ahead of them. */
const STRETCH = 100_000;
/** Most events in one append. */
const RUN = 500;

/**
 * Writes a history, event after event in its order. EventStoreDB cannot take it whole or not at all, so what is to be
 * imported is written down first: who finds a part of it there goes on where it ends, with the same history only.
 * @throws LogNotEmpty the log has events that are not the beginning of this very history, or its import is finished
 * @throws StoreUnavailable then import the same history again
 */
export async function importHistory(target: ImportTarget, history: HistorySpool): Promise<void> {
  const { gateway, streams } = target;
  const last = await lastNotedImport(gateway, streams);
  const resumed = last?.type === 'ImportBegun' && last.digest === history.digest;
  const there = resumed ? await beginningThere(target, history) : await assertEmpty(target);
  let imports = last?.revision ?? -1;
  const note = async (type: NotedImport['type']): Promise<void> => {
    const data = { digest: history.digest, events: history.events };
    try {
      const expected = imports < 0 ? 'none' : imports;
      const event = { id: randomUUID(), type, data, metadata: {} };
      // Surely: an import that is noted as finished, and told to have failed, could not be done again.
      imports = (await appendSurely(gateway, streams.imports, expected, [event])).revision;
    } catch (error) {
      if (error instanceof ServerIsElsewhere) throw new LogNotEmpty('another process imports a history');
      throw error;
    }
  };
  try {
    if (!resumed) await note('ImportBegun');
    await write(target, history, there);
    await note('ImportFinished');
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error;
    throw new StoreUnavailable(`${error.message}; the history is partly imported: import the same one again`);
  }
}

async function assertEmpty(target: ImportTarget): Promise<0> {
  for await (const _event of target.stored()) {
    throw new LogNotEmpty('a history is imported into an empty log only, or into one with a part of the same history');
  }
  return 0;
}

/** How many events of the history are there. */
async function beginningThere(target: ImportTarget, history: HistorySpool): Promise<number> {
  const events = history.read();
  let there = 0;
  try {
    for await (const stored of target.stored()) {
      const next = await events.next();
      if (next.done || next.value.id !== stored.id || target.streams.of(next.value.stream) !== stored.stream) {
        throw new LogNotEmpty(`event ${there + 1} of the log is not of the history that was partly imported`);
      }
      there++;
    }
  } finally {
    await events.return();
  }
  return there;
}

async function write(target: ImportTarget, history: HistorySpool, there: number): Promise<void> {
  let stretch: CheckedHistoricalEvent[] = [];
  let index = 0;
  for await (const event of history.read()) {
    if (index++ < there) continue;
    stretch.push(event);
    if (stretch.length < STRETCH) continue;
    await writeStretch(target, stretch);
    stretch = [];
  }
  await writeStretch(target, stretch);
}

async function writeStretch(target: ImportTarget, events: readonly CheckedHistoricalEvent[]): Promise<void> {
  const places = new Map<string, CommandPlace>();
  for (const { metadata, stream } of events) {
    places.set(`${metadata.commandId}\n${stream}`, [metadata.commandId, stream]);
  }
  await target.directory.noteAll(places.values());
  for (const run of runs(events)) await writeRun(target, run);
}

/** Neighbours in the same stream that fit into one append. */
function* runs(events: readonly CheckedHistoricalEvent[]): Generator<readonly CheckedHistoricalEvent[], void, void> {
  let run: CheckedHistoricalEvent[] = [];
  let bytes = 0;
  for (const event of events) {
    const size = Buffer.byteLength(event.json);
    const fits = run[0]?.stream === event.stream && run.length < RUN && bytes + size <= MAX_APPEND_BYTES;
    if (run.length > 0 && !fits) {
      yield run;
      run = [];
      bytes = 0;
    }
    run.push(event);
    bytes += size;
  }
  if (run.length > 0) yield run;
}

async function writeRun({ gateway, streams }: ImportTarget, run: readonly CheckedHistoricalEvent[]): Promise<void> {
  const [first] = run;
  if (!first) return;
  const events = run.map((event) => toSend(event, new Date(event.recordedMillis).toISOString()));
  try {
    await appendSurely(gateway, streams.of(first.stream), first.revision === 0 ? 'none' : first.revision - 1, events);
  } catch (error) {
    if (error instanceof ServerIsElsewhere) {
      throw new LogNotEmpty(`others wrote to stream ${first.stream} while a history was imported`);
    }
    throw error;
  }
}
