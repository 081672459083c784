import type { LotKind } from '#programmes/domain';
import type { PlanContext } from '../context.js';
import type { LotAtD, PlanUnit } from '../facts.js';
import { isLet, yearOrNull, type Standing } from './standing.js';

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

/** A unit in a lot. */
export interface LotUnit {
  readonly unit: PlanUnit;
  /** Undefined where the register does not know the lot. */
  readonly lot: LotAtD | undefined;
  readonly standing: LotStanding;
}

/**
 * Those of some units that are in a lot. Letters c and d (domain.md, section 5): an open lot of a formalised programme,
 * not delivered at D, latest expected date within Y or lot declared assignable in Y.
 */
export function unitsInLots(
  units: readonly PlanUnit[],
  lotOf: (programme: string, lot: string) => LotAtD | undefined,
  year: number,
): readonly LotUnit[] {
  const found: LotUnit[] = [];
  for (const unit of units) {
    if (!unit.lot) continue;
    const lot = lotOf(unit.lot.programme, unit.lot.lot);
    found.push({ unit, lot, standing: lot ? standingOf(unit, lot, year) : 'lot-unknown' });
  }
  return found;
}

function standingOf(unit: PlanUnit, lot: LotAtD, year: number): LotStanding {
  return whyNotOfLot(unit) ?? standingOfLot(lot, yearOrNull(unit.worksExpectedOn), year);
}

/** SAP units in open lots of that kind, expected in the plan's year: letters c and d. */
export function expectedFromLots({ lotUnits }: PlanContext, kind: LotKind): readonly PlanUnit[] {
  const expected = lotUnits.filter(({ lot, standing }) => lot?.kind === kind && standing === 'expected');
  return expected.map(({ unit }) => unit);
}

/** Why a unit of a lot is not expected from it, whatever the lot; undefined where it can be. */
export function whyNotOfLot(
  unit: Pick<Standing, 'stock' | 'serviceClass' | 'lifecycle' | 'lot'>,
): LotStanding | undefined {
  if (unit.stock === 'OUT' || unit.lot?.delivered || isLet(unit)) return 'delivered';
  if (unit.serviceClass !== 'SAP') return 'not-sap';
  return unit.lifecycle === 'NOT_DECLARED' ? 'not-declared' : undefined;
}

/**
 * Where the units of a lot stand that can be expected from it.
 * @param worksExpectedIn year stated for the unit itself
 */
export function standingOfLot(lot: LotAtD, worksExpectedIn: number | null, year: number): LotStanding {
  if (!lot.formalised) return 'not-formalised';
  if (!lot.open) return 'closed';
  return timing(year, worksExpectedIn ?? yearOrNull(lot.expectedOn), lot.assignableIn);
}

/** The latest expected date: the unit's own, where one was stated, else its lot's (assumed: see the rule set). */
export function expectedOn(unit: PlanUnit, lot: LotAtD): string | null {
  return unit.worksExpectedOn ?? lot.expectedOn;
}

function timing(year: number, expectedIn: number | null, assignableIn: number | null): LotStanding {
  if (assignableIn === year || expectedIn === year) return 'expected';
  const latest = expectedIn ?? assignableIn;
  if (latest === null) return 'undated';
  return latest < year ? 'overdue' : 'later';
}
