import type { PlanContext } from '../context.js';
import type { Place } from '../plan-places.js';
import type { PlanUnit } from '../facts.js';
import { basisOf, joinFigures, type Figure, type FigureTable, type Silence } from '../figures.js';
import { carriedUnits, distinctUnits } from './carried-units.js';
import { yearOrNull, type Standing } from './standing.js';

/** Letter e1: SAP units that are free at D; a unit under assignment, valorised or in sale is in another state. */
export function letterE1(context: PlanContext): FigureTable<PlanUnit> {
  return joinFigures(context, 'e1', distinctUnits(context, context.units.filter(isFree), carriedUnits(context, 'e1')));
}

export function isFree(unit: Pick<Standing, 'stock' | 'serviceClass' | 'lifecycle'>): boolean {
  return unit.stock === 'IN_STOCK' && unit.serviceClass === 'SAP' && unit.lifecycle === 'VACANT_LETTABLE';
}

/** An estimate of the units that turnover frees in a year, for owners that declared none: used only when asked. */
export interface TurnoverModel {
  /** What the plan calls the method. */
  readonly name: string;
  readonly estimates: readonly {
    readonly owner: string;
    readonly municipality: string | null;
    readonly units: number;
  }[];
}

/** How a turnover came to be: declared, forecast, the larger of both, or a model by its name; null where there is none. */
export type TurnoverMethod = 'declared' | 'forecasts' | 'larger-of-declared-and-forecasts' | `model:${string}`;

export interface TurnoverTable extends FigureTable<PlanUnit> {
  readonly methodAt: (place: Place) => TurnoverMethod | null;
}

/** Only an owner without stock is known to expect no release: the others may just not have said. */
export const silenceOnTurnover: Silence = ({ status, beforeCensus }) =>
  !beforeCensus && (status === 'certified-zero' || status === 'not-required') ? 0 : null;

/** Letter e2: units expected to be released in Y by normal turnover. */
export function letterE2(context: PlanContext, model?: TurnoverModel): TurnoverTable {
  const forecasts = context.units.filter(
    (unit) => canBeTurnover(unit) && yearOrNull(unit.releaseExpectedOn) === context.facts.year,
  );
  const declared = joinFigures(
    context,
    'e2',
    distinctUnits(context, forecasts, carriedUnits(context, 'e2')),
    silenceOnTurnover,
  );
  const table = model ? withModel(context, declared, model) : declared;
  return { ...table, methodAt: (place) => methodOf(table.at(place), declared.at(place), model) };
}

/** Its release, where one is expected in the year, is turnover. */
export function canBeTurnover(unit: Pick<Standing, 'stock' | 'serviceClass' | 'lifecycle'>): boolean {
  return unit.stock === 'IN_STOCK' && unit.serviceClass === 'SAP' && unit.lifecycle !== 'NOT_DECLARED';
}

/** The model speaks only where neither a count nor a forecast does, and never for part of an owner that declared one. */
function withModel(context: PlanContext, table: FigureTable<PlanUnit>, model: TurnoverModel): FigureTable<PlanUnit> {
  const spoken = new Set(table.rows.filter((row) => row.number !== null).map(({ owner }) => owner.id));
  const owners = new Map(context.owners.map((owner) => [owner.id, owner]));
  const estimated = model.estimates.flatMap(({ owner: id, municipality, units }): Figure<PlanUnit>[] => {
    const owner = owners.get(id);
    if (!owner || spoken.has(id)) return [];
    const basis = basisOf(owner, true, false);
    return [{ owner, municipality, units: [], rest: units, number: units, basis, declared: [], counted: true }];
  });
  return replaced(table, estimated);
}

function replaced(table: FigureTable<PlanUnit>, estimated: readonly Figure<PlanUnit>[]): FigureTable<PlanUnit> {
  const modelled = new Set(estimated.map(({ owner }) => owner));
  const at: FigureTable<PlanUnit>['at'] = (place) =>
    estimated.find((row) => row.owner === place.owner && row.municipality === place.municipality) ??
    (modelled.has(place.owner) ? undefined : table.at(place));
  return { ...table, at, rows: [...table.rows.filter(({ owner }) => !modelled.has(owner)), ...estimated] };
}

function methodOf(
  row: Figure<PlanUnit> | undefined,
  declared: Figure<PlanUnit> | undefined,
  model: TurnoverModel | undefined,
): TurnoverMethod | null {
  if (!row || row.number === null) return null;
  if (model && row !== declared) return `model:${model.name}`;
  if (!row.counted) return row.units.length > 0 ? 'forecasts' : null;
  return row.units.length > 0 ? 'larger-of-declared-and-forecasts' : 'declared';
}
