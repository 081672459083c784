import type { Letters, PlanGroup, Tab2Row } from './document.js';
import { sharePercent } from './percent.js';
import { byGroup, inGroup } from './totals.js';

/** TAB 2: letter a of the Comuni, of ALER and of the Ambito, with the owners and Comuni that have stock. */
export function tab2({ rows, totals }: Letters['a']): Readonly<Record<PlanGroup, Tab2Row>> {
  return byGroup((group) => {
    const { sap, sas, total } = totals[group];
    const stocked = inGroup(rows, group).filter((row) => (row.total ?? 0) > 0);
    const municipalities = new Set(stocked.map(({ municipality }) => municipality).filter((name) => name !== null));
    const whole = totals.AMBITO;
    return {
      owners: total === null ? null : new Set(stocked.map(({ owner }) => owner)).size,
      municipalities: total === null ? null : municipalities.size,
      sap,
      sas,
      total,
      percent: {
        sap: sharePercent(sap, whole.sap),
        sas: sharePercent(sas, whole.sas),
        total: sharePercent(total, whole.total),
      },
    };
  });
}
