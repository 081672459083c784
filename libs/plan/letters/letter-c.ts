import type { PlanContext } from '../context.js';
import type { PlanUnit } from '../facts.js';
import { joinFigures, type FigureTable } from '../figures.js';
import { carriedUnits, distinctUnits } from './carried-units.js';
import { expectedFromLots } from './lot-units.js';

/** Letter c: SAP units under renovation, expected in the year. */
export function letterC(context: PlanContext): FigureTable<PlanUnit> {
  const units = distinctUnits(context, expectedFromLots(context, 'renovation'), carriedUnits(context, 'c'));
  return joinFigures(context, 'c', units);
}
