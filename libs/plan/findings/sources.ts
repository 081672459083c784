import type { Finding } from '../document.js';
import type { PlanUnit, SourceStatus } from '../facts.js';
import { compare } from '../owners.js';
import type { Workings } from '../workings.js';
import { alloggi, finding, unitsEn } from './finding.js';

const SAYS_ASSIGNABLE: ReadonlySet<string> = new Set(['VACANT_LETTABLE', 'VACANT_AS_IS']);

/** What sources reported of units beside what the register derives; a report has no effect by itself. */
export function findingsOfSources(workings: Workings): readonly Finding[] {
  const { context, c } = workings;
  const inWorks = new Set(c.rows.flatMap(({ units }) => units).filter(({ lot }) => lot !== null));
  const known = context.facts.sourceStatuses.flatMap((status) => {
    const unit = context.unitsById.get(status.unitId);
    return unit ? [{ unit, status }] : [];
  });
  const assignable = known.filter(({ unit, status }) => inWorks.has(unit) && SAYS_ASSIGNABLE.has(status.mapsTo));
  const others = known.filter((entry) => !assignable.includes(entry));
  return [
    ...unmapped(context.facts.sourceStatuses),
    ...assignable.map((entry) => lotUnitSaysAssignable(workings, entry)),
    ...others.filter(differs).map(statusDiffers),
  ];
}

interface Reported {
  readonly unit: PlanUnit;
  readonly status: SourceStatus;
}

function differs({ unit, status }: Reported): boolean {
  if (status.mapsTo === 'UNMAPPED' || unit.lifecycle === 'NOT_DECLARED') return false;
  return status.mapsTo !== unit.lifecycle;
}

function unmapped(statuses: readonly SourceStatus[]): readonly Finding[] {
  const byCode = Map.groupBy(
    statuses.filter(({ mapsTo }) => mapsTo === 'UNMAPPED'),
    ({ code, statusLabel }) => `${code}\n${statusLabel}`,
  );
  return [...byCode]
    .sort(([a], [b]) => compare(a, b))
    .map(([, group]) => {
      const units = [...group].sort((a, b) => compare(a.label, b.label) || compare(a.unitId, b.unitId));
      const { code, statusLabel } = units[0]!;
      return finding(
        'SOURCE_CODE_UNMAPPED',
        'warning',
        {
          it: `Il codice ${code} («${statusLabel}») non è nella tabella dei codici: ${alloggi(units.length)}. È conservato com’è e non ha effetto.`,
          en: `Code ${code} ("${statusLabel}") is not in the table of codes: ${unitsEn(units.length)}. It is kept as it is and has no effect.`,
        },
        { units },
      );
    });
}

function lotUnitSaysAssignable({ context }: Workings, { unit, status }: Reported): Finding {
  const place = { owner: context.ownerOf(unit.owner), municipality: unit.municipality };
  return finding(
    'LOT_UNIT_SAYS_ASSIGNABLE',
    'warning',
    {
      it: `L’alloggio ${unit.label} è in un lotto di lavori, ma la fonte lo dice assegnabile (${status.code}): resta nella lettera c.`,
      en: `Unit ${unit.label} is in a lot of works, yet the source says it is assignable (${status.code}): it stays in letter c.`,
    },
    { units: [unit], cells: [context.cellName('c', place, 'units')] },
  );
}

function statusDiffers({ unit, status }: Reported): Finding {
  return finding(
    'SOURCE_STATUS_DIFFERS',
    'info',
    {
      it: `L’alloggio ${unit.label}: la fonte riporta ${status.code} («${status.statusLabel}», cioè ${status.mapsTo}), dai fatti risulta ${unit.lifecycle}.`,
      en: `Unit ${unit.label}: the source reports ${status.code} ("${status.statusLabel}", that is ${status.mapsTo}), by the facts it is ${unit.lifecycle}.`,
    },
    { units: [unit] },
  );
}
