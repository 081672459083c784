import { yearOf } from '#temporal';
import type { PlanContext } from '../context.js';
import type { Finding } from '../document.js';
import { expectedOn, type LotStanding, type LotUnit } from '../letters/lot-units.js';
import type { Workings } from '../workings.js';
import { agree, alloggi, finding, unitsEn, type Sentence } from './finding.js';
import { grouped } from '../grouped.js';

interface Explained {
  readonly rule: string;
  readonly severity: Finding['severity'];
  readonly why: Sentence;
}

/** Why units of a lot are left out of letters c and d, where somebody should look at it. */
const LEFT_OUT: Readonly<Partial<Record<LotStanding, Explained>>> = {
  'lot-unknown': {
    rule: 'LOT_UNKNOWN',
    severity: 'error',
    why: { it: 'il registro non conosce quel lotto', en: 'the register does not know that lot' },
  },
  'not-declared': {
    rule: 'LOT_UNIT_NOT_DECLARED',
    severity: 'warning',
    why: { it: 'il loro stato non è mai stato dichiarato', en: 'their state was never declared' },
  },
  'not-formalised': {
    rule: 'LOT_NOT_FORMALISED',
    severity: 'warning',
    why: { it: 'il programma non è formalizzato', en: 'the programme is not formalised' },
  },
  closed: {
    rule: 'LOT_CLOSED_WITH_UNITS',
    severity: 'warning',
    why: {
      it: 'il lotto è chiuso, ma i lavori non risultano finiti',
      en: 'the lot is closed, yet the works are not done',
    },
  },
  undated: {
    rule: 'LOT_UNDATED',
    severity: 'warning',
    why: { it: 'non c’è una data prevista né un anno di assegnabilità', en: 'there is no expected date nor year' },
  },
  overdue: {
    rule: 'WORKS_OVERDUE',
    severity: 'warning',
    why: { it: 'la data prevista è già passata', en: 'the expected date has passed' },
  },
};

/** Units in lots that letters c and d leave out, or keep against their own date. */
export function findingsOfLots({ context }: Workings): readonly Finding[] {
  const found: Finding[] = [];
  const byLot = grouped(context.lotUnits, ({ unit, lot }) => lot ?? `${unit.lot?.programme}|${unit.lot?.lot}`);
  for (const ofLot of byLot.values()) {
    for (const [standing, units] of grouped(ofLot, (inLot) => inLot.standing)) {
      found.push(...(standing === 'expected' ? expectedLater(context, units) : leftOut(standing, units)));
    }
  }
  return found;
}

function leftOut(standing: LotStanding, inLot: readonly LotUnit[]): readonly Finding[] {
  const explained = LEFT_OUT[standing];
  if (!explained) return [];
  const name = lotName(inLot[0]!);
  const count = inLot.length;
  const sentence = {
    it: `${name}: ${alloggi(count)} non ${agree(count, 'contato', 'contati')} fra quelli attesi nell’anno, perché ${explained.why.it}.`,
    en: `${name}: ${unitsEn(count)} not counted as expected in the year, because ${explained.why.en}.`,
  };
  return [finding(explained.rule, explained.severity, sentence, { units: inLot.map(({ unit }) => unit) })];
}

/** The lot is declared assignable in the year, the unit's own date says later. */
function expectedLater({ facts: { year } }: PlanContext, inLot: readonly LotUnit[]): readonly Finding[] {
  const late = inLot.filter(({ unit, lot }) => {
    const date = lot ? expectedOn(unit, lot) : null;
    return date !== null && yearOf(date) > year;
  });
  if (late.length === 0) return [];
  const name = lotName(late[0]!);
  return [
    finding(
      'EXPECTED_AFTER_YEAR',
      'warning',
      {
        it: `${name}: dichiarato assegnabile nel ${year}, ma ${alloggi(late.length)} ${agree(late.length, 'ha', 'hanno')} una data prevista successiva; ${agree(late.length, 'resta contato', 'restano contati')}.`,
        en: `${name}: declared assignable in ${year}, yet ${unitsEn(late.length)} ${agree(late.length, 'has', 'have')} a later expected date; still counted.`,
      },
      { units: late.map(({ unit }) => unit) },
    ),
  ];
}

function lotName({ unit, lot }: LotUnit): string {
  return lot?.name ?? unit.lot?.lot ?? '';
}
