import { notAFact } from '#temporal';
import type { BodyState, MaybeBody, StoredBodyFact } from './state.js';

/** The state after a fact. Total: only a body that is not registered stays as it is. */
export function evolve(state: MaybeBody, fact: StoredBodyFact): MaybeBody {
  if (fact.type === 'BodyRegistered') {
    const { kind, name, ambiti, effectiveOn } = fact.data;
    return { kind, name, ambiti, spellings: [], registeredOn: effectiveOn, managedBy: null, mergedInto: null };
  }
  if (state === null) return null;
  switch (fact.type) {
    case 'BodyRenamed':
      // Documents go on writing the old name.
      return { ...state, name: fact.data.name, spellings: [...without(state.spellings, fact.data.name), state.name] };
    case 'SpellingRecorded':
      return { ...state, spellings: [...without(state.spellings, fact.data.spelling), fact.data.spelling] };
    case 'SpellingWithdrawn':
      return { ...state, spellings: without(state.spellings, fact.data.spelling) };
    case 'AmbitoJoined':
      return { ...state, ambiti: [...without(state.ambiti, fact.data.ambito), fact.data.ambito] };
    case 'AmbitoLeft':
      return { ...state, ambiti: without(state.ambiti, fact.data.ambito) };
    case 'MunicipalityMerged':
      return { ...state, mergedInto: fact.data.into };
    case 'ManagementDelegated':
      return { ...state, managedBy: fact.data.to };
    case 'ManagementDelegationEnded':
      return { ...state, managedBy: null };
    default:
      return notAFact('body', fact);
  }
}

function without(values: BodyState['spellings'], value: string): readonly string[] {
  return values.filter((other) => other !== value);
}
