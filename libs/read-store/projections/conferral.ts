import type { ConferralEvent } from '#conferrals/domain';
import type { ConferralRow } from './directory-rows.js';

/** The row after a fact. Total: the end of a convention that never opened leaves nothing. */
export function evolveConferral(id: string, row: ConferralRow | null, event: ConferralEvent): ConferralRow | null {
  switch (event.type) {
    case 'ConventionOpened': {
      const { body, ambito, title, effectiveOn, until = null } = event.data;
      return { id, body, ambito, title, from: effectiveOn, until, endedOn: null };
    }
    case 'ConventionEnded':
      return row && { ...row, endedOn: event.data.effectiveOn };
    case 'EventAnnulled':
      return row;
    default:
      return unknownFact(event);
  }
}

function unknownFact(event: never): never {
  throw new TypeError(`not a fact of a conferral: ${JSON.stringify(event)}`);
}
