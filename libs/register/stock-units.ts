import type { ExplainedRow } from '#plan';
import type { CivilDate } from '#temporal';
import type { RegisterViews } from './views.js';

/** Units of letter a: one row may hold thousands, and what is behind each of so many nobody reads at once. */
export const STOCK_UNITS_WITH_EVENTS = 100;

/** What says whose units a row counts, and where. */
type StockRow = Pick<ExplainedRow, 'ownerId' | 'municipalityCode' | 'number' | 'stock'>;

/**
 * The units in stock that each row of letter a counts, at the coordinate of the plan: rules count them by group, the
 * index knows which they are. Null where the row's number is not known; rows of other letters keep their units.
 */
export function withStockUnits<R extends StockRow & Pick<ExplainedRow, 'units'>>(
  { timeline }: Pick<RegisterViews, 'timeline'>,
  query: { readonly ambito: string; readonly validAt: CivilDate; readonly knownAt: number },
  rows: readonly R[],
): readonly R[] {
  if (rows.every(({ stock }) => stock === undefined)) return rows;
  const units = timeline
    .unitIds(query)
    .map((unitId) => timeline.unitAt(unitId, query)!)
    .filter(({ state }) => state.stock === 'IN_STOCK');
  return rows.map((row) => {
    const { ownerId, municipalityCode, number, stock } = row;
    if (stock === undefined || number === null) return row;
    const counted = units.filter(
      ({ state }) =>
        state.owner === ownerId &&
        state.municipality === municipalityCode &&
        (stock.serviceClass === null || state.serviceClass === stock.serviceClass),
    );
    return { ...row, units: counted.map(({ unitId, label }) => ({ unitId, label })) };
  });
}
