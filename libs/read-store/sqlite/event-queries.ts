import type { DatabaseSync, SQLInputValue, SQLOutputValue } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { instantMillis, isUuid } from '#event-store';
import { BadCursor } from '../port.js';
import type { EventPlace, EventSearch, Page } from '../queries.js';
import { pageSize, readCursor, writeCursor } from './cursors.js';
import { dayOf } from './days.js';
import { packId } from './event-ids.js';
import { isId } from './schema.js';

const COLUMNS = 'e.position, s.name, e.revision FROM events e JOIN streams s ON s.id = e.stream';

/**
 * What has no index (types, actors, dates) is looked for through the whole table, in this many parts at most, with turns for
 * others between: no question stops the process. Five million events take a fifth of a second when nothing is found, and an
 * index on each would cost every event 11 bytes and every rebuild a tenth of its time.
 */
const PARTS = 64;
/** A part is not smaller than this, in positions. */
const SMALLEST_PART = 20_000;

type Row = Record<string, SQLOutputValue>;

export function locateEvent(db: DatabaseSync, eventId: string): EventPlace | undefined {
  if (!isUuid(eventId)) return undefined;
  const row = db.prepare(`SELECT ${COLUMNS} WHERE ${isId('e.id', '?1')}`).get(packId(eventId));
  return row && placeOf(row);
}

/**
 * @param dbNow gives the connection, asked again at every part: another version may have been published meanwhile, and its
 * positions are the same
 */
export async function findEvents(dbNow: () => DatabaseSync, query: EventSearch): Promise<Page<EventPlace>> {
  const limit = pageSize(query.limit);
  const order = query.newestFirst ? '-position' : 'position';
  const filter = filterOf(dbNow(), query);
  if (!filter) return { items: [] };
  let { from, to } = filter;
  if (query.cursor !== undefined) {
    const [last] = readCursor(query.cursor, order, 1);
    if (typeof last !== 'number') throw new BadCursor('the cursor is not one of this list');
    if (query.newestFirst) to = Math.min(to, last - 1);
    else from = Math.max(from, last + 1);
  }
  const found: EventPlace[] = [];
  for (const part of parts(from, to, query.newestFirst ?? false)) {
    if (part.from !== from || part.to !== to) await nextTurn();
    const sql = `SELECT ${COLUMNS} WHERE e.position BETWEEN ? AND ? ${filter.conditions.map((c) => `AND ${c}`).join(' ')}
      ORDER BY e.position ${query.newestFirst ? 'DESC' : ''} LIMIT ?`;
    const rows = dbNow()
      .prepare(sql)
      .all(part.from, part.to, ...filter.values, limit + 1 - found.length);
    found.push(...rows.map(placeOf));
    if (found.length > limit) {
      const items = found.slice(0, limit);
      return { items, next: writeCursor(order, [items.at(-1)!.position]) };
    }
  }
  return { items: found };
}

/** Nothing is computed of positions but where to pause. */
function* parts(
  from: number,
  to: number,
  backwards: boolean,
): Generator<{ readonly from: number; readonly to: number }> {
  const size = Math.max(SMALLEST_PART, Math.ceil((to - from + 1) / PARTS));
  if (backwards) for (let end = to; end >= from; end -= size) yield { from: Math.max(from, end - size + 1), to: end };
  else for (let start = from; start <= to; start += size) yield { from: start, to: Math.min(to, start + size - 1) };
}

interface EventFilter {
  readonly from: number;
  readonly to: number;
  readonly conditions: readonly string[];
  readonly values: readonly SQLInputValue[];
}

/** Undefined when a name asked for is in no event. @throws RangeError an instant or a date that is none */
function filterOf(db: DatabaseSync, query: EventSearch): EventFilter | undefined {
  const conditions: string[] = [];
  const values: SQLInputValue[] = [];
  const ask = (condition: string, value: SQLInputValue): void => {
    conditions.push(condition);
    values.push(value);
  };
  for (const [column, table, name] of [
    ['stream', 'streams', query.stream],
    ['type', 'names', query.type],
    ['actor', 'names', query.actor],
  ] as const) {
    if (name === undefined) continue;
    const row = db.prepare(`SELECT id FROM ${table} WHERE name = ?`).get(name);
    if (!row) return undefined;
    ask(`e.${column} = ?`, row['id']!);
  }
  if (query.effectiveFrom !== undefined) ask('e.effective >= ?', dayOf(query.effectiveFrom));
  if (query.effectiveTo !== undefined) ask('e.effective <= ?', dayOf(query.effectiveTo));
  return { ...recordedRange(db, query), conditions, values };
}

/** Recorded times were made monotone in position order, so a range of them is a range of positions. */
function recordedRange(db: DatabaseSync, { recordedFrom, recordedTo }: EventSearch): { from: number; to: number } {
  const ends = db
    .prepare('SELECT (SELECT min(position) FROM events) AS first, (SELECT max(position) FROM events) AS last')
    .get();
  const [first, last] = [Number(ends?.['first'] ?? 1), Number(ends?.['last'] ?? 0)];
  return {
    from: recordedFrom === undefined ? first : firstKnownFrom(db, first, last, instantMillis(recordedFrom)),
    to: recordedTo === undefined ? last : firstKnownFrom(db, first, last, instantMillis(recordedTo) + 1) - 1,
  };
}

/** The least position from which on everything was recorded at `millis` or later: by halves, for knowledge only grows. */
function firstKnownFrom(db: DatabaseSync, first: number, last: number, millis: number): number {
  const knownFrom = db.prepare('SELECT known FROM events WHERE position >= ? ORDER BY position LIMIT 1');
  let [low, high] = [first, last + 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (Number(knownFrom.get(middle)?.['known']) >= millis) high = middle;
    else low = middle + 1;
  }
  return low;
}

function placeOf(row: Row): EventPlace {
  return { position: Number(row['position']), stream: String(row['name']), revision: Number(row['revision']) };
}
