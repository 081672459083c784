import type { ExpectedRow, Letters, PlanGroup, Tab1Row } from './document.js';
import { sharePercent } from './percent.js';
import { byGroup, inGroup } from './totals.js';

/** TAB 1: letter g of the Comuni, of ALER and of the Ambito, with the pairs and Comuni where something is expected. */
export function tab1({ rows, totals }: Letters['g']): Readonly<Record<PlanGroup, Tab1Row>> {
  return byGroup((group) => {
    const { free, renovation, asIs, conferred, total } = totals[group];
    const places = inGroup(rows, group).filter((row) => isSomewhere(row) && (row.total ?? 0) > 0);
    const whole = totals.AMBITO;
    return {
      pairs: total === null ? null : places.length,
      municipalities: total === null ? null : new Set(places.map(({ municipality }) => municipality)).size,
      free,
      renovation,
      asIs,
      conferred,
      total,
      percent: {
        free: sharePercent(free, whole.free),
        renovation: sharePercent(renovation, whole.renovation),
        asIs: sharePercent(asIs, whole.asIs),
        total: sharePercent(total, whole.total),
      },
    };
  });
}

/** A row of no known municipality is neither a pair nor a Comune. */
function isSomewhere({ municipality }: ExpectedRow): boolean {
  return municipality !== null;
}
