import type { AssignmentOfYear } from '#plan';
import { movements } from './movements.js';
import type { YearQuery } from './queries.js';
import type { Reader } from './reader.js';

/**
 * Assignments that had effect in a year, swaps included: those of units that stood in the Ambito at the end of that
 * day. Owner, municipality and class are of that moment too; the label is as of the date asked about.
 */
export function assignments(reader: Reader, query: YearQuery, known: number): AssignmentOfYear[] {
  const found: AssignmentOfYear[] = [];
  for (const movement of movements(reader, query, known)) {
    if (movement.movement === 'release') continue;
    const { unitId, label, owner, municipality, serviceClass, channel, effectiveOn, eventId } = movement;
    found.push({ unitId, label, owner, municipality, serviceClass, channel, effectiveOn, eventId });
  }
  return found;
}
