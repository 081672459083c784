import type { DatabaseSync, SQLInputValue, SQLOutputValue } from 'node:sqlite';
import type { CivilDate } from '#temporal';
import type { LifecycleState, ServiceClass, StockState } from '#units/domain';
import { describeUnit } from '../projections/unit-projection.js';
import type { AliasMatch, Page, UnitDetail, UnitItem, UnitSearch, UnitSort } from '../queries.js';
import { pageSize, readCursor, writeCursor } from './cursors.js';
import { dateOf, dayOf, endDate } from './days.js';
import { Facts } from './facts.js';
import { LATEST } from './schema.js';

/** What a list is ordered by; the unit's id last, so that no two places are the same. What is not known comes last. */
const ORDERS: Readonly<Record<UnitSort, readonly string[]>> = {
  label: ['u.label', 'u.unit_id'],
  owner: ['t.owner', 'u.label', 'u.unit_id'],
  municipality: ["t.municipality = ''", 't.municipality', 'u.label', 'u.unit_id'],
  lifecycle: ['t.lifecycle', 'u.label', 'u.unit_id'],
  since: ['g.from_day', 'u.label', 'u.unit_id'],
};

const STATE_COLUMNS =
  't.owner, t.municipality, t.ambito, t.service_class, t.lifecycle, t.stock, t.provisional, t.sat, t.programme, t.lot';
const FROM = 'FROM units u JOIN segments g ON g.unit = u.stream JOIN states t ON t.id = g.state';

type Row = Record<string, SQLOutputValue>;

interface Filter {
  readonly conditions: readonly string[];
  readonly values: readonly SQLInputValue[];
}

/** What a search asks, by the table that knows it. */
interface Filters {
  readonly day: number;
  readonly states: Filter;
  readonly units: Filter;
}

export function searchUnits(db: DatabaseSync, query: UnitSearch): Page<UnitItem> & { readonly total: number } {
  const limit = pageSize(query.limit);
  const filters = filtersOf(query);
  const order = orderOf(query);
  const after = query.cursor === undefined ? NO_FILTER : order.after(query.cursor);
  const page = all(atDay(filters.day), filters.states, filters.units, after);
  const places = order.columns.map((column, index) => `${column} AS place${index}`);
  const rows = db
    .prepare(
      `SELECT u.unit_id, u.label, g.from_day, g.to_day, ${STATE_COLUMNS}, ${places.join(', ')} ${FROM}
       WHERE ${page.conditions.join(' AND ')} ORDER BY ${order.by} LIMIT ?`,
    )
    .all(...page.values, limit + 1);
  const total = countUnits(db, filters);
  const items = rows.slice(0, limit).map(itemOf);
  const last = rows[limit - 1];
  return rows.length > limit && last ? { items, total, next: order.cursor(last) } : { items, total };
}

/** Counts by the fewest tables: a unit stands in every list from its first day on, so without states none is asked. */
function countUnits(db: DatabaseSync, { day, states, units }: Filters): number {
  const byState = states.conditions.length > 0;
  const filter = byState
    ? all(atDay(day), states, units)
    : all({ conditions: ['u.first_day <= ?'], values: [day] }, units);
  const joinUnits = units.conditions.length > 0 ? 'JOIN units u ON u.stream = g.unit' : '';
  const from = byState ? `segments g JOIN states t ON t.id = g.state ${joinUnits}` : 'units u';
  const counted = db.prepare(`SELECT count(*) AS total FROM ${from} WHERE ${filter.conditions.join(' AND ')}`);
  return Number(counted.get(...filter.values)?.['total']);
}

const NO_FILTER: Filter = { conditions: [], values: [] };

function atDay(day: number): Filter {
  return { conditions: ['g.from_day <= ?', 'g.to_day > ?'], values: [day, day] };
}

function all(...filters: readonly Filter[]): Filter {
  return {
    conditions: filters.flatMap(({ conditions }) => conditions),
    values: filters.flatMap(({ values }) => values),
  };
}

