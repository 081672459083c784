import type { StoredEvent } from './port.js';

/** Most events of a page. */
const PAGE = 256;

/** Events some at a time. What is in front of an event that cannot be read comes before it is told. */
export async function* inPages(events: AsyncIterable<StoredEvent>): AsyncGenerator<readonly StoredEvent[], void, void> {
  let page: StoredEvent[] = [];
  try {
    for await (const event of events) {
      if (page.push(event) < PAGE) continue;
      yield page;
      page = [];
    }
  } catch (error) {
    if (page.length > 0) yield page;
    throw error;
  }
  if (page.length > 0) yield page;
}
