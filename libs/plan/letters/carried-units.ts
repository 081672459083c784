import type { FigureLetter } from '#declarations/domain';
import type { OwnedFigure, PlanContext } from '../context.js';
import type { PlanUnit } from '../facts.js';
import { isLet } from './standing.js';

/**
 * The units that carry the counts of a letter declared to be the same units as another letter's list (Pessina: its 3 in
 * c are the 3 of e). They carry the fact as long as they are SAP and not delivered.
 */
export function carriedUnits(context: PlanContext, letter: FigureLetter): readonly PlanUnit[] {
  const counts = context.figuresOf(letter).filter(({ figure }) => figure.basis === 'count');
  return counts.flatMap((owned) => carriersAtD(context, owned));
}

/** The units that still carry one declared count at D. */
export function carriersAtD(context: PlanContext, { figure }: OwnedFigure): readonly PlanUnit[] {
  return (figure.sameUnits?.units ?? [])
    .map((id) => context.unitsById.get(id))
    .filter((unit) => unit !== undefined)
    .filter((unit) => stillCarries(unit, figure.statedOn));
}

/** What of a unit tells whether it still carries a count. */
export type CarryingUnit = Pick<PlanUnit, 'stock' | 'serviceClass' | 'lifecycle' | 'lastDeliveredOn'>;

/** A unit carries a count stated on a date as long as it is SAP and not delivered since. */
export function stillCarries(unit: CarryingUnit, statedOn: string): boolean {
  return unit.serviceClass === 'SAP' && unit.lifecycle !== 'NOT_DECLARED' && !isDeliveredSince(unit, statedOn);
}

/** Completed, let or out of stock: being lettable is not delivery (domain.md, letter c). */
function isDeliveredSince(unit: CarryingUnit, statedOn: string): boolean {
  if (unit.stock === 'OUT' || isLet(unit)) return true;
  return unit.lastDeliveredOn !== null && unit.lastDeliveredOn >= statedOn;
}

/**
 * The units of a letter and those that carry its counts, once each, in the order of the plan.
 * @param units distinct and in that order
 */
export function distinctUnits(
  context: PlanContext,
  units: readonly PlanUnit[],
  carried: readonly PlanUnit[],
): readonly PlanUnit[] {
  if (carried.length === 0) return units;
  const ids = new Set([...units, ...carried].map(({ unitId }) => unitId));
  return context.units.filter(({ unitId }) => ids.has(unitId));
}
