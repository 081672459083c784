import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { PoisonEvent } from '../port.js';
import type { Outcome } from './thread-tasks.js';

/** The programs that a thread can run. */
export type ThreadProgram = 'building-thread' | 'folding-thread' | 'live-thread';

/** How a thread is started that runs a program with some data. */
export type StartThread = (program: ThreadProgram, data: unknown) => Worker;

const EXTENSION = extname(fileURLToPath(import.meta.url));

/** Starts a program of this room as this one was started: built, or from its sources. For threads that start others. */
export const startThreadBeside: StartThread = (program, workerData) =>
  new Worker(new URL(`./${program}${EXTENSION}`, import.meta.url), { workerData });

/** Undefined where the sources run as they are (tests): there is no program that a thread could load by itself. */
export const startBuiltThread: StartThread | undefined = EXTENSION === '.js' ? startThreadBeside : undefined;

/** A thread that is asked one thing after the other, and answers in the same order. */
export class WorkingThread<Task, Answer> {
  readonly #thread: Worker;
  readonly #awaited: PromiseWithResolvers<Answer>[] = [];
  #ended: Error | undefined;

  constructor(thread: Worker) {
    this.#thread = thread;
    thread.on('message', (outcome: Outcome<Answer>) => this.#settle(outcome));
    thread.on('error', (error) => this.#end(error instanceof Error ? error : new Error(String(error))));
    thread.on('exit', () => this.#end(new Error('the thread that makes the views ended')));
  }

  /** What it ended by; undefined while it works. */
  get ended(): Error | undefined {
    return this.#ended;
  }

  /** @throws PoisonEvent, or what the task failed by; what the thread ended by */
  ask(task: Task): Promise<Answer> {
    if (this.#ended) return Promise.reject(this.#ended);
    const answer = Promise.withResolvers<Answer>();
    this.#awaited.push(answer);
    this.#thread.postMessage(task);
    return answer.promise;
  }

  /** Resolves when fewer tasks than these are under way. @throws what a task failed by */
  async hasRoom(tasks: number): Promise<void> {
    while (this.#awaited.length >= tasks) await this.#awaited[0]!.promise;
  }

  /** Ends it at whatever point; what was asked of it is never answered. */
  async end(): Promise<void> {
    this.#thread.removeAllListeners('exit');
    await this.#thread.terminate();
  }

  #settle(outcome: Outcome<Answer>): void {
    const asked = this.#awaited.shift();
    if (outcome.kind === 'done') asked?.resolve(outcome.answer);
    else asked?.reject(outcome.kind === 'poison' ? new PoisonEvent(...outcome.event) : outcome.error);
  }

  #end(error: Error): void {
    this.#ended ??= error;
    for (const asked of this.#awaited.splice(0)) asked.reject(this.#ended);
  }
}
