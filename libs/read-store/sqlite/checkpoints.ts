import type { Position, StoredEvent } from '#event-store';
import type { Checkpoint } from '../port.js';

export const NOTHING_APPLIED: Checkpoint = { position: 0, events: 0, recordedAt: null, last: null };

/** A checkpoint that goes from event to event. */
export class MovingCheckpoint {
  #position: number;
  #events: number;
  #recordedAt: string | null;
  #knownMillis: number;
  #last: Checkpoint['last'];

  constructor(from: Checkpoint) {
    this.#position = from.position;
    this.#events = from.events;
    this.#recordedAt = from.recordedAt;
    this.#knownMillis = Date.parse(from.recordedAt ?? '');
    this.#last = from.last;
  }

  /**
   * Passes one more event; the last of those passed is told by `endAt`.
   * @returns its recorded time in milliseconds, made monotone: knowledge is a prefix of the log
   * @throws RangeError when the event does not come after the last: a batch is in position order
   */
  pass(position: Position, recordedAt: string): number {
    if (position <= this.#position) throw new RangeError(`position ${position} came after position ${this.#position}`);
    this.#position = position;
    this.#events++;
    if (this.#recordedAt === null || recordedAt > this.#recordedAt) {
      this.#recordedAt = recordedAt;
      this.#knownMillis = Date.parse(recordedAt);
    }
    return this.#knownMillis;
  }

  /** @param event the one passed last */
  endAt({ id, stream, revision }: StoredEvent): void {
    this.#last = { id, stream, revision };
  }

  /** Where it is now. */
  now(): Checkpoint {
    return { position: this.#position, events: this.#events, recordedAt: this.#recordedAt, last: this.#last };
  }
}
