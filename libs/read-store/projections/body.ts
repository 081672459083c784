import type { BodyEvent } from '#bodies/domain';
import type { BodyRow } from './directory-rows.js';

/** The row after a fact. Total: facts of a body that is not registered leave nothing. */
export function evolveBody(id: string, row: BodyRow | null, event: BodyEvent): BodyRow | null {
  if (event.type === 'BodyRegistered') {
    const { kind, name, ambiti, effectiveOn } = event.data;
    return { id, kind, name, spellings: [], ambiti, managedBy: null, mergedInto: null, registeredOn: effectiveOn };
  }
  if (row === null) return null;
  switch (event.type) {
    case 'BodyRenamed':
      return { ...row, name: event.data.name };
    case 'SpellingRecorded':
      return { ...row, spellings: including(row.spellings, event.data.spelling) };
    case 'SpellingWithdrawn':
      return { ...row, spellings: row.spellings.filter((spelling) => spelling !== event.data.spelling) };
    case 'AmbitoJoined':
      return { ...row, ambiti: including(row.ambiti, event.data.ambito) };
    case 'AmbitoLeft':
      return { ...row, ambiti: row.ambiti.filter((ambito) => ambito !== event.data.ambito) };
    case 'MunicipalityMerged':
      return { ...row, mergedInto: event.data.into };
    case 'ManagementDelegated':
      return { ...row, managedBy: event.data.to };
    case 'ManagementDelegationEnded':
      return { ...row, managedBy: null };
    case 'EventAnnulled':
      return row;
    default:
      return unknownFact(event);
  }
}

function including(texts: readonly string[], text: string): readonly string[] {
  return texts.includes(text) ? texts : [...texts, text];
}

function unknownFact(event: never): never {
  throw new TypeError(`not a fact of a body: ${JSON.stringify(event)}`);
}
