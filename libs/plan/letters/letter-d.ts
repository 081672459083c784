import type { PlanContext } from '../context.js';
import type { PlanUnit } from '../facts.js';
import { joinFigures, type FigureTable } from '../figures.js';
import { carriedUnits, distinctUnits } from './carried-units.js';
import { expectedFromLots } from './lot-units.js';

/** Letter d: SAP units of new build, expected in the year; planned units may be a count. */
export function letterD(context: PlanContext): FigureTable<PlanUnit> {
  const units = distinctUnits(context, expectedFromLots(context, 'new-build'), carriedUnits(context, 'd'));
  return joinFigures(context, 'd', units);
}
