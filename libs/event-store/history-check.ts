import { checkEvent, checkStream, type CheckedEvent } from './checked-events.js';
import { readBody, type EventBody, type EventCodec } from './codec.js';
import { recordedMillis } from './instants.js';
import { BadHistory, InvalidEvent, MAX_APPEND_BYTES, type HistoricalEvent } from './port.js';
import { reasonOf } from './reason.js';

export interface CheckedHistoricalEvent extends CheckedEvent {
  readonly stream: string;
  readonly revision: number;
  readonly recordedMillis: number;
}

/** The same, where it stands in its history. */
export interface PlacedHistoricalEvent extends CheckedHistoricalEvent {
  /** Streams are numbered in the order in which they begin, from 0. */
  readonly streamNumber: number;
  readonly recordedAt: string;
  /** What it says to who reads it today. */
  readonly body: EventBody;
}

/**
 * Checks a history event by event, in order. Ids are left to the adapter, which has an index for them: a set of
 * millions of them would only be a second one.
 */
export class HistoryCheck {
  readonly #codec: EventCodec;
  readonly #streams = new Map<string, { readonly number: number; next: number }>();
  #events = 0;
  #latest = -Infinity;

  constructor(codec: EventCodec) {
    this.#codec = codec;
  }

  /** @throws BadHistory */
  check(event: HistoricalEvent): PlacedHistoricalEvent {
    try {
      const { stream, revision, recordedAt } = event;
      checkStream(stream);
      const known = this.#streams.get(stream);
      const expected = known?.next ?? 0;
      if (revision !== expected)
        throw new InvalidEvent(`revision ${revision} of stream ${stream} where ${expected} is expected`);
      const millis = recordedMillis(recordedAt);
      if (millis < this.#latest) throw new InvalidEvent(`recorded at ${recordedAt}, before the event in front of it`);
      const checked = checkEvent(event);
      if (checked.json.length * 3 > MAX_APPEND_BYTES && Buffer.byteLength(checked.json) > MAX_APPEND_BYTES) {
        throw new InvalidEvent(`more than ${MAX_APPEND_BYTES} bytes of data`);
      }
      const body = readBody(this.#codec, event);
      const streamNumber = known?.number ?? this.#streams.size;
      if (known) known.next++;
      else this.#streams.set(stream, { number: streamNumber, next: 1 });
      this.#latest = millis;
      this.#events++;
      const { id, type, schemaVersion, metadata, json } = checked;
      return {
        ...{ id, stream, streamNumber, revision, type, schemaVersion },
        ...{ recordedAt, recordedMillis: millis, metadata, json, body },
      };
    } catch (error) {
      throw new BadHistory(this.#events, reasonOf(error));
    }
  }
}
