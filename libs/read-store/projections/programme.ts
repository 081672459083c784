import type { ProgrammeEvent } from '#programmes/domain';
import type { LotRow, ProgrammeRow } from './directory-rows.js';

/** The row after a fact. Total: facts of a programme that was not proposed leave nothing. */
export function evolveProgramme(id: string, row: ProgrammeRow | null, event: ProgrammeEvent): ProgrammeRow | null {
  const on = event.data.effectiveOn;
  if (event.type === 'ProgrammeProposed') {
    const { name, owner, ambito } = event.data;
    return { id, name, owner, ambito, proposedOn: on, formalisedOn: null, lots: [] };
  }
  if (row === null) return null;
  switch (event.type) {
    case 'ProgrammeFormalised':
      return { ...row, formalisedOn: on };
    case 'LotOpened': {
      const { lot, name, kind, expectedOn = null, assignableIn = null } = event.data;
      const opened: LotRow = { lot, name, kind, openedOn: on, closedOn: null, expectedOn, assignableIn };
      return { ...row, lots: [...row.lots.filter((other) => other.lot !== lot), opened] };
    }
    case 'LotDated': {
      const { expectedOn, assignableIn } = event.data;
      return changeLot(row, event.data.lot, { expectedOn, assignableIn });
    }
    case 'LotClosed':
      return changeLot(row, event.data.lot, { closedOn: on });
    case 'EventAnnulled':
      return row;
    default:
      return unknownFact(event);
  }
}

function changeLot(row: ProgrammeRow, lot: string, change: Partial<LotRow>): ProgrammeRow {
  return { ...row, lots: row.lots.map((known) => (known.lot === lot ? { ...known, ...change } : known)) };
}

function unknownFact(event: never): never {
  throw new TypeError(`not a fact of a programme: ${JSON.stringify(event)}`);
}
