import { BadCursor, type Page, type UnitItem, type UnitSearch, type UnitSort } from '#read-store';
import type { HistorySegment, TimelineIndex, UnitView } from '#timeline';
import type { CivilDate } from '#temporal';
import type { UnitState } from '#units/domain';

/** The last day there is: what is expected of the future counts. */
const LATEST = '9999-12-31';

/** Where a list stands; `validAt` absent: the latest state. */
export interface KnownList {
  readonly validAt?: CivilDate | undefined;
  readonly knownAt: number;
  /** Only these units. */
  readonly among?: ReadonlySet<string>;
}

/**
 * The units that answer to a search as known at a position, as the read store lists those of now; `q` looks at the
 * aliases that they have at that coordinate.
 * @throws BadCursor
 */
export function knownUnits(
  timeline: TimelineIndex,
  search: UnitSearch,
  { validAt, knownAt, among }: KnownList,
): Page<UnitItem> & { readonly total: number } {
  const ambito = search.ambito ?? 'all';
  const found = timeline
    .unitIds({ ambito, validAt: validAt ?? LATEST, knownAt })
    .filter((unitId) => among?.has(unitId) ?? true)
    .map((unitId) => timeline.unitAt(unitId, { ...(validAt !== undefined && { validAt }), knownAt })!)
    .filter((view) => answers(view, search));
  const items = found.map((view) => itemOf(timeline, view, validAt ?? LATEST, knownAt));
  return pageOf(items.sort(orderOf(search)), search);
}

function answers({ unitId, state }: UnitView, search: UnitSearch): boolean {
  const row = rowOf(state);
  const equal = [
    [search.owner, row.owner],
    [search.municipality, row.municipality],
    [search.lifecycle, row.lifecycle],
    [search.stock, row.stock],
    [search.serviceClass, row.serviceClass],
    [search.provisional, row.provisional],
    [search.sat, row.sat],
    [search.programme, row.lot?.programme],
    [search.lot, row.lot?.lot],
  ];
  return equal.every(([asked, is]) => asked === undefined || asked === is) && isNamed(unitId, state, search.q);
}

function isNamed(unitId: string, { aliases }: UnitState, q: string | undefined): boolean {
  const part = q?.toLowerCase();
  return part === undefined || unitId === q || aliases.some(({ value }) => value.toLowerCase().includes(part));
}

type Row = Omit<UnitItem, 'unitId' | 'label' | 'since' | 'until'>;

/** What a list says of a state. */
function rowOf({ owner, municipality, ambito, serviceClass, lifecycle, stock, aliases, sat, lot }: UnitState): Row {
  return {
    ...{ owner, municipality, ambito, serviceClass, lifecycle, stock },
    provisional: aliases.length === 0,
    sat: sat !== null,
    lot: lot && { programme: lot.programme, lot: lot.lot },
  };
}

function itemOf(timeline: TimelineIndex, { unitId, state }: UnitView, day: CivilDate, knownAt: number): UnitItem {
  const label = timeline.unitAt(unitId, { knownAt })!.label;
  const segments = timeline.history(unitId, knownAt);
  const here = segments.findLastIndex(({ from }) => from <= day);
  const row = rowOf(state);
  const key = JSON.stringify(row);
  const isSame = (segment: HistorySegment | undefined) =>
    segment !== undefined && JSON.stringify(rowOf(segment.state)) === key;
  let [first, last] = [here, here];
  while (isSame(segments[first - 1])) first--;
  while (isSame(segments[last + 1])) last++;
  return { unitId, label, ...row, since: segments[first]!.from, until: segments[last]!.to };
}

/** By what is asked for, then by label and id; what is not known comes last. */
function orderOf({ sort = 'label', descending = false }: UnitSearch): (a: UnitItem, b: UnitItem) => number {
  const keys: Readonly<Record<UnitSort, (item: UnitItem) => readonly string[]>> = {
    label: () => [],
    owner: ({ owner }) => [owner],
    municipality: ({ municipality }) => [municipality === null ? '1' : '0', municipality ?? ''],
    lifecycle: ({ lifecycle }) => [lifecycle],
    since: ({ since }) => [since],
  };
  const keyOf = (item: UnitItem) => [...keys[sort](item), item.label, item.unitId];
  return (a, b) => {
    const [one, other] = [keyOf(a), keyOf(b)];
    const at = one.findIndex((value, i) => value !== other[i]);
    const ascending = at < 0 ? 0 : one[at]! < other[at]! ? -1 : 1;
    return descending ? -ascending : ascending;
  };
}

/** A page of a list that is at hand whole: its cursor is the place of the next item. */
function pageOf(items: readonly UnitItem[], { limit = 50, cursor = '0' }: UnitSearch) {
  const from = /^\d{1,9}$/.test(cursor) ? Number(cursor) : Number.NaN;
  if (Number.isNaN(from)) throw new BadCursor(`"${cursor}" is no cursor of this list`);
  const next = from + limit < items.length ? String(from + limit) : undefined;
  return { items: items.slice(from, from + limit), total: items.length, ...(next !== undefined && { next }) };
}
