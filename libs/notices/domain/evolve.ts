import { notAFact } from '#temporal';
import type { MaybeNotice, StoredNoticeFact } from './state.js';

/** The state after a fact. Total: only a notice that was not opened stays as it is. */
export function evolve(state: MaybeNotice, fact: StoredNoticeFact): MaybeNotice {
  switch (fact.type) {
    case 'NoticeOpened': {
      const { ambito, title, closesOn = null, effectiveOn } = fact.data;
      return { ambito, title, openedOn: effectiveOn, closesOn, closedOn: null };
    }
    case 'NoticeClosed':
      return state && { ...state, closedOn: fact.data.effectiveOn };
    default:
      return notAFact('notice', fact);
  }
}
