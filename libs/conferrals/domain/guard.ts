import { notAFact } from '#temporal';
import type { MaybeConferral, StoredConferralFact } from './state.js';

/** Stable codes of what a conferral's own timeline refuses. */
export type ConferralRefusal = 'ALREADY_OPENED' | 'NOT_OPENED' | 'ALREADY_ENDED' | 'ENDS_BEFORE_START';

/** Why a fact cannot happen where it stands, or undefined. */
export function guard(state: MaybeConferral, fact: StoredConferralFact): ConferralRefusal | undefined {
  switch (fact.type) {
    case 'ConventionOpened': {
      if (state !== null) return 'ALREADY_OPENED';
      const { until, effectiveOn } = fact.data;
      return until !== undefined && until < effectiveOn ? 'ENDS_BEFORE_START' : undefined;
    }
    case 'ConventionEnded':
      if (state === null) return 'NOT_OPENED';
      return state.ended ? 'ALREADY_ENDED' : undefined;
    default:
      return notAFact('conferral', fact);
  }
}
