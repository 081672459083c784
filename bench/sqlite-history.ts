import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { IntervalTables } from './interval-tables.js';
import { timedInTurns, type Percentiles, type Repetition } from './measure.js';
import { STILL_KNOWN } from './postgres/designs.js';
import { canonical } from './question.js';
import { unitHistory } from './questions/history.js';
import type { Setting } from './setting.js';

const COLUMNS = 'unit, ambito, owner, municipality, class, lifecycle, vf, vt, kf, kt';

/**
 * One unit's history from the register, and from an interval table in SQLite in this process, in turns, after every answer
 * was compared.
 * @throws Error when an answer differs
 */
export async function sqliteHistory(
  { states, codes }: IntervalTables,
  setting: Setting,
  repetition: Repetition,
): Promise<{ readonly own: Percentiles; readonly sqlite: Percentiles }> {
  const file = join(setting.folder, 'intervals.db');
  const db = new DatabaseSync(file);
  db.exec(`PRAGMA journal_mode = OFF; CREATE TABLE state (${COLUMNS.replaceAll(',', ' INT,')} INT) STRICT; BEGIN`);
  const insert = db.prepare(`INSERT INTO state VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  for (const line of states) insert.run(...line.split('\t').map(Number));
  const counted = 'vf, vt, owner, municipality, class, lifecycle';
  db.exec(`COMMIT; CREATE INDEX cur_unit ON state (unit, ${counted}) WHERE kt = ${STILL_KNOWN}; ANALYZE`);
  const statement = db.prepare(`SELECT ${counted} FROM state WHERE unit = ? AND kt = ${STILL_KNOWN} ORDER BY vf`);
  statement.setReturnArrays(true);
  const asked = unitHistory.asked(setting);
  const ask = (values: readonly (string | number)[]) =>
    (statement.all(...values) as unknown as string[][]).map((row) => unitHistory.decode(row, codes));
  for (const { rows, values } of asked) {
    if (canonical(rows()) !== canonical(ask(values(codes)))) throw new Error('SQLite tells another history of a unit');
  }
  const [own, sqlite] = await timedInTurns(
    asked,
    [({ answer }) => answer(), ({ values }) => ask(values(codes))],
    repetition,
  );
  db.close();
  rmSync(file);
  return { own, sqlite };
}
