import type { AlikeStatuses } from '../alike-statuses.js';
import type { PlanContext } from '../context.js';
import type { Finding } from '../document.js';
import type { PlanUnit, SourceStatus } from '../facts.js';
import { byLabel, inOrder } from '../in-order.js';
import { onceFor } from '../once-for.js';
import type { Workings } from '../workings.js';
import { alloggi, finding, unitsEn, type Sentence } from './finding.js';
import { STATE_NAMES } from './state-names.js';

const SAYS_ASSIGNABLE: ReadonlySet<string> = new Set(['VACANT_LETTABLE', 'VACANT_AS_IS']);

/** Units that a sentence names; of more it says the number. */
const NAMED = 5;

/** What sources reported of units beside what the register derives; a report has no effect by itself. */
export function findingsOfSources(workings: Workings): readonly Finding[] {
  const { context } = workings;
  const inWorks = unitsInWorks(workings);
  const found: Finding[] = [];
  for (const alike of context.facts.sourceStatuses) {
    const { mapsTo, lifecycle } = alike[0]!;
    if (mapsTo === 'UNMAPPED') {
      found.push(codeUnmapped(alike));
      continue;
    }
    let others = alike;
    if (SAYS_ASSIGNABLE.has(mapsTo) && alike.some(({ unitId }) => inWorks.has(unitId))) {
      others = alike.filter(({ unitId }) => !inWorks.has(unitId));
      for (const status of alike) {
        const unit = inWorks.get(status.unitId);
        if (unit) found.push(lotUnitSaysAssignable(workings, unit, status));
      }
    }
    if (mapsTo === lifecycle || lifecycle === 'NOT_DECLARED') continue;
    const differing = afterCensus(context, others);
    if (differing.length > 0) found.push(statusDiffers(differing));
  }
  return found;
}

/** The units of lots that letter c counts, by id. */
function unitsInWorks({ c }: Workings): ReadonlyMap<string, PlanUnit> {
  const inWorks = new Map<string, PlanUnit>();
  for (const { units } of c.rows) {
    for (const unit of units) if (unit.lot !== null) inWorks.set(unit.unitId, unit);
  }
  return inWorks;
}

function afterCensus(context: PlanContext, statuses: AlikeStatuses): AlikeStatuses {
  if (!context.owners.some(({ beforeCensus }) => beforeCensus)) return statuses;
  return statuses.filter(({ owner }) => !context.findOwner(owner)?.beforeCensus);
}

const codeUnmapped = onceFor((alike: AlikeStatuses): Finding => {
  const units = inOrder(alike, byLabel);
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

function lotUnitSaysAssignable({ context }: Workings, unit: PlanUnit, status: SourceStatus): Finding {
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

/** One finding for all the units of which the same was reported, and the same is derived: most are the same from plan to plan. */
const statusDiffers = onceFor((alike: AlikeStatuses): Finding => {
  const units = inOrder(alike, byLabel);
  const { code, statusLabel, mapsTo, lifecycle } = units[0]!;
  const [reported, derived] = [stateName(mapsTo), stateName(lifecycle)];
  const subject = subjectOf(units);
  const verb = units.length === 1 ? { it: 'risulta', en: 'it is' } : { it: 'risultano', en: 'they are' };
  return finding(
    'SOURCE_STATUS_DIFFERS',
    'info',
    {
      it: `${subject.it}: la fonte riporta ${code} («${statusLabel}», cioè «${reported.it}»), dai fatti ${verb.it} «${derived.it}».`,
      en: `${subject.en}: the source reports ${code} ("${statusLabel}", that is "${reported.en}"), by the facts ${verb.en} "${derived.en}".`,
    },
    { units },
  );
});

/** A state in words; UNMAPPED stays as it is, and never gets here: it has a finding of its own. */
function stateName(state: SourceStatus['mapsTo']): Sentence {
  return state === 'UNMAPPED' ? { it: state, en: state } : STATE_NAMES[state];
}

/** `L’alloggio 3161156`, `Gli alloggi 1, 2`, `326 alloggi`. */
function subjectOf(units: readonly { readonly label: string }[]): Sentence {
  const [first] = units;
  if (units.length === 1) return { it: `L’alloggio ${first!.label}`, en: `Unit ${first!.label}` };
  if (units.length > NAMED) return { it: alloggi(units.length), en: unitsEn(units.length) };
  const labels = units.map(({ label }) => label).join(', ');
  return { it: `Gli alloggi ${labels}`, en: `Units ${labels}` };
}
