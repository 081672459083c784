import type { PlanContext } from '../context.js';
import type { Convention, PlanUnit } from '../facts.js';
import { joinFigures, type FigureTable, type Silence } from '../figures.js';
import { carriedUnits, distinctUnits } from './carried-units.js';
import type { Standing } from './standing.js';

/** Nobody has to say that nothing was conferred to it. */
export const silenceOnConferrals: Silence = () => undefined;

/** Letter f: SAP units of private origin with a convention open in Y. No row where nobody declared or conferred any. */
export function letterF(context: PlanContext): FigureTable<PlanUnit> {
  const conferred = context.units.filter((unit) => isConferred(context, unit));
  return joinFigures(context, 'f', distinctUnits(context, conferred, carriedUnits(context, 'f')), silenceOnConferrals);
}

function isConferred(context: PlanContext, unit: PlanUnit): boolean {
  return unit.conferral !== null && canBeConferred(unit) && isOpenInYear(context, unit.conferral);
}

/** It is of letter f where its convention is open in the year. */
export function canBeConferred(unit: Pick<Standing, 'stock' | 'serviceClass' | 'lifecycle'>): boolean {
  return unit.stock !== 'OUT' && unit.serviceClass === 'SAP' && unit.lifecycle !== 'NOT_DECLARED';
}

/** The convention holds on at least one day of the plan's year. */
export function isOpenInYear(context: PlanContext, id: string): boolean {
  const convention = context.conventions.get(id);
  return convention !== undefined && holdsInYear(convention, context.facts.year);
}

export function holdsInYear({ from, until }: Convention, year: number): boolean {
  const text = String(year).padStart(4, '0');
  return from <= `${text}-12-31` && (until === null || until >= `${text}-01-01`);
}
