import { addDays, addYears, type CivilDate } from '#temporal';
import type { UnitContext } from './context.js';
import type { StoredUnitFact } from './evolve.js';
import type { MaybeUnit, UnitState } from './state.js';

/** Stable codes of what a unit's facts are refused for on account of dates, and of other aggregates. */
export type ContextRefusal =
  | 'OWNER_NOT_IN_AMBITO'
  | 'MUNICIPALITY_NOT_IN_AMBITO'
  | 'MUNICIPALITY_KNOWN'
  | 'IDENTIFIES_NOTHING'
  | 'LOT_NOT_OPEN'
  | 'NOTICE_NOT_OPEN'
  | 'CONVENTION_NOT_OPEN'
  | 'ALREADY_SAT'
  | 'SAT_ENDED'
  | 'SAT_ENDS_BEFORE_START'
  | 'SAT_OVER_CAP';

/**
 * Why a new fact cannot happen, seen from outside the unit's own states, or undefined. Asked when deciding only: a
 * history is not measured against programmes, notices and caps that may have been recorded elsewhere.
 */
export function contextGuard(state: MaybeUnit, fact: StoredUnitFact, context: UnitContext): ContextRefusal | undefined {
  const on = fact.data.effectiveOn;
  switch (fact.type) {
    case 'UnitRegistered': {
      const { owner, municipality, ambito, conferral } = fact.data;
      if (!context.ownerInAmbito(owner, ambito, on)) return 'OWNER_NOT_IN_AMBITO';
      if (conferral !== undefined && !context.conventionOpen(conferral, on)) return 'CONVENTION_NOT_OPEN';
      return municipality === null ? undefined : outsideAmbito(municipality, ambito, on, context);
    }
    case 'UnitIdentified': {
      const { aliases, municipality } = fact.data;
      if (municipality === undefined) return aliases.length === 0 ? 'IDENTIFIES_NOTHING' : undefined;
      if (state && state.municipality !== null && state.municipality !== municipality) return 'MUNICIPALITY_KNOWN';
      return state ? outsideAmbito(municipality, state.ambito, on, context) : undefined;
    }
    case 'OwnershipTransferred':
      return state && !context.ownerInAmbito(fact.data.to, state.ambito, on) ? 'OWNER_NOT_IN_AMBITO' : undefined;
    case 'UnitIncludedInLot':
      return context.lotOpen(fact.data.programme, fact.data.lot, on) ? undefined : 'LOT_NOT_OPEN';
    case 'UnitIncludedInNotice':
      return context.noticeOpen(fact.data.notice, on) ? undefined : 'NOTICE_NOT_OPEN';
    case 'UnitConferred':
      return context.conventionOpen(fact.data.conferral, on) ? undefined : 'CONVENTION_NOT_OPEN';
    case 'UnitMovedToSat':
      if (state?.sat && on <= state.sat.until) return 'ALREADY_SAT';
      return satPeriod(on, on, fact.data.until, context);
    case 'SatRenewed':
      return state?.sat ? renewedPeriod(state.sat, on, fact.data.until, context) : undefined;
    default:
      return undefined;
  }
}

function outsideAmbito(
  municipality: string,
  ambito: string,
  on: CivilDate,
  context: UnitContext,
): ContextRefusal | undefined {
  return context.municipalityInAmbito(municipality, ambito, on) ? undefined : 'MUNICIPALITY_NOT_IN_AMBITO';
}

/** A renewal follows its period without a gap; the cap is on the whole designation, renewals included. */
function renewedPeriod(
  sat: NonNullable<UnitState['sat']>,
  on: CivilDate,
  until: CivilDate,
  context: UnitContext,
): ContextRefusal | undefined {
  return on > addDays(sat.until, 1) ? 'SAT_ENDED' : satPeriod(sat.from, on, until, context);
}

/** A term in years ends on the day of the same date (assumed): five years from 1 March end on 1 March. */
function satPeriod(from: CivilDate, on: CivilDate, until: CivilDate, context: UnitContext): ContextRefusal | undefined {
  if (until < on) return 'SAT_ENDS_BEFORE_START';
  const cap = context.satCapYears(on);
  return cap !== null && until > addYears(from, cap) ? 'SAT_OVER_CAP' : undefined;
}
