import type { RowReports } from '../row-report.js';
import type { FigureRow, ListedUnit } from './submission.js';

/** The units that Annex B lists for letter b or c, by owner. */
export function annexLists(
  units: readonly ListedUnit[],
  letter: 'b' | 'c',
): ReadonlyMap<string, readonly ListedUnit[]> {
  const lists = new Map<string, ListedUnit[]>();
  for (const unit of units) {
    const listed = letter === 'c' ? unit.lot !== null : unit.state === 'VACANT_AS_IS';
    if (!listed) continue;
    const list = lists.get(unit.owner.id);
    if (list) list.push(unit);
    else lists.set(unit.owner.id, [unit]);
  }
  return lists;
}

/** Compares a row that repeats a list with the list: the list is what counts. */
export function compareCheck(
  { owner, figure, at }: FigureRow,
  listed: readonly ListedUnit[],
  reports: RowReports,
): void {
  const printed = figure.units ?? 0;
  const there = listed.filter(
    (unit) => figure.municipality === null || unit.municipality === figure.municipality,
  ).length;
  if (printed === there) {
    reports.note('CHECK_AGREES', at, {
      it: `La riga ripete l’Allegato B di ${owner.name} e concorda: si confronta, non si somma.`,
      en: `The row repeats Annex B of ${owner.name} and agrees: it is compared, not added.`,
    });
  } else if (printed === listed.length) {
    reports.note('CHECK_PLACE_DIFFERS', at, {
      it: `La riga ripete tutto l’Allegato B di ${owner.name} (${printed}); nel Comune indicato sono ${there}.`,
      en: `The row repeats the whole of Annex B of ${owner.name} (${printed}); ${there} are in the municipality it names.`,
    });
  } else {
    reports.warning('CHECK_DIFFERS', at, {
      it: `La riga dice ${printed}, l’Allegato B di ${owner.name} ne elenca ${listed.length} (${there} nel Comune): vale l’elenco.`,
      en: `The row says ${printed}, Annex B of ${owner.name} lists ${listed.length} (${there} in the municipality): the list holds.`,
    });
  }
}
