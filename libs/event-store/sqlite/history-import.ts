import type { DatabaseSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { EventCodec } from '../codec.js';
import { HistoryCheck, type CheckedHistoricalEvent } from '../history-check.js';
import { BadHistory, LogNotEmpty, type HistoricalEvent, type Position } from '../port.js';
import { uuidText } from '../uuid.js';
import { createIndexes, dropIndexes } from './format.js';
import { RowWriter, sameMetadata, type LogEnd } from './row-writer.js';
import { unavailable } from './sqlite-errors.js';

/** Events written between two looks at the rest of the process. */
const SLICE = 512;

/**
 * Writes a history into an empty log in one transaction: it is all there or nothing is, also when the process is killed.
 * The rows go first and the indexes after, which find an id that stands twice.
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
    const end = await writeAll(rows, new HistoryCheck(codec), events);
    indexRows(db);
    db.exec('COMMIT');
    return end.position;
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw unavailable(file, error);
  }
}

async function writeAll(
  rows: RowWriter,
  check: HistoryCheck,
  events: AsyncIterable<HistoricalEvent> | Iterable<HistoricalEvent>,
): Promise<LogEnd> {
  let end = rows.end();
  let run: CheckedHistoricalEvent[] = [];
  let slice = 0;
  const writeRun = (): void => {
    if (run[0]) end = rows.write(end, run[0].recordedMillis, run);
    run = [];
  };
  for await (const event of events) {
    const next = check.check(event);
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
