import type { StoredEvent } from '#event-store';
import { isInterchangeable, pickProvisional, type Alias, type UnitState } from '#units/domain';
import type { HeldUnit } from '../register-port.js';
import type { Body } from '../resolve.js';
import type { ListedUnit } from '../submission/index.js';
import { dataOf, standing, type Desk } from './desk.js';

/** What a listed unit is in the register. */
export type Match =
  /** This unit, by its alias or as the provisional unit whose place it takes. */
  | { readonly kind: 'known'; readonly unit: ListedUnit; readonly unitId: string; readonly by: 'alias' | 'ordinal' }
  /** One of those that the owner's stock count made, of which nothing else is known. */
  | { readonly kind: 'counted'; readonly unit: ListedUnit; readonly unitId: string; readonly ordinal: number }
  /** None: it is beyond those in stock. */
  | { readonly kind: 'new'; readonly unit: ListedUnit; readonly ordinal: number };

/** Ids of the listed units that are in the register, by key. */
export function idsOf(matches: readonly Match[]): ReadonlyMap<string, string> {
  return new Map(matches.flatMap((match) => (match.kind === 'new' ? [] : [[match.unit.key, match.unitId]])));
}

/** The class of units that lists b, c and e name (assumed: domain.md, section 3). */
export const LISTED_CLASS = 'SAP';

/**
 * Finds each listed unit in the register: by alias; else, where *non comunicato* stood, the provisional unit of the same
 * place in the owner's list; else one of those that the stock count made; else it is new.
 */
export async function matchUnits(desk: Desk): Promise<readonly Match[]> {
  const matches: Match[] = [];
  const unknown = new Map<Body, ListedUnit[]>();
  const ownersById = new Map<string, Body>();
  for (const unit of desk.submission.units) {
    const unitId = await byAlias(desk, unit);
    if (unitId === undefined) continue;
    if (unitId !== null) {
      matches.push({ kind: 'known', unit, unitId, by: 'alias' });
      continue;
    }
    const owner = ownersById.get(unit.owner.id) ?? unit.owner;
    ownersById.set(owner.id, owner);
    unknown.set(owner, [...(unknown.get(owner) ?? []), unit]);
  }
  const taken = new Set(matches.map((match) => (match.kind === 'new' ? '' : match.unitId)));
  for (const [owner, units] of unknown) matches.push(...(await matchOfOwner(desk, owner, units, taken)));
  return matches;
}

/** The unit that the aliases name; undefined, and reported, when they name two. */
async function byAlias(desk: Desk, unit: ListedUnit): Promise<string | null | undefined> {
  const holders = new Set<string>();
  for (const alias of unit.aliases) {
    const holder = await desk.register.unitByAlias(alias);
    if (holder && (!holder.former || (await gaveAlias(desk, holder.unitId, alias)))) holders.add(holder.unitId);
  }
  if (holders.size < 2) return [...holders][0] ?? null;
  desk.reports.error('ALIASES_OF_TWO_UNITS', unit.at, {
    it: `Gli identificativi della riga sono di due alloggi diversi: ${[...holders].join(', ')}.`,
    en: `The row's ids belong to two different units: ${[...holders].join(', ')}.`,
  });
  return undefined;
}

/** An import gave the unit that alias, and somebody took it away since: the row is still about that unit. */
async function gaveAlias(desk: Desk, unitId: string, { scheme, value }: Alias): Promise<boolean> {
  const given = (await desk.events(`unit-${unitId}`)).filter((event) => desk.isOfImport(event));
  return given.some((event) =>
    dataOf<{ aliases?: readonly Alias[] }>(event).aliases?.some(
      (alias) => alias.scheme === scheme && alias.value === value,
    ),
  );
}

