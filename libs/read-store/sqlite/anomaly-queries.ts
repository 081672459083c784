import type { DatabaseSync } from 'node:sqlite';
import type { UnitRefusal } from '#units/domain';
import { BadCursor } from '../port.js';
import type { AnomalyRow, AnomalySearch, Page } from '../queries.js';
import { pageSize, readCursor, writeCursor } from './cursors.js';
import { dateOf } from './days.js';
import { unpackId } from './event-ids.js';
import { NO_END } from './schema.js';

const ORDER = 'position';

/** By the owner and the Ambito that the unit has in its latest state. */
export function anomalies(db: DatabaseSync, query: AnomalySearch): Page<AnomalyRow> {
  const limit = pageSize(query.limit);
  const asked = Object.entries({ 't.owner': query.owner, 't.ambito': query.ambito });
  const filters = asked.filter((entry): entry is [string, string] => entry[1] !== undefined);
  const rows = db
    .prepare(
      `SELECT a.position, a.code, u.unit_id, u.label, t.owner, t.ambito, e.id, e.effective, n.name AS type
       FROM anomalies a JOIN units u ON u.stream = a.unit JOIN events e ON e.position = a.position
         JOIN names n ON n.id = e.type JOIN segments g ON g.unit = a.unit JOIN states t ON t.id = g.state
       WHERE g.to_day = ? AND a.position > ? ${filters.map(([column]) => `AND ${column} = ?`).join(' ')}
       ORDER BY a.position LIMIT ?`,
    )
    .all(NO_END, after(query.cursor), ...filters.map(([, value]) => value), limit + 1);
  const items = rows.slice(0, limit).map((row): AnomalyRow => ({
    unitId: String(row['unit_id']),
    label: String(row['label']),
    owner: String(row['owner']),
    ambito: String(row['ambito']),
    eventId: unpackId(row['id'] as Uint8Array),
    position: Number(row['position']),
    type: String(row['type']),
    effectiveOn: dateOf(Number(row['effective'])),
    code: row['code'] as UnitRefusal,
  }));
  return rows.length > limit ? { items, next: writeCursor(ORDER, [items.at(-1)!.position]) } : { items };
}

function after(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  const [position] = readCursor(cursor, ORDER, 1);
  if (typeof position !== 'number') throw new BadCursor('the cursor is not one of this list');
  return position;
}
