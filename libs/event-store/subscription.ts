import type { EventPage } from './event-page.js';
import type { Position, SubscriptionItem } from './port.js';

/** What a subscription needs of a log: to read on from a position, and to wait until there is more. */
export interface Followable {
  readPages(after: Position): AsyncIterable<EventPage> | Iterable<EventPage>;
  /** Resolves when the log has something after this position, or the signal aborts. */
  grown(after: Position, signal: AbortSignal): Promise<void>;
}

/**
 * Reads the log at the consumer's own pace and never buffers what is live, so a slow consumer loses nothing. Being
 * pulled, it says `caught-up` only when the consumer has asked for what comes after the last event: it has handled it.
 */
export async function* subscription(
  log: Followable,
  after: Position,
  signal: AbortSignal,
): AsyncGenerator<SubscriptionItem, void, void> {
  let position = after;
  let news = true;
  while (!signal.aborted) {
    for await (const page of log.readPages(position)) {
      for (const event of page) {
        if (signal.aborted) return;
        position = event.position;
        news = true;
        yield { kind: 'event', event };
      }
    }
    if (signal.aborted) return;
    if (news) yield { kind: 'caught-up', position };
    news = false;
    await log.grown(position, signal);
  }
}
