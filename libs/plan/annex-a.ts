import type { AnnexAColumn, AnnexARow, AnnexATotals } from './document.js';
import type { FigureLetter } from '#declarations/domain';
import { grouped } from './grouped.js';
import type { ExpectedColumn } from './letters/expected-sum.js';
import type { Place } from './plan-places.js';
import type { Owner } from './owners.js';
import { addKnown, totalOf } from './totals.js';
import type { Workings } from './workings.js';

/** Allegato A's columns of numbers, as it prints them. */
export const ANNEX_A_COLUMNS = [
  'sas',
  'sap',
  'available',
  'freeAndTurnover',
  'asIs',
  'newOrRenovated',
  'sat',
  'assignedPreviousYear',
  'conferred',
  'percentOver20',
  'percentPolice',
] as const satisfies readonly AnnexAColumn[];

/**
 * Allegato A: one row per owner that declared for Y, which is to say submitted; an owner whose figures were carried
 * forward did not. Available and its parts are letter g's, so that they add up. Empty is not zero.
 */
export function annexA(workings: Workings): { readonly rows: readonly AnnexARow[]; readonly totals: AnnexATotals } {
  const rows = rowsBy(workings);
  return { rows, totals: totalOf(rows, ANNEX_A_COLUMNS) };
}

function rowsBy(workings: Workings): readonly AnnexARow[] {
  const stock = byOwner(workings.a);
  const expected = byOwner(workings.g.rows);
  const sat = byOwner(workings.j.rows);
  const assigned = byOwner(workings.k.rows);
  const excesses = declaredPercents(workings, 'h');
  const police = declaredPercents(workings, 'ib');
  const categories = new Set(workings.ia.map(({ owner }) => owner));
  return workings.context.owners
    .filter(({ status }) => status === 'submitted')
    .map((owner): AnnexARow => {
      const column = (name: ExpectedColumn) => addKnown(of(expected, owner).map(({ parts }) => parts[name].number));
      return {
        owner: owner.name,
        sas: addKnown(of(stock, owner).map((row) => row.sas)),
        sap: addKnown(of(stock, owner).map((row) => row.sap)),
        available: addKnown(of(expected, owner).map(({ total }) => total)),
        freeAndTurnover: column('free'),
        asIs: column('asIs'),
        newOrRenovated: column('renovation'),
        sat: addKnown(of(sat, owner).map(({ number }) => number)),
        assignedPreviousYear: addKnown(of(assigned, owner).map(({ number }) => number)),
        conferred: column('conferred'),
        category: categories.has(owner),
        percentOver20: excesses.get(owner) ?? null,
        percentPolice: police.get(owner) ?? null,
      };
    });
}

/** The percentage each owner declared; where it declared several, by municipality, there is no single one. */
function declaredPercents({ context }: Workings, letter: FigureLetter): ReadonlyMap<Owner, number | null> {
  const percents = new Map<Owner, number | null>();
  for (const { owner, figure } of context.figuresOf(letter)) {
    const isOther = percents.has(owner) && percents.get(owner) !== figure.percent;
    percents.set(owner, isOther ? null : figure.percent);
  }
  return percents;
}

function byOwner<P extends Place>(rows: readonly P[]): ReadonlyMap<Owner, readonly P[]> {
  return grouped(rows, ({ owner }) => owner);
}

function of<P>(rows: ReadonlyMap<Owner, readonly P[]>, owner: Owner): readonly P[] {
  return rows.get(owner) ?? [];
}
