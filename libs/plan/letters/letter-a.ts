import type { PlanContext } from '../context.js';
import type { Basis, StockNumbers } from '../document.js';
import type { Owner } from '../owners.js';
import { ByPlace, type Place } from '../plan-places.js';

export interface StockFigure extends Place, StockNumbers {
  readonly basis: Basis;
}

/** Letter a: units in stock at D, by owner, municipality and class. Total = SAP + SAS + other, which is shown apart. */
export function letterA(context: PlanContext): readonly StockFigure[] {
  const rows = new ByPlace<StockFigure>(context.places);
  const heard = new Set<Owner>();
  for (const { owner: id, municipality, ...counted } of context.facts.stock) {
    const owner = context.ownerOf(id);
    // Of an owner whose census is later than D nothing is known.
    if (owner.beforeCensus) continue;
    heard.add(owner);
    const before = rows.get({ owner, municipality });
    const sap = counted.sap + (before?.sap ?? 0);
    const sas = counted.sas + (before?.sas ?? 0);
    const other = counted.other + (before?.other ?? 0);
    const row = { owner, municipality, sap, sas, other, total: sap + sas + other, basis: basisOfStock(owner) };
    rows.set(row, row);
  }
  for (const owner of context.owners) {
    if (heard.has(owner)) continue;
    const row = withoutUnits(owner);
    rows.set(row, row);
  }
  return rows.inOrder;
}

function withoutUnits(owner: Owner): StockFigure {
  const number = stockIsKnown(owner) ? 0 : null;
  const { municipality } = owner;
  return { owner, municipality, sap: number, sas: number, other: number, total: number, basis: basisOfStock(owner) };
}

/** An owner without a unit has none if it says so, or if its units were counted once and are all gone. */
export function stockIsKnown({ beforeCensus, status, firstCensusOn }: Owner): boolean {
  if (beforeCensus) return false;
  return firstCensusOn !== null || status === 'certified-zero' || status === 'not-required';
}

/** Owners that did not answer: their last declaration known, flagged carried forward. */
function basisOfStock({ status, beforeCensus, firstCensusOn, earlier }: Owner): Basis {
  if (status === 'carried-forward') return 'carried-forward';
  const answered = status !== null && status !== 'missing';
  return !answered && !beforeCensus && (earlier !== null || firstCensusOn !== null) ? 'carried-forward' : 'units';
}
