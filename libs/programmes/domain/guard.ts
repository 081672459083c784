import { notAFact } from '#temporal';
import type { MaybeProgramme, ProgrammeState, StoredProgrammeFact } from './state.js';

/** Stable codes of what a programme's own timeline refuses. */
export type ProgrammeRefusal =
  'NOT_PROPOSED' | 'ALREADY_PROPOSED' | 'ALREADY_FORMALISED' | 'LOT_KNOWN' | 'LOT_UNKNOWN' | 'LOT_CLOSED';

/** Why a fact cannot happen where it stands, or undefined. Lots may open before the programme is formalised. */
export function guard(state: MaybeProgramme, fact: StoredProgrammeFact): ProgrammeRefusal | undefined {
  if (fact.type === 'ProgrammeProposed') return state === null ? undefined : 'ALREADY_PROPOSED';
  if (state === null) return 'NOT_PROPOSED';
  switch (fact.type) {
    case 'ProgrammeFormalised':
      return state.formalisedOn === null ? undefined : 'ALREADY_FORMALISED';
    case 'LotOpened':
      return state.lots.some(({ lot }) => lot === fact.data.lot) ? 'LOT_KNOWN' : undefined;
    case 'LotDated':
    case 'LotClosed':
      return guardOfLot(state, fact.data.lot);
    default:
      return notAFact('programme', fact);
  }
}

function guardOfLot({ lots }: ProgrammeState, id: string): ProgrammeRefusal | undefined {
  const known = lots.find(({ lot }) => lot === id);
  if (!known) return 'LOT_UNKNOWN';
  return known.closedOn === null ? undefined : 'LOT_CLOSED';
}
