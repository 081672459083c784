import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { PoisonEvent, type Checkpoint } from '../port.js';
import type { Building, RecordBatch } from './building.js';
import type { Outcome, Task } from './building-thread.js';

/** Batches on their way: enough that the thread never waits, few enough that they do not pile up. */
const ON_THEIR_WAY = 4;

/** How a thread is started that runs `building-thread` for a file. */
export type StartThread = (file: string) => Worker;

const PROGRAM = new URL('./building-thread.js', import.meta.url);

/** Undefined where the sources run as they are (tests): there is no program that a thread could load by itself. */
export const startBuiltThread: StartThread | undefined = existsSync(fileURLToPath(PROGRAM))
  ? (file) => new Worker(PROGRAM, { workerData: { file } })
  : undefined;

/** Makes a version's file in a thread of its own: this one goes on serving, and reads the log meanwhile. */
export class ThreadedBuilding implements Building {
  readonly #thread: Worker;
  readonly #awaited: PromiseWithResolvers<void>[] = [];
  #ended: Error | undefined;

  constructor(file: string, startThread: StartThread) {
    this.#thread = startThread(file);
    this.#thread.on('message', (outcome: Outcome) => this.#settle(outcome));
    this.#thread.on('error', (error) => this.#end(error instanceof Error ? error : new Error(String(error))));
    this.#thread.on('exit', () => this.#end(new Error('the thread that builds the views ended')));
  }

  async take(batch: RecordBatch): Promise<void> {
    if (this.#ended) throw this.#ended;
    const taken = this.#ask({ kind: 'take', batch });
    // Told again by the batch that waits for it, and by `finish`.
    taken.catch(() => undefined);
    while (this.#awaited.length >= ON_THEIR_WAY) await this.#awaited[0]!.promise;
  }

  async finish(checkpoint: Checkpoint): Promise<void> {
    await this.#ask({ kind: 'finish', checkpoint });
    await this.abandon();
  }

  async abandon(): Promise<void> {
    this.#thread.removeAllListeners('exit');
    await this.#thread.terminate();
  }

  #ask(task: Task): Promise<void> {
    const answer = Promise.withResolvers<void>();
    if (this.#ended) answer.reject(this.#ended);
    else {
      this.#awaited.push(answer);
      this.#thread.postMessage(task);
    }
    return answer.promise;
  }

  #settle(outcome: Outcome): void {
    const asked = this.#awaited.shift();
    if (outcome.kind === 'done') asked?.resolve();
    else {
      const error = outcome.kind === 'poison' ? new PoisonEvent(...outcome.event) : outcome.error;
      asked?.reject(error);
      this.#end(error as Error);
    }
  }

  #end(error: Error): void {
    this.#ended ??= error;
    for (const asked of this.#awaited.splice(0)) asked.reject(this.#ended);
  }
}
