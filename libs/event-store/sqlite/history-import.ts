import type { DatabaseSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { EventCodec } from '../codec.js';
import { HistoryCheck, type CheckedHistoricalEvent } from '../history-check.js';
import { BadHistory, LogNotEmpty, type HistoricalEvent, type Position } from '../port.js';
import { uuidBytes, uuidText } from '../uuid.js';
import { createIndexes, dropIndexes } from './format.js';
import { RowWriter, sameMetadata, type LogEnd } from './row-writer.js';
import { unavailable } from './sqlite-errors.js';

/** Events written between two looks at the rest of the process. */
const SLICE = 512;

/**
 * So small a part of a history, its last, is written when the indexes are there already. `CREATE INDEX` leaves no room in its
 * pages, and an append splits one in each index as long as that is so: the first command on five million events wrote
 * 17 pages, after these 20,000 it writes 6.
 */
const LAST_PART = 1 / 256;

/**
 * Writes a history into an empty log in one transaction: it is all there or nothing is, also when the process is killed.
 * Nearly all rows go first and the indexes after, which find an id that stands twice.
 * @returns how many events there are
 * @throws LogNotEmpty, BadHistory, StoreUnavailable; then the log is as empty as before
 */
export async function importIntoEmptyLog(
  db: DatabaseSync,
  file: string,
  codec: EventCodec,
  events: AsyncIterable<HistoricalEvent> | Iterable<HistoricalEvent>,
): Promise<number> {
  try {
    db.exec('BEGIN IMMEDIATE');
    const rows = new RowWriter(db);
    if (rows.end().position > 0) throw new LogNotEmpty('a history is imported into an empty log only');
    dropIndexes(db);
    const { end, last } = await writeAllButTheLast(rows, new HistoryCheck(codec), events);
    indexRows(db);
    assertNew(db, last, end.position);
    const { position } = await writeAll(rows, end, last);
    db.exec('COMMIT');
    return position;
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw unavailable(file, error);
  }
}

/** @returns where the log ends then, and the last events, which are still to be written */
async function writeAllButTheLast(
  rows: RowWriter,
  check: HistoryCheck,
  events: AsyncIterable<HistoricalEvent> | Iterable<HistoricalEvent>,
): Promise<{ readonly end: LogEnd; readonly last: readonly CheckedHistoricalEvent[] }> {
  let held: CheckedHistoricalEvent[] = [];
  let seen = 0;
  let end = rows.end();
  for await (const event of events) {
    held.push(check.check(event));
    seen++;
    if (held.length < SLICE + seen * LAST_PART) continue;
    end = await writeAll(rows, end, held.slice(0, SLICE));
    held = held.slice(SLICE);
  }
  return { end, last: held };
}

async function writeAll(rows: RowWriter, end: LogEnd, events: readonly CheckedHistoricalEvent[]): Promise<LogEnd> {
  let run: CheckedHistoricalEvent[] = [];
  let slice = 0;
  const writeRun = (): void => {
    if (run[0]) end = rows.write(end, run[0].recordedMillis, run);
    run = [];
  };
  for (const next of events) {
    if (run[0] && !recordedTogether(run[0], next)) writeRun();
    run.push(next);
    if (++slice % SLICE === 0) {
      writeRun();
      await nextTurn();
    }
  }
  writeRun();
  return end;
}

/** @throws BadHistory naming the first of these events whose id stands twice */
function assertNew(db: DatabaseSync, events: readonly CheckedHistoricalEvent[], before: Position): void {
  const find = db.prepare('SELECT 1 FROM events WHERE id = ?');
  const ids = new Set<string>();
  for (const [nth, { id }] of events.entries()) {
    if (ids.has(id) || find.get(uuidBytes(id))) throw new BadHistory(before + nth, `event id ${id} stands twice`);
    ids.add(id);
  }
}

function indexRows(db: DatabaseSync): void {
  try {
    createIndexes(db);
  } catch (error) {
    const twice = idThatStandsTwice(db);
    throw twice ? new BadHistory(twice.position - 1, `event id ${twice.id} stands twice`) : error;
  }
}

function idThatStandsTwice(db: DatabaseSync): { readonly id: string; readonly position: Position } | undefined {
  const row = db
    .prepare(
      `SELECT id, position FROM (SELECT id, position, row_number() OVER (PARTITION BY id ORDER BY position) AS n FROM events)
       WHERE n = 2 ORDER BY position LIMIT 1`,
    )
    .get();
  return row && { id: uuidText(row['id'] as Uint8Array), position: Number(row['position']) };
}

function recordedTogether(a: CheckedHistoricalEvent, b: CheckedHistoricalEvent): boolean {
  return a.recordedMillis === b.recordedMillis && sameMetadata(a.metadata, b.metadata);
}
