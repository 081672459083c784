import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkEvent } from '../checked-events.js';
import type { EventCodec } from '../codec.js';
import { HistoryCheck, type CheckedHistoricalEvent } from '../history-check.js';
import { historyLine, pagesOf, parseHistory } from '../history.js';
import { recordedMillis } from '../instants.js';
import { BadHistory, type History } from '../port.js';
import { uuidBytes } from '../uuid.js';

const FILE = 'history.jsonl';
/** Characters written to the file at a time. */
const CHUNK = 1_000_000;

/**
 * A whole history, checked, in a temporary file: its source may come only once, is to be sound to its end before the first
 * event is written, and is read again while it is written.
 */
export class HistorySpool implements AsyncDisposable {
  readonly #folder: string;

  private constructor(
    folder: string,
    readonly events: number,
    /** SHA-256 of its lines: two histories with the same one are the same. */
    readonly digest: string,
  ) {
    this.#folder = folder;
  }

  /** @throws BadHistory, or what the source throws; then no file is left */
  static async fill(codec: EventCodec, events: History): Promise<HistorySpool> {
    const folder = await mkdtemp(join(tmpdir(), 'registro-history-'));
    try {
      const sum = createHash('sha256');
      await using file = await open(join(folder, FILE), 'w');
      let count = 0;
      let chunk = '';
      for await (const line of checkedLines(codec, events)) {
        count++;
        sum.update(line);
        chunk += line;
        if (chunk.length < CHUNK) continue;
        await file.appendFile(chunk);
        chunk = '';
      }
      await file.appendFile(chunk);
      return new HistorySpool(folder, count, sum.digest('hex'));
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  }

  /** The events in order, as often as wanted. */
  async *read(): AsyncGenerator<CheckedHistoricalEvent, void, void> {
    for await (const event of parseHistory(createReadStream(join(this.#folder, FILE)))) {
      const { stream, revision, recordedAt } = event;
      yield { ...checkEvent(event), stream, revision, recordedMillis: recordedMillis(recordedAt) };
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }
}

async function* checkedLines(codec: EventCodec, history: History): AsyncGenerator<string, void, void> {
  const check = new HistoryCheck(codec);
  // 16 characters an id instead of 36: a regional history has 5 million of them.
  const ids = new Set<string>();
  for await (const page of pagesOf(history)) {
    for (const event of page) {
      check.check(event);
      const id = Buffer.from(uuidBytes(event.id)).toString('latin1');
      if (ids.has(id)) throw new BadHistory(ids.size, `event id ${event.id} stands twice`);
      ids.add(id);
      yield historyLine(event);
    }
  }
}
