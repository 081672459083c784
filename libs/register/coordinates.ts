import { instantMillis, type EventStore, type Head, type Position } from '#event-store';

/** What a question may know: the log up to a position. */
export interface KnownAt {
  /** Position of the last event taken into account; 0 when nothing is known. */
  readonly position: Position;
  /** Recorded time of that event (running maximum), or null when nothing is known. */
  readonly recordedAt: string | null;
  /** Nothing can be added to what is known any more. */
  readonly settled: boolean;
}

/** A `knownAt` that says no coordinate of this log. */
export class BadCoordinate extends Error {
  override readonly name = 'BadCoordinate';
}

/**
 * Resolves a `knownAt` as people and programs write it (architecture.md, section 7): a value with a `T` is an instant
 * with its offset, anything else a position of this log; absent, everything known.
 * @throws BadCoordinate the text is neither, or the position is beyond the head
 */
export async function resolveKnownAt(store: EventStore, text: string | undefined): Promise<KnownAt> {
  const head = await store.head();
  if (text === undefined) return knownAt(head, false);
  if (text.includes('T')) {
    try {
      instantMillis(text);
    } catch {
      throw new BadCoordinate(`"${text}" is not an instant with its offset (2025-01-15T10:00:00+01:00)`);
    }
    const { position, settled } = await store.resolveInstant(text);
    return knownAt(await store.coordinate(position), settled);
  }
  const position = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(position)) {
    throw new BadCoordinate(`"${text}" is neither an instant (with a T and an offset) nor a position`);
  }
  if (position > head.position)
    throw new BadCoordinate(`position ${text} is beyond the head of the log (${head.position})`);
  return knownAt(await store.coordinate(position), true);
}

function knownAt({ position, recordedAt }: Head, settled: boolean): KnownAt {
  return { position, recordedAt, settled };
}
