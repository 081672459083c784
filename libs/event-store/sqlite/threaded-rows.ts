import type { Worker } from 'node:worker_threads';
import { StoreUnavailable } from '../port.js';
import type { HistoryPage } from './history-page.js';
import type { HistoryRows, Written } from './history-rows.js';
import type { HistoryAnswer, HistoryTask } from './history-thread.js';

/** Pages on their way: enough that the thread never waits, few enough that they do not pile up. */
const ON_THEIR_WAY = 16;

/** Writes a history in a thread of its own, while this one reads and checks what comes. */
export class ThreadedRows implements HistoryRows {
  readonly #thread: Worker;
  readonly #asked: PromiseWithResolvers<HistoryAnswer>[] = [];
  #failed: Error | undefined;
  #ended: Error | undefined;

  constructor(thread: Worker) {
    this.#thread = thread;
    thread.on('message', (answer: HistoryAnswer) => this.#asked.shift()?.resolve(answer));
    thread.on('error', (error) => this.#end(error instanceof Error ? error : new Error(String(error))));
    thread.on('exit', () => this.#end(new StoreUnavailable('the thread that writes the history ended')));
  }

  async take(page: HistoryPage): Promise<void> {
    // A failure is told by the page that waits for it, by the next one, and by `finish`: the thread writes nothing after it.
    void this.#ask({ kind: 'take', page }).catch(() => undefined);
    while (this.#asked.length >= ON_THEIR_WAY) await this.#asked[0]!.promise;
    if (this.#failed) throw this.#failed;
  }

  async finish(): Promise<Written> {
    return (await this.#ask({ kind: 'finish' }))!;
  }

  async close(): Promise<void> {
    if (!this.#ended) await this.#ask({ kind: 'close' });
  }

  async #ask(task: HistoryTask): Promise<Written | undefined> {
    if (this.#ended) throw this.#ended;
    const asked = Promise.withResolvers<HistoryAnswer>();
    this.#asked.push(asked);
    this.#thread.postMessage(task);
    const answer = await asked.promise;
    if (answer.kind === 'done') return answer.written;
    this.#failed ??= answer.kind === 'unavailable' ? new StoreUnavailable(answer.message) : (answer.error as Error);
    throw this.#failed;
  }

  #end(error: Error): void {
    this.#failed ??= error;
    this.#ended = error;
    for (const asked of this.#asked.splice(0)) asked.resolve({ kind: 'failed', error });
  }
}
