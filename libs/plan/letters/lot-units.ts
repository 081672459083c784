import type { LotKind } from '#programmes/domain';
import { yearOf } from '#temporal';
import type { PlanContext } from '../context.js';
import type { LotAtD, PlanUnit } from '../facts.js';
import { isLet } from './carried-units.js';

/** Where a unit of a lot stands: expected in the year, or why not. */
export type LotStanding =
  | 'expected'
  | 'delivered'
  | 'not-sap'
  | 'not-declared'
  | 'lot-unknown'
  | 'not-formalised'
  | 'closed'
  | 'undated'
  | 'overdue'
  | 'later';

/** SAP units in open lots of that kind, expected in the plan's year: letters c and d. */
export function lotUnits(context: PlanContext, kind: LotKind): readonly PlanUnit[] {
  return context.units.filter((unit) => {
    if (!unit.lot || lotOfUnit(context, unit)?.kind !== kind) return false;
    return lotStanding(context, unit) === 'expected';
  });
}

export function lotOfUnit(context: PlanContext, unit: PlanUnit): LotAtD | undefined {
  return unit.lot ? context.lotOf(unit.lot.programme, unit.lot.lot) : undefined;
}

/**
 * Letters c and d (domain.md, section 5): an open lot of a formalised programme, not delivered at D, latest expected
 * date within Y or lot declared assignable in Y.
 */
export function lotStanding(context: PlanContext, unit: PlanUnit): LotStanding {
  const lot = lotOfUnit(context, unit);
  if (!lot) return 'lot-unknown';
  if (unit.stock === 'OUT' || unit.lot?.delivered || isLet(unit)) return 'delivered';
  if (unit.serviceClass !== 'SAP') return 'not-sap';
  if (unit.lifecycle === 'NOT_DECLARED') return 'not-declared';
  if (!lot.formalised) return 'not-formalised';
  if (!lot.open) return 'closed';
  return timing(context.facts.year, expectedOn(unit, lot), lot.assignableIn);
}

/** The latest expected date: the unit's own, where one was stated, else its lot's (assumed: see the rule set). */
export function expectedOn(unit: PlanUnit, lot: LotAtD): string | null {
  return unit.worksExpectedOn ?? lot.expectedOn;
}

function timing(year: number, date: string | null, assignableIn: number | null): LotStanding {
  if (assignableIn === year || (date !== null && yearOf(date) === year)) return 'expected';
  const latest = date === null ? assignableIn : yearOf(date);
  if (latest === null) return 'undated';
  return latest < year ? 'overdue' : 'later';
}
