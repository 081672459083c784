import type { DatabaseSync } from 'node:sqlite';
import type { ViewRow } from '../port.js';
import { dateOf, endDate } from './days.js';
import { unpackId } from './event-ids.js';

const POSITION_DIGITS = 16;

/** Every row of the views as it means, in the order the port asks for. */
export function* snapshotRows(db: DatabaseSync): Generator<ViewRow, void, void> {
  yield* eventRows(db);
  yield* unitRows(db);
}

function* eventRows(db: DatabaseSync): Generator<ViewRow, void, void> {
  const rows = db.prepare(
    `SELECT e.position, s.name AS stream, e.revision, t.name AS type, e.effective, e.known, a.name AS actor, e.id, e.means,
       CASE typeof(e.essence) WHEN 'integer' THEN k.name ELSE e.essence END AS essence
     FROM events e LEFT JOIN streams s ON s.id = e.stream LEFT JOIN names t ON t.id = e.type
       LEFT JOIN names a ON a.id = e.actor LEFT JOIN names k ON k.id = e.essence
     ORDER BY e.position`,
  );
  for (const { position, id, ...rest } of rows.iterate()) {
    const key = String(position).padStart(POSITION_DIGITS, '0');
    yield { view: 'events', key, value: JSON.stringify({ id: unpackId(id as Uint8Array), ...rest }) };
  }
}

function* unitRows(db: DatabaseSync): Generator<ViewRow, void, void> {
  const aliases = db.prepare('SELECT scheme, value, held FROM aliases WHERE unit = ? ORDER BY ordinal');
  const segments = db.prepare(
    `SELECT g.from_day, g.to_day, t.* FROM segments g LEFT JOIN states t ON t.id = g.state WHERE g.unit = ?
     ORDER BY g.from_day`,
  );
  const anomalies = db.prepare('SELECT position, code FROM anomalies WHERE unit = ? ORDER BY position');
  for (const { stream, unit_id: key, label } of db.prepare('SELECT * FROM units ORDER BY unit_id').iterate()) {
    const value = {
      label,
      aliases: aliases.all(stream!),
      segments: segments.all(stream!).map(({ from_day: from, to_day: to, id: _number, ...state }) => ({
        from: dateOf(Number(from)),
        to: endDate(Number(to)),
        ...state,
      })),
      anomalies: anomalies.all(stream!),
    };
    yield { view: 'units', key: String(key), value: JSON.stringify(value) };
  }
}
