import { notAFact } from '#temporal';
import type { MaybeNotice, StoredNoticeFact } from './state.js';

/** Stable codes of what a notice's own timeline refuses. */
export type NoticeRefusal = 'ALREADY_OPENED' | 'NOT_OPENED' | 'ALREADY_CLOSED' | 'ENDS_BEFORE_START';

/** Why a fact cannot happen where it stands, or undefined. */
export function guard(state: MaybeNotice, fact: StoredNoticeFact): NoticeRefusal | undefined {
  switch (fact.type) {
    case 'NoticeOpened': {
      if (state !== null) return 'ALREADY_OPENED';
      const { closesOn, effectiveOn } = fact.data;
      return closesOn !== undefined && closesOn < effectiveOn ? 'ENDS_BEFORE_START' : undefined;
    }
    case 'NoticeClosed':
      if (state === null) return 'NOT_OPENED';
      return state.closedOn === null ? undefined : 'ALREADY_CLOSED';
    default:
      return notAFact('notice', fact);
  }
}
