import { setImmediate as nextTurn } from 'node:timers/promises';
import { ListedPage, type EventStore, type StoredEvent } from '#event-store';
import { VIEW_NAMES, type NewVersion, type ReadStore, type Snapshot, type ViewName, type ViewRow } from './port.js';

/** A row that is not what the log says it is. */
export interface ViewDifference {
  readonly view: ViewName;
  readonly key: string;
  /** As the views have it; null when they lack it. */
  readonly stored: string | null;
  /** As the log builds it; null when nothing in the log says so. */
  readonly rebuilt: string | null;
}

const EVENTS_A_BATCH = 1_000;
const ROWS_A_TURN = 2_000;
/** Differences told: whoever has more of them rebuilds. */
const DEFAULT_LIMIT = 1_000;

/**
 * Compares every row of the views with a fresh build from the log up to the same position. Nothing is changed, and a
 * projector may go on meanwhile.
 * @param limit most differences returned
 * @throws PoisonEvent, and what reading the log throws
 */
export async function verifyViews(
  log: Pick<EventStore, 'readAll'>,
  views: Pick<ReadStore, 'snapshot' | 'startVersion'>,
  limit = DEFAULT_LIMIT,
): Promise<readonly ViewDifference[]> {
  const stored = await views.snapshot();
  const version = await views.startVersion(stored.position);
  try {
    await buildUpTo(log, version, stored.position);
    const rebuilt = await version.snapshot();
    try {
      return await differences(stored, rebuilt, limit);
    } finally {
      await rebuilt.close();
    }
  } finally {
    await version.discard();
    await stored.close();
  }
}

async function buildUpTo(log: Pick<EventStore, 'readAll'>, version: NewVersion, position: number): Promise<void> {
  let batch: StoredEvent[] = [];
  for await (const event of log.readAll(0)) {
    if (event.position > position) break;
    batch.push(event);
    if (batch.length < EVENTS_A_BATCH) continue;
    await version.apply(new ListedPage(batch));
    batch = [];
    await nextTurn();
  }
  if (batch.length > 0) await version.apply(new ListedPage(batch));
  await version.finish();
}

/** Both sides come in the same order, so they are walked side by side, whatever their size. */
async function differences(stored: Snapshot, rebuilt: Snapshot, limit: number): Promise<ViewDifference[]> {
  const found: ViewDifference[] = [];
  const [ours, theirs] = [rowsOf(stored), rowsOf(rebuilt)];
  let [mine, fresh] = [await ours.next(), await theirs.next()];
  for (let rows = 1; (!mine.done || !fresh.done) && found.length < limit; rows++) {
    const order = mine.done ? 1 : fresh.done ? -1 : compareRows(mine.value, fresh.value);
    const a = order <= 0 && !mine.done ? mine.value : undefined;
    const b = order >= 0 && !fresh.done ? fresh.value : undefined;
    const row = a ?? b;
    if (row && a?.value !== b?.value) {
      found.push({ view: row.view, key: row.key, stored: a?.value ?? null, rebuilt: b?.value ?? null });
    }
    if (a) mine = await ours.next();
    if (b) fresh = await theirs.next();
    if (rows % ROWS_A_TURN === 0) await nextTurn();
  }
  return found;
}

async function* rowsOf(snapshot: Snapshot): AsyncGenerator<ViewRow, void, void> {
  yield* snapshot.rows();
}

function compareRows(a: ViewRow, b: ViewRow): number {
  if (a.view !== b.view) return VIEW_NAMES.indexOf(a.view) - VIEW_NAMES.indexOf(b.view);
  return a.key === b.key ? 0 : Buffer.compare(Buffer.from(a.key), Buffer.from(b.key));
}
