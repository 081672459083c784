import type { PlanContext } from '../context.js';
import type { PlanUnit } from '../facts.js';
import { joinFigures, type FigureTable } from '../figures.js';
import { carriedUnits, distinctUnits } from './carried-units.js';
import type { Standing } from './standing.js';

/** Letter b: SAP units that can be assigned as they are at D, works at the tenant's charge (r.r. 4/2017, art. 10). */
export function letterB(context: PlanContext): FigureTable<PlanUnit> {
  return joinFigures(context, 'b', distinctUnits(context, context.units.filter(isAsIs), carriedUnits(context, 'b')));
}

export function isAsIs(unit: Pick<Standing, 'stock' | 'serviceClass' | 'lifecycle'>): boolean {
  return unit.stock === 'IN_STOCK' && unit.serviceClass === 'SAP' && unit.lifecycle === 'VACANT_AS_IS';
}
