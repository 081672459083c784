import type { EventPage } from '#event-store';
import { grown } from './columns.js';

/** Greatest number of a stream that is remembered by it: logs number their streams as they come. */
const GREATEST = 1 << 24;

/**
 * Which unit a stream is of, while a log is loaded: the same streams come again and again, and need not be taken apart. By
 * the log's own number of a stream, where it has one: a look into an array instead of into a map of hundreds of thousands of texts.
 */
export class KnownStreams {
  /** By number: the unit, plus one; 0 where that is not known. */
  #byNumber: Int32Array = new Int32Array(64);
  readonly #byText = new Map<string, number>();

  /** The unit that an event's stream is of; undefined when it is not known. */
  unitOf(page: EventPage, i: number): number | undefined {
    const number = page.streamNumber(i);
    if (number === undefined) return this.#byText.get(page.stream(i));
    const known = number < this.#byNumber.length ? this.#byNumber[number]! : 0;
    return known === 0 ? undefined : known - 1;
  }

  learn(page: EventPage, i: number, unit: number): void {
    const number = page.streamNumber(i);
    if (number === undefined) this.#byText.set(page.stream(i), unit);
    else if (number < GREATEST) {
      this.#byNumber = grown(this.#byNumber, number + 1);
      this.#byNumber[number] = unit + 1;
    }
  }

  forget(): void {
    this.#byNumber = new Int32Array(64);
    this.#byText.clear();
  }
}
