import { notAFact } from '#temporal';
import type { MaybeBody, StoredBodyFact } from './state.js';

/** Stable codes of what a body's own timeline refuses. */
export type BodyRefusal =
  | 'NOT_REGISTERED'
  | 'ALREADY_REGISTERED'
  | 'MUNICIPALITY_ENDED'
  | 'SAME_NAME'
  | 'SPELLING_KNOWN'
  | 'SPELLING_UNKNOWN'
  | 'ALREADY_IN_AMBITO'
  | 'NOT_IN_AMBITO'
  | 'NOT_A_COMUNE'
  | 'SAME_MANAGER'
  | 'NOT_DELEGATED';

/** Why a fact cannot happen where it stands, or undefined. A Comune that was merged into another changes no more. */
export function guard(state: MaybeBody, fact: StoredBodyFact): BodyRefusal | undefined {
  if (fact.type === 'BodyRegistered') return state === null ? undefined : 'ALREADY_REGISTERED';
  if (state === null) return 'NOT_REGISTERED';
  switch (fact.type) {
    // Documents are older than the Comune that ended: their spellings still come in.
    case 'SpellingRecorded': {
      const known = state.name === fact.data.spelling || state.spellings.includes(fact.data.spelling);
      return known ? 'SPELLING_KNOWN' : undefined;
    }
    case 'SpellingWithdrawn':
      return state.spellings.includes(fact.data.spelling) ? undefined : 'SPELLING_UNKNOWN';
    default:
      return state.mergedInto === null ? guardOfLiving(state, fact) : 'MUNICIPALITY_ENDED';
  }
}

type Lasting = 'BodyRegistered' | 'SpellingRecorded' | 'SpellingWithdrawn';

function guardOfLiving(
  state: NonNullable<MaybeBody>,
  fact: Exclude<StoredBodyFact, { type: Lasting }>,
): BodyRefusal | undefined {
  switch (fact.type) {
    case 'BodyRenamed':
      return state.name === fact.data.name ? 'SAME_NAME' : undefined;
    case 'AmbitoJoined':
      return state.ambiti.includes(fact.data.ambito) ? 'ALREADY_IN_AMBITO' : undefined;
    case 'AmbitoLeft':
      return state.ambiti.includes(fact.data.ambito) ? undefined : 'NOT_IN_AMBITO';
    case 'MunicipalityMerged':
      return state.kind === 'COMUNE' ? undefined : 'NOT_A_COMUNE';
    case 'ManagementDelegated':
      return state.managedBy === fact.data.to ? 'SAME_MANAGER' : undefined;
    case 'ManagementDelegationEnded':
      return state.managedBy === null ? 'NOT_DELEGATED' : undefined;
    default:
      return notAFact('body', fact);
  }
}
