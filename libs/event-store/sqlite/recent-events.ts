import type { Position, StoredEvent } from '../port.js';

/** Most events kept: those who follow the log in the process that writes it are rarely further behind. */
const KEPT = 1_024;
/** Events with more characters of data than these are not kept. */
const LARGE = 20_000;

/** The last events written by this process, as they would be read: who follows the log closely has them without the file. */
export class RecentEvents {
  #events: StoredEvent[] = [];

  /** Keeps events that are durable, those that come next in the log. @param characters of their data */
  add(events: readonly StoredEvent[], characters: number): void {
    if (characters > LARGE) {
      this.#events = [];
      return;
    }
    this.#events.push(...events);
    if (this.#events.length >= 2 * KEPT) this.#events = this.#events.slice(-KEPT);
  }

  /** The events after a position, up to another one; undefined when it does not know them all. */
  between(after: Position, until: Position): readonly StoredEvent[] | undefined {
    const first = this.#events[0]?.position;
    const last = this.#events.at(-1)?.position;
    if (first === undefined || last === undefined || after + 1 < first || until > last) return undefined;
    return this.#events.slice(after + 1 - first, until + 1 - first);
  }

  /** The log was written to by other means. */
  forget(): void {
    this.#events = [];
  }
}
