import { checkEvent, checkStream, type CheckedEvent } from './checked-events.js';
import { readBody, type EventCodec } from './codec.js';
import { recordedMillis } from './instants.js';
import { BadHistory, InvalidEvent, MAX_APPEND_BYTES, type HistoricalEvent } from './port.js';
import { reasonOf } from './reason.js';

export interface CheckedHistoricalEvent extends CheckedEvent {
  readonly stream: string;
  readonly revision: number;
  readonly recordedMillis: number;
}

/**
 * Checks a history event by event, in order. Ids are left to the adapter, which has an index for them: a set of
 * millions of them would only be a second one.
 */
export class HistoryCheck {
  readonly #codec: EventCodec;
  readonly #streams = new Map<string, { next: number }>();
  #events = 0;
  #latest = -Infinity;

  constructor(codec: EventCodec) {
    this.#codec = codec;
  }

  /** @throws BadHistory */
  check(event: HistoricalEvent): CheckedHistoricalEvent {
    try {
      const { stream, revision } = event;
      checkStream(stream);
      const known = this.#streams.get(stream);
      const expected = known?.next ?? 0;
      if (revision !== expected)
        throw new InvalidEvent(`revision ${revision} of stream ${stream} where ${expected} is expected`);
      const millis = recordedMillis(event.recordedAt);
      if (millis < this.#latest)
        throw new InvalidEvent(`recorded at ${event.recordedAt}, before the event in front of it`);
      const checked = checkEvent(event);
      if (checked.json.length * 3 > MAX_APPEND_BYTES && Buffer.byteLength(checked.json) > MAX_APPEND_BYTES) {
        throw new InvalidEvent(`more than ${MAX_APPEND_BYTES} bytes of data`);
      }
      readBody(this.#codec, event);
      if (known) known.next++;
      else this.#streams.set(stream, { next: 1 });
      this.#latest = millis;
      this.#events++;
      const { id, type, schemaVersion, metadata, json } = checked;
      return { id, stream, revision, type, schemaVersion, recordedMillis: millis, metadata, json };
    } catch (error) {
      throw new BadHistory(this.#events, reasonOf(error));
    }
  }
}
