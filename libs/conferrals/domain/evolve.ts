import { notAFact } from '#temporal';
import type { MaybeConferral, StoredConferralFact } from './state.js';

/** The state after a fact. Total: only a convention that was not opened stays as it is. */
export function evolve(state: MaybeConferral, fact: StoredConferralFact): MaybeConferral {
  switch (fact.type) {
    case 'ConventionOpened': {
      const { body, ambito, title, until = null, effectiveOn } = fact.data;
      return { body, ambito, title, from: effectiveOn, until, ended: false };
    }
    case 'ConventionEnded':
      return state && { ...state, until: fact.data.effectiveOn, ended: true };
    default:
      return notAFact('conferral', fact);
  }
}
