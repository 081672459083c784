import type { PlanContext } from '../context.js';
import type { PlanUnit } from '../facts.js';
import { joinFigures, type FigureTable } from '../figures.js';
import { carriedUnits, distinctUnits } from './carried-units.js';
import type { ExpectedTable } from './letter-g.js';
import type { Standing } from './standing.js';

/** Letter j: SAP units designated SAT or to be designated, a subset of g; or a count, which g bounds by a finding. */
export function letterJ(context: PlanContext, expected: ExpectedTable): FigureTable<PlanUnit> {
  const carried = carriedUnits(context, 'j').filter(({ unitId }) => expected.placed.has(unitId));
  const designated = designatedSat(context).filter(({ unitId }) => expected.placed.has(unitId));
  return joinFigures(context, 'j', distinctUnits(context, designated, carried));
}

/** Units designated SAT at D, in g or not. */
export function designatedSat(context: PlanContext): readonly PlanUnit[] {
  return context.units.filter(isDesignatedSat);
}

export function isDesignatedSat(unit: Pick<Standing, 'stock' | 'serviceClass' | 'sat'>): boolean {
  return unit.sat && unit.stock === 'IN_STOCK' && unit.serviceClass === 'SAP';
}
