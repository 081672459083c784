import type { Worker } from 'node:worker_threads';
import type { Position } from '../port.js';
import type { PageAnswer } from './page-thread.js';
import { PAGE_ROWS } from './row-pages.js';
import type { StartThread } from './threads.js';

/** Pages asked for at once: waking a thread takes its time. */
const TOGETHER = 4;
/** Pages asked for before they are needed: enough that neither thread waits for the other, few enough to be small. */
const AHEAD = 2 * TOGETHER;

/** A range of the log, and what the thread could make of it: nothing where it has to be read here. */
export interface PageAhead extends Partial<PageAnswer> {
  readonly after: Position;
  readonly to: Position;
}

/** Reads and checks a log's pages in a thread of their own, while this one uses those before. */
export async function* pagesAhead(
  file: string,
  startThread: StartThread,
  after: Position,
  until: Position,
): AsyncGenerator<PageAhead, void, void> {
  const thread = new ReadingThread(startThread('page-thread', { file }));
  try {
    const asked: Promise<PageAhead>[] = [];
    for (let position = after; position < until || asked.length > 0;) {
      if (position < until && asked.length <= AHEAD - TOGETHER) {
        const ends = [position];
        while (position < until && ends.length <= TOGETHER)
          ends.push((position = Math.min(position + PAGE_ROWS, until)));
        asked.push(...thread.ask(ends));
      }
      yield await asked.shift()!;
    }
  } finally {
    await thread.end();
  }
}

/** What it does not answer is read by who asked, where whatever is wrong is told. */
class ReadingThread {
  readonly #awaited: ((said: Partial<PageAnswer>) => void)[] = [];
  #ended = false;

  constructor(private readonly thread: Worker) {
    const end = (): void => {
      this.#ended = true;
      for (const answer of this.#awaited.splice(0)) answer({});
    };
    thread.on('message', (said: PageAnswer) => this.#awaited.shift()?.(said));
    thread.on('error', end).on('exit', end);
  }

  /** @param ends positions that bound pages */
  ask(ends: readonly Position[]): Promise<PageAhead>[] {
    const pages = ends
      .slice(1)
      .map(async (to, i): Promise<PageAhead> => ({ after: ends[i]!, to, ...(await this.#next()) }));
    if (!this.#ended) this.thread.postMessage(ends);
    return pages;
  }

  async end(): Promise<void> {
    await this.thread.terminate();
  }

  #next(): Promise<Partial<PageAnswer>> {
    if (this.#ended) return Promise.resolve({});
    return new Promise((resolve) => this.#awaited.push(resolve));
  }
}
