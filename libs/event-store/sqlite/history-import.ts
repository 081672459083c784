import { setImmediate as nextTurn } from 'node:timers/promises';
import type { EventCodec } from '../codec.js';
import { HistoryCheck, type CheckedHistoricalEvent } from '../history-check.js';
import { pagesOf } from '../history.js';
import { BadHistory, type History } from '../port.js';
import { pageOf } from './history-page.js';
import type { HistoryRows } from './history-rows.js';

/** Events that go to the file together, and after which the rest of the process gets its turn. */
const SLICE = 512;

/**
 * Checks a history and has it written: it is all there or nothing is, also when the process is killed. Who calls closes
 * the rows.
 * @returns how many events there are
 * @throws BadHistory, StoreUnavailable, what the history throws
 */
export async function writeHistory(rows: HistoryRows, codec: EventCodec, history: History): Promise<number> {
  const check = new HistoryCheck(codec);
  let slice: CheckedHistoricalEvent[] = [];
  for await (const page of pagesOf(history)) {
    for (const event of page) slice.push(check.check(event));
    if (slice.length < SLICE) continue;
    await rows.take(pageOf(slice));
    slice = [];
    await nextTurn();
  }
  await rows.take(pageOf(slice));
  const written = await rows.finish();
  if (written.kind === 'whole') return written.events;
  throw new BadHistory(written.position - 1, `event id ${written.id} stands twice`);
}
