import { ListedPage, type EventPage } from './event-page.js';
import type { StoredEvent } from './port.js';

/** Most events of a page. */
const PAGE = 256;

/** Events some at a time. What is in front of an event that cannot be read comes before it is told. */
export async function* inPages(events: AsyncIterable<StoredEvent>): AsyncGenerator<EventPage, void, void> {
  let page: StoredEvent[] = [];
  try {
    for await (const event of events) {
      if (page.push(event) < PAGE) continue;
      yield new ListedPage(page);
      page = [];
    }
  } catch (error) {
    if (page.length > 0) yield new ListedPage(page);
    throw error;
  }
  if (page.length > 0) yield new ListedPage(page);
}
