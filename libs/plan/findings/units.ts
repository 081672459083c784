import type { Finding } from '../document.js';
import type { PlanUnit } from '../facts.js';
import type { Workings } from '../workings.js';
import { isOpenInYear } from '../letters/letter-f.js';
import { declaredSame } from './counts.js';
import { agree, alloggi, finding, unitsEn } from './finding.js';
import { grouped } from '../grouped.js';

const COLUMN_NAMES = {
  free: { it: 'liberi', en: 'free' },
  renovation: { it: 'ristrutturazione', en: 'renovation' },
  asIs: { it: 'stato di fatto', en: 'as-is' },
  conferred: { it: 'conferiti', en: 'conferred' },
} as const;

/** Letters whose units are named in lists. */
const LISTED = ['b', 'c', 'd', 'e1', 'f'] as const;

/** What single units contradict or lack. */
export function findingsOfUnits(workings: Workings): readonly Finding[] {
  return [
    ...inTwoLetters(workings),
    ...withoutIdentifier(workings),
    ...assumedClass(workings),
    ...ofNoMunicipality(workings),
    ...conferralNotOpen(workings),
  ];
}

/** Pessina's three units are in c and e by declaration, which is another finding. */
function inTwoLetters(workings: Workings): readonly Finding[] {
  const name = workings.context.cellName;
  const twice = workings.g.rows.filter(({ overlaps }) => overlaps.length > 0);
  if (twice.length === 0) return [];
  const declared = declaredSame(workings);
  return twice.flatMap((row) =>
    row.overlaps
      .filter(({ unit }) => !declared.has(unit.unitId))
      .map(({ unit, letters, column, leftOutOf }) => {
        const listed = letters.join(', ');
        return finding(
          'UNIT_IN_TWO_LETTERS',
          'warning',
          {
            it: `L’alloggio ${unit.label} è nelle lettere ${listed}: nella lettera g conta una volta, fra «${COLUMN_NAMES[column].it}».`,
            en: `Unit ${unit.label} is in letters ${listed}: letter g counts it once, under "${COLUMN_NAMES[column].en}".`,
          },
          { units: [unit], cells: leftOutOf.map((other) => name('g', row, other)) },
        );
      }),
  );
}

function withoutIdentifier(workings: Workings): readonly Finding[] {
  const { context } = workings;
  const byOwner = grouped(
    context.units.filter(({ provisional, unitId }) => provisional && workings.g.placed.has(unitId)),
    ({ owner }) => context.ownerOf(owner),
  );
  return context.owners.flatMap((owner) => {
    const units = byOwner.get(owner) ?? [];
    if (units.length === 0) return [];
    return [
      finding(
        'IDENTIFIER_MISSING',
        'warning',
        {
          it: `${owner.name}: ${alloggi(units.length)} senza identificativo (non comunicato).`,
          en: `${owner.name}: ${unitsEn(units.length)} without identifier (not communicated).`,
        },
        { units },
      ),
    ];
  });
}

/** Units that a census named in lists b, c and e: the lists do not say their class. A stock count does. */
function assumedClass(workings: Workings): readonly Finding[] {
  const { context } = workings;
  const assumed = new Set<PlanUnit>();
  for (const letter of LISTED) {
    for (const { owner, units } of workings[letter].rows) {
      for (const unit of units) {
        const { conferral, registeredOn, unitId } = unit;
        if (conferral !== null || registeredOn !== owner.firstCensusOn) continue;
        if (!context.facts.classCounted.has(unitId)) assumed.add(unit);
      }
    }
  }
  const count = assumed.size;
  if (count === 0) return [];
  return [
    finding(
      'CLASS_ASSUMED',
      'info',
      {
        it: `${alloggi(count)} degli elenchi b, c ed e ${agree(count, 'è considerato', 'sono considerati')} SAP: gli elenchi non ne dicono la classe.`,
        en: `${unitsEn(count)} named in lists b, c and e ${agree(count, 'is', 'are')} taken to be SAP: the lists do not say their class.`,
      },
      { units: context.units.filter((unit) => assumed.has(unit)) },
    ),
  ];
}

function ofNoMunicipality(workings: Workings): readonly Finding[] {
  const { context, g } = workings;
  const name = context.cellName;
  const units = context.units.filter(({ municipality, unitId }) => municipality === null && g.placed.has(unitId));
  if (units.length === 0) return [];
  const cells = g.rows
    .filter((row) => context.places.of(row).cell.municipality === null)
    .map((row) => name('g', row, 'total'));
  return [
    finding(
      'UNIT_OF_NO_MUNICIPALITY',
      'warning',
      {
        it: `${alloggi(units.length)} ${agree(units.length, 'atteso nell’anno è di Comune ignoto: escluso', 'attesi nell’anno sono di Comune ignoto: esclusi')} dal numero dei Comuni.`,
        en: `${unitsEn(units.length)} expected in the year ${agree(units.length, 'is', 'are')} of no known municipality: not in the number of Comuni.`,
      },
      { units, cells },
    ),
  ];
}

function conferralNotOpen({ context }: Workings): readonly Finding[] {
  const units = context.units.filter(
    ({ conferral, stock }) => conferral !== null && stock !== 'OUT' && !isOpenInYear(context, conferral),
  );
  if (units.length === 0) return [];
  return [
    finding(
      'CONFERRAL_NOT_OPEN',
      'info',
      {
        it: `${alloggi(units.length)} ${agree(units.length, 'conferito', 'conferiti')} da privati con convenzione non aperta nell’anno del piano: non ${agree(units.length, 'contato come conferito', 'contati come conferiti')}.`,
        en: `${unitsEn(units.length)} conferred by private owners under a convention that is not open in the plan’s year: not counted as conferred.`,
      },
      { units },
    ),
  ];
}
