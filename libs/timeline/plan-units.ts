import type { PlanUnit } from '#plan';
import { ownerCode } from './labels.js';
import { NIL } from './nil.js';
import { expectedDay } from './outlooks.js';
import type { Reader } from './reader.js';

/**
 * The units of an Ambito that can stand in another letter of the plan than a (see `Cells.plannable`; and those in
 * stock or planned with a forecast of release), in the order of the log; then those asked for by id, when registered.
 */
export function planUnits(
  reader: Reader,
  ambito: string,
  day: number,
  known: number,
  also: Iterable<string>,
): PlanUnit[] {
  const { timelines } = reader;
  const units = new Set<number>();
  reader.eachUnit(ambito, day, known, (unit, cell) => {
    if (timelines.cells.plannable(cell)) units.add(unit);
    else if (timelines.cells.inStockOrPlanned(cell) && releaseExpected(reader, unit, day, known)) units.add(unit);
  });
  for (const unitId of also) {
    const unit = timelines.units.find(unitId);
    if (unit !== undefined) units.add(unit);
  }
  const answer: PlanUnit[] = [];
  for (const unit of units) {
    const planUnit = planUnitAt(reader, unit, day, known);
    if (planUnit) answer.push(planUnit);
  }
  return answer;
}

function releaseExpected({ timelines }: Reader, unit: number, day: number, known: number): boolean {
  if (!timelines.everForecast.has(unit)) return false;
  const facts = timelines.facts(unit);
  return expectedDay('release', timelines.kinds, facts, timelines.store.count(unit), day, known) !== NIL;
}

function planUnitAt({ timelines, labels }: Reader, unit: number, day: number, known: number): PlanUnit | undefined {
  const fold = timelines.foldAt(unit, day, known);
  const state = fold.state();
  if (state === null) return undefined;
  const unitId = timelines.units.id(unit);
  const { owner, municipality, stock, serviceClass, lifecycle, lot, conferral, registeredOn, lastDeliveredOn } = state;
  return {
    unitId,
    label: labels.label(unitId, fold.aliasList),
    ownerCode: ownerCode(owner, state.aliases),
    provisional: state.aliases.length === 0,
    ...{ owner, municipality, stock, serviceClass, lifecycle, lot },
    sat: state.sat !== null,
    ...{ conferral, registeredOn, lastDeliveredOn },
    voidSince: state.openVoid === null ? undefined : state.openVoid.since,
    ...timelines.outlook(unit, day, known),
  };
}