async function matchOfOwner(
  desk: Desk,
  owner: Body,
  units: readonly ListedUnit[],
  taken: Set<string>,
): Promise<readonly Match[]> {
  const held = await desk.unitsOf(owner.id);
  const inPlace = takePlaces(units.filter(isOfVacantList), provisionalOfList(held, taken));
  for (const unitId of inPlace.values()) taken.add(unitId);
  const matches: Match[] = [];
  const free = freeOrdinals(held, 'e');
  for (const unit of units) {
    const place = inPlace.get(unit);
    if (place !== undefined) {
      matches.push({ kind: 'known', unit, unitId: place, by: 'ordinal' });
      continue;
    }
    // Only a unit without aliases has a place in the list to be found by.
    const ordinal = unit.aliases.length === 0 ? free.next().value : 0;
    const unitId = await pickCounted(desk, held, unit, taken);
    if (unitId === null) matches.push({ kind: 'new', unit, ordinal });
    else {
      taken.add(unitId);
      matches.push({ kind: 'counted', unit, unitId, ordinal });
    }
  }
  return matches;
}

function isOfVacantList(unit: ListedUnit): boolean {
  return unit.role === 'e1-vacant-units';
}

/** The owner's provisional units of list e that no alias of the folder names, by ordinal. */
function provisionalOfList(held: readonly HeldUnit[], taken: ReadonlySet<string>): readonly HeldUnit[] {
  return held
    .filter(
      ({ unitId, latest }) =>
        latest.provisional?.list === 'e' && latest.serviceClass === LISTED_CLASS && !taken.has(unitId),
    )
    .sort((a, b) => a.latest.provisional!.ordinal - b.latest.provisional!.ordinal);
}

/**
 * Rows without a known alias take the places of the provisional units in order. A row with an alias can only take the
 * place of a unit that has none yet; a row without one also that of a unit which somebody has identified since.
 */
export function takePlaces(rows: readonly ListedUnit[], places: readonly HeldUnit[]): ReadonlyMap<ListedUnit, string> {
  const taken = new Map<ListedUnit, string>();
  const left = [...places];
  const canTake = (row: ListedUnit, { latest }: HeldUnit) => row.aliases.length === 0 || latest.aliases.length === 0;
  rows.forEach((row, i) => {
    const place = places[i];
    if (!place || !canTake(row, place)) return;
    taken.set(row, place.unitId);
    left.splice(left.indexOf(place), 1);
  });
  for (const row of rows) {
    if (taken.has(row)) continue;
    const i = left.findIndex((place) => canTake(row, place));
    if (i !== -1) taken.set(row, left.splice(i, 1)[0]!.unitId);
  }
  return taken;
}

/** The smallest ordinals from 1 that no unit of that list and class of the owner has, one after another. */
export function* freeOrdinals(
  held: readonly HeldUnit[],
  list: 'a' | 'e',
  serviceClass: UnitState['serviceClass'] = LISTED_CLASS,
): Generator<number, never> {
  const used = new Set(
    held.flatMap(({ latest: { provisional, serviceClass: other } }) =>
      provisional?.list === list && other === serviceClass ? [provisional.ordinal] : [],
    ),
  );
  for (let ordinal = 1; ; ordinal++) if (!used.has(ordinal)) yield ordinal;
}

/** One of the owner's counted units of which nothing is known; null when there is none left. */
async function pickCounted(
  desk: Desk,
  held: readonly HeldUnit[],
  { owner, municipality }: ListedUnit,
  taken: ReadonlySet<string>,
): Promise<string | null> {
  const wanted = { owner: owner.id, serviceClass: LISTED_CLASS, municipality } as const;
  const touched = new Set<string>();
  const candidates = held.flatMap(({ unitId, at, latest }) =>
    at && isInterchangeable(at) && isInterchangeable(latest) && !taken.has(unitId) ? [{ unitId, state: at }] : [],
  );
  for (;;) {
    const picked = pickProvisional(
      candidates.filter(({ unitId }) => !touched.has(unitId)),
      wanted,
    );
    if (!picked) return null;
    if (isUntouched(await desk.events(`unit-${picked.unitId}`))) return picked.unitId;
    touched.add(picked.unitId);
  }
}

/** Nothing but its registration stands of the unit. */
export function isUntouched(events: readonly StoredEvent[]): boolean {
  return standing(events).every((event) => event.type === 'UnitRegistered');
}