function orderOf({ sort = 'label', descending = false }: UnitSearch) {
  const columns = ORDERS[sort];
  const name = descending ? `-${sort}` : sort;
  return {
    columns,
    by: columns.map((column) => (descending ? `${column} DESC` : column)).join(', '),
    after: (cursor: string): Filter => ({
      conditions: [`(${columns.join(', ')}) ${descending ? '<' : '>'} (${columns.map(() => '?').join(', ')})`],
      values: readCursor(cursor, name, columns.length),
    }),
    cursor: (row: Row): string =>
      writeCursor(
        name,
        columns.map((_column, index) => row[`place${index}`] as string | number),
      ),
  };
}

function filtersOf(query: UnitSearch): Filters {
  const equal: Readonly<Record<string, SQLInputValue | undefined>> = {
    't.owner': query.owner,
    't.municipality': query.municipality === null ? '' : query.municipality,
    't.ambito': query.ambito,
    't.lifecycle': query.lifecycle,
    't.stock': query.stock,
    't.service_class': query.serviceClass,
    't.provisional': bit(query.provisional),
    't.sat': bit(query.sat),
    't.programme': query.programme,
    't.lot': query.lot,
  };
  const asked = Object.entries(equal).filter((entry): entry is [string, SQLInputValue] => entry[1] !== undefined);
  return {
    day: query.validAt === undefined ? LATEST : dayOf(query.validAt),
    states: { conditions: asked.map(([column]) => `${column} = ?`), values: asked.map(([, value]) => value) },
    units: query.q === undefined ? NO_FILTER : named(query.q),
  };
}

/** In a pattern SQLite reads no further than a NUL, so what comes after it would not be asked; no code holds one. */
function named(q: string): Filter {
  if (q.includes('\0')) return { conditions: ['0'], values: [] };
  const pattern = `%${q.replaceAll(/[\\%_]/g, (special) => `\\${special}`)}%`;
  return {
    conditions: [`(u.unit_id = ? OR u.stream IN (SELECT unit FROM aliases WHERE value LIKE ? ESCAPE '\\'))`],
    values: [q, pattern],
  };
}

function bit(value: boolean | undefined): number | undefined {
  return value === undefined ? undefined : value ? 1 : 0;
}

function itemOf(row: Row): UnitItem {
  return {
    unitId: String(row['unit_id']),
    label: String(row['label']),
    owner: String(row['owner']),
    municipality: String(row['municipality']) || null,
    ambito: String(row['ambito']),
    serviceClass: row['service_class'] as ServiceClass,
    lifecycle: row['lifecycle'] as LifecycleState,
    stock: row['stock'] as StockState,
    provisional: row['provisional'] === 1,
    sat: row['sat'] === 1,
    lot: row['lot'] === '' ? null : { programme: String(row['programme']), lot: String(row['lot']) },
    since: dateOf(Number(row['from_day'])),
    until: endDate(Number(row['to_day'])),
  };
}

export function unitDetail(db: DatabaseSync, unitId: string, validAt?: CivilDate): UnitDetail | undefined {
  const stream = db.prepare('SELECT stream FROM units WHERE unit_id = ?').get(unitId);
  return stream && describeUnit(unitId, new Facts(db).ofStream(Number(stream['stream'])), validAt);
}

export function unitByAlias(db: DatabaseSync, value: string, scheme?: string): readonly AliasMatch[] {
  const inScheme = scheme === undefined ? '' : 'AND a.scheme = ?';
  const rows = db
    .prepare(
      `SELECT a.scheme, a.value, a.held, u.unit_id, u.label, g.from_day, g.to_day, ${STATE_COLUMNS}
       ${FROM} JOIN aliases a ON a.unit = u.stream
       WHERE a.value = ? ${inScheme} AND g.from_day <= ? AND g.to_day > ?
       ORDER BY a.held DESC, t.stock = 'OUT', u.unit_id, a.ordinal`,
    )
    .all(value, ...(scheme === undefined ? [] : [scheme]), LATEST, LATEST);
  return rows.map((row) => ({
    alias: { scheme: String(row['scheme']), value: String(row['value']) },
    held: row['held'] === 1,
    unit: itemOf(row),
  }));
}
