import type { NoticeEvent } from '#notices/domain';
import type { NoticeRow } from './directory-rows.js';

/** The row after a fact. Total: the closing of a notice that never opened leaves nothing. */
export function evolveNotice(id: string, row: NoticeRow | null, event: NoticeEvent): NoticeRow | null {
  switch (event.type) {
    case 'NoticeOpened': {
      const { ambito, title, effectiveOn, closesOn = null } = event.data;
      return { id, ambito, title, openedOn: effectiveOn, closesOn, closedOn: null };
    }
    case 'NoticeClosed':
      return row && { ...row, closedOn: event.data.effectiveOn };
    case 'EventAnnulled':
      return row;
    default:
      return unknownFact(event);
  }
}

function unknownFact(event: never): never {
  throw new TypeError(`not a fact of a notice: ${JSON.stringify(event)}`);
}
