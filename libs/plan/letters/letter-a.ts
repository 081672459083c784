import { byPlace, placeKey, type Place, type PlanContext } from '../context.js';
import type { Basis, StockNumbers } from '../document.js';
import type { Owner } from '../owners.js';

export interface StockFigure extends Place, StockNumbers {
  readonly basis: Basis;
}

/** Letter a: units in stock at D, by owner, municipality and class. Total = SAP + SAS + other, which is shown apart. */
export function letterA(context: PlanContext): readonly StockFigure[] {
  const rows: StockFigure[] = [];
  const heard = new Set<Owner>();
  for (const { owner: id, municipality, sap, sas, other } of merged(context)) {
    const owner = context.ownerOf(id);
    heard.add(owner);
    rows.push({ owner, municipality, sap, sas, other, total: sap + sas + other, basis: basisOfStock(owner) });
  }
  for (const owner of context.owners) if (!heard.has(owner)) rows.push(withoutUnits(owner));
  return rows.sort(byPlace(context));
}

/** Rows of one place added up; none of an owner whose census is later than D. */
function merged(context: PlanContext) {
  const byKey = new Map<
    string,
    { owner: string; municipality: string | null; sap: number; sas: number; other: number }
  >();
  for (const row of context.facts.stock) {
    const owner = context.ownerOf(row.owner);
    if (owner.beforeCensus) continue;
    const key = placeKey({ owner, municipality: row.municipality });
    const known = byKey.get(key);
    if (known) {
      known.sap += row.sap;
      known.sas += row.sas;
      known.other += row.other;
    } else byKey.set(key, { ...row });
  }
  return byKey.values();
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
