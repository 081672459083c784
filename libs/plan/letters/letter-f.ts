import type { PlanContext } from '../context.js';
import type { PlanUnit } from '../facts.js';
import { joinFigures, type FigureTable } from '../figures.js';
import { carriedUnits, distinctUnits } from './carried-units.js';

/** Letter f: SAP units of private origin with a convention open in Y. No row where nobody declared or conferred any. */
export function letterF(context: PlanContext): FigureTable<PlanUnit> {
  const conferred = context.units.filter((unit) => isConferred(context, unit));
  return joinFigures(context, 'f', distinctUnits(context, conferred, carriedUnits(context, 'f')), () => undefined);
}

function isConferred(context: PlanContext, unit: PlanUnit): boolean {
  if (unit.conferral === null || unit.stock === 'OUT' || unit.serviceClass !== 'SAP') return false;
  return unit.lifecycle !== 'NOT_DECLARED' && isOpenInYear(context, unit.conferral);
}

/** The convention holds on at least one day of the plan's year. */
export function isOpenInYear(context: PlanContext, id: string): boolean {
  const convention = context.conventions.get(id);
  if (!convention) return false;
  const year = String(context.facts.year).padStart(4, '0');
  return convention.from <= `${year}-12-31` && (convention.until === null || convention.until >= `${year}-01-01`);
}
