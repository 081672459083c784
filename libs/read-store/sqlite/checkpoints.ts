import type { StoredEvent } from '#event-store';
import type { Checkpoint } from '../port.js';

export const NOTHING_APPLIED: Checkpoint = { position: 0, events: 0, recordedAt: null, last: null };

/**
 * The checkpoint after one more event, and the event's recorded time made monotone: knowledge is a prefix of the log.
 * @throws RangeError when the event does not come after it: a batch is in position order
 */
export function advance(
  checkpoint: Checkpoint,
  event: StoredEvent,
): { readonly checkpoint: Checkpoint; readonly knownMillis: number } {
  const { position, recordedAt, id, stream, revision } = event;
  if (position <= checkpoint.position) {
    throw new RangeError(`position ${position} came after position ${checkpoint.position}`);
  }
  const latest =
    checkpoint.recordedAt !== null && checkpoint.recordedAt > recordedAt ? checkpoint.recordedAt : recordedAt;
  return {
    checkpoint: { position, events: checkpoint.events + 1, recordedAt: latest, last: { id, stream, revision } },
    knownMillis: Date.parse(latest),
  };
}
