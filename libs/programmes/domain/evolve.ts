import { notAFact } from '#temporal';
import type { Lot, MaybeProgramme, ProgrammeState, StoredProgrammeFact } from './state.js';

/** The state after a fact. Total: only a programme that was not proposed stays as it is. */
export function evolve(state: MaybeProgramme, fact: StoredProgrammeFact): MaybeProgramme {
  const on = fact.data.effectiveOn;
  if (fact.type === 'ProgrammeProposed') {
    const { name, owner, ambito } = fact.data;
    return { name, owner, ambito, proposedOn: on, formalisedOn: null, lots: [] };
  }
  if (state === null) return null;
  switch (fact.type) {
    case 'ProgrammeFormalised':
      return { ...state, formalisedOn: on };
    case 'LotOpened': {
      const { lot, name, kind, expectedOn = null, assignableIn = null } = fact.data;
      const opened: Lot = { lot, name, kind, expectedOn, assignableIn, openedOn: on, closedOn: null };
      return { ...state, lots: [...state.lots.filter((other) => other.lot !== lot), opened] };
    }
    case 'LotDated': {
      const { lot, expectedOn, assignableIn } = fact.data;
      return changed(state, lot, { expectedOn, assignableIn });
    }
    case 'LotClosed':
      return changed(state, fact.data.lot, { closedOn: on });
    default:
      return notAFact('programme', fact);
  }
}

function changed(state: ProgrammeState, lot: string, change: Partial<Lot>): ProgrammeState {
  return { ...state, lots: state.lots.map((known) => (known.lot === lot ? { ...known, ...change } : known)) };
}
