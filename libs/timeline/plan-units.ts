import type { PlanUnit } from '#plan';
import { dateOf } from './days.js';
import { ownerCode } from './labels.js';
import { NIL } from './nil.js';
import { lotOf, SLOT } from './shapes.js';
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
    if (isCandidate(reader, unit, cell, day, known)) units.add(unit);
  });
  for (const unit of timelines.units.findAll(also)) units.add(unit);
  const answer: PlanUnit[] = [];
  for (const unit of units) {
    const planUnit = planUnitAt(reader, unit, day, known);
    if (planUnit) answer.push(planUnit);
  }
  return answer;
}

/** Whether a unit in a cell can stand in another letter than a. */
export function isCandidate({ timelines }: Reader, unit: number, cell: number, day: number, known: number): boolean {
  const { cells } = timelines;
  if (cells.plannable(cell)) return true;
  return cells.inStockOrPlanned(cell) && timelines.expectedDay('release', unit, day, known) !== NIL;
}

function planUnitAt({ timelines, labels }: Reader, unit: number, day: number, known: number): PlanUnit | undefined {
  const { values, units } = timelines;
  const fold = timelines.foldAt(unit, day, known);
  const { slots } = fold;
  const shape = timelines.transitions.shape(fold.shape);
  if (shape === null) return undefined;
  const unitId = units.id(unit);
  const aliases = fold.aliases();
  const owner = values.names.text(slots[SLOT.owner]!);
  return {
    unitId,
    label: labels.label(unitId, fold.aliasList),
    ownerCode: ownerCode(owner, aliases),
    provisional: aliases.length === 0,
    owner,
    municipality: values.name(slots[SLOT.municipality]!),
    stock: shape.stock,
    serviceClass: shape.serviceClass,
    lifecycle: shape.lifecycle,
    lot: shape.lotDelivered === null ? null : lotOf(shape, values.slots(slots)),
    sat: shape.sat,
    conferral: values.name(slots[SLOT.conferral]!),
    registeredOn: dateOf(slots[SLOT.registeredOn]!),
    lastDeliveredOn: values.date(slots[SLOT.lastDeliveredOn]!),
    voidSince: shape.openVoid === null ? undefined : values.date(slots[SLOT.voidSince]!),
    releaseExpectedOn: values.date(timelines.expectedDay('release', unit, day, known)),
    worksExpectedOn: values.date(timelines.expectedDay('works', unit, day, known)),
  };
}
