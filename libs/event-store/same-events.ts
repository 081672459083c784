import { canonicalJson } from './canonical.js';
import type { CheckedEvent } from './checked-events.js';
import { EventIdTaken, type AppendResult, type StoredEvent } from './port.js';

/**
 * Is this append in the log already? Whole, in order, in this stream and with this content: the first answer. Not at all: null.
 * Content is type, data, command, digest and actor; a retry may carry another correlation id or source.
 * @param find the stored event (as of today's schemas) with an id
 * @throws EventIdTaken when the log holds only part of it, or something else under these ids
 */
export function repeatedAppend(
  stream: string,
  events: readonly CheckedEvent[],
  find: (id: string) => StoredEvent | undefined,
): AppendResult | null {
  let previous: StoredEvent | undefined;
  let missing: CheckedEvent | undefined;
  for (const event of events) {
    const stored = find(event.id);
    if (!stored) {
      missing ??= event;
      continue;
    }
    const follows = previous === undefined || stored.revision === previous.revision + 1;
    if (missing || !follows || stored.stream !== stream || !sameContent(stored, event))
      throw new EventIdTaken(event.id);
    previous = stored;
  }
  if (!previous) return null;
  if (missing) throw new EventIdTaken(previous.id);
  return { revision: previous.revision, position: previous.position, repeated: true };
}

function sameContent(stored: StoredEvent, event: CheckedEvent): boolean {
  return (
    stored.type === event.type &&
    stored.schemaVersion === event.schemaVersion &&
    stored.metadata.commandId === event.metadata.commandId &&
    stored.metadata.commandDigest === event.metadata.commandDigest &&
    stored.metadata.actor === event.metadata.actor &&
    canonicalJson(stored.data) === canonicalJson(JSON.parse(event.json))
  );
}
