import { setImmediate as nextTurn } from 'node:timers/promises';
import type { EventCodec } from '../codec.js';
import { ListedPage } from '../event-page.js';
import { HistoryCheck, type PlacedHistoricalEvent } from '../history-check.js';
import { pagesOf } from '../history.js';
import { BadHistory, type History, type HistoryFollower, type Position, type StoredEvent } from '../port.js';
import { pageOf } from './history-page.js';
import type { HistoryRows } from './history-rows.js';

/** Events that go to the file together, and after which the rest of the process gets its turn. */
const SLICE = 512;

/**
 * Checks a history and has it written: it is all there or nothing is, also when the process is killed. Who calls closes
 * the rows. The follower does its part while the rows are written.
 * @returns how many events there are
 * @throws BadHistory, StoreUnavailable, what the history throws
 */
export async function writeHistory(
  rows: HistoryRows,
  codec: EventCodec,
  history: History,
  follower?: HistoryFollower,
): Promise<number> {
  const check = new HistoryCheck(codec);
  let slice: PlacedHistoricalEvent[] = [];
  let position = 0;
  const send = async (): Promise<void> => {
    follower?.take(new ListedPage(slice.map((event) => asRead(event, ++position))));
    const page = pageOf(slice);
    slice = [];
    await rows.take(page);
  };
  for await (const page of pagesOf(history)) {
    for (const event of page) slice.push(check.check(event));
    if (slice.length < SLICE) continue;
    await send();
    await nextTurn();
  }
  if (slice.length > 0) await send();
  const finished = rows.finish();
  try {
    follower?.end();
  } finally {
    await finished;
  }
  const written = await finished;
  if (written.kind === 'whole') return written.events;
  throw new BadHistory(written.position - 1, `event id ${written.id} stands twice`);
}

/** Positions of a file are contiguous from 1. */
function asRead(event: PlacedHistoricalEvent, position: Position): StoredEvent {
  const { id, stream, revision, type, recordedAt, metadata, body } = event;
  return {
    id,
    stream,
    revision,
    position,
    type,
    schemaVersion: body.schemaVersion,
    recordedAt,
    data: body.data,
    metadata,
  };
}
