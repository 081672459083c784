import type { AnnexB, LotRow } from './document.js';
import type { PlanUnit, SourceStatus } from './facts.js';
import { compare } from './owners.js';
import type { Workings } from './workings.js';
import { grouped } from './grouped.js';

const STATE_LABELS: Readonly<Record<string, string>> = {
  VACANT_LETTABLE: 'LIBERO',
  VACANT_AS_IS: 'SFITTO PER CARENZE MANUTENTIVE (assegnabile nello stato di fatto)',
};

/**
 * Allegato B: (1) ALER's free and as-is units; (2) the units that letters c and d expect from its lots, rows by lot, and
 * how many of them (1) does not name already.
 */
export function annexB(workings: Workings): AnnexB {
  const { context } = workings;
  const vacant = alerUnits(workings, ['b', 'e1']).sort(byMunicipality(workings));
  const named = new Set(vacant.map(({ unitId }) => unitId));
  const inLots = alerUnits(workings, ['c', 'd']).filter(({ lot }) => lot !== null);
  return {
    vacantAndAsIs: vacant.map((unit) => ({
      unitId: unit.label,
      ownerCode: unit.ownerCode,
      municipality: context.municipalityName(unit.municipality),
      state: STATE_LABELS[unit.lifecycle] ?? unit.lifecycle,
      lifecycle: unit.lifecycle,
    })),
    lots: lotsOf(workings, inLots, statusesOf(workings, inLots)),
    lotRows: inLots.length,
    distinctUnits: inLots.filter(({ unitId }) => !named.has(unitId)).length,
  };
}

function alerUnits(workings: Workings, letters: readonly ('b' | 'c' | 'd' | 'e1')[]): PlanUnit[] {
  return letters.flatMap((letter) => {
    return workings[letter].rows.filter(({ owner }) => owner.kind === 'ALER').flatMap(({ units }) => units);
  });
}

function statusesOf({ context }: Workings, units: readonly PlanUnit[]): ReadonlyMap<string, SourceStatus> {
  const asked = new Set(units.map(({ unitId }) => unitId));
  const statuses = new Map<string, SourceStatus>();
  if (asked.size === 0) return statuses;
  for (const alike of context.facts.sourceStatuses) {
    for (const status of alike) if (asked.has(status.unitId)) statuses.set(status.unitId, status);
  }
  return statuses;
}

function byMunicipality({ context }: Workings): (a: PlanUnit, b: PlanUnit) => number {
  const nameOf = ({ municipality }: PlanUnit) => context.municipalityName(municipality) ?? '\uffff';
  return (a, b) => compare(nameOf(a), nameOf(b)) || compare(a.label, b.label) || compare(a.unitId, b.unitId);
}

function lotsOf(
  workings: Workings,
  units: readonly PlanUnit[],
  statuses: ReadonlyMap<string, SourceStatus>,
): AnnexB['lots'] {
  const { context } = workings;
  const byLot = grouped(units, ({ lot }) => `${lot?.programme}|${lot?.lot}`);
  return [...byLot.entries()]
    .map(([key, rows]) => {
      const { lot } = rows[0]!;
      return { key, name: lot ? (context.lotOf(lot.programme, lot.lot)?.name ?? lot.lot) : '', rows };
    })
    .sort((a, b) => compare(a.name, b.name) || compare(a.key, b.key))
    .map(({ name, rows }) => ({
      lot: name,
      rows: rows.sort(byMunicipality(workings)).map((unit): LotRow => ({
        unitId: unit.label,
        ownerCode: unit.ownerCode,
        municipality: context.municipalityName(unit.municipality),
        sourceStatus: statusText(statuses.get(unit.unitId)),
      })),
    }));
}

/** As the source writes it: the code and its label, unless the label begins with the code. */
function statusText(status: SourceStatus | undefined): string | null {
  if (!status) return null;
  const { code, statusLabel } = status;
  return statusLabel.startsWith(code) ? statusLabel : `${code} - ${statusLabel}`;
}
