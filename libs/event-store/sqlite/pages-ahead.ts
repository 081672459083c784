import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Position } from '../port.js';
import type { PageAnswer, PageTask } from './page-thread.js';
import { PAGE_ROWS } from './row-pages.js';

/** How a thread is started that reads a register's file. */
export type StartReader = (file: string) => Worker;

const PROGRAM = new URL('./page-thread.js', import.meta.url);

/** Undefined where the sources run as they are (tests): there is no program that a thread could load by itself. */
export const startBuiltReader: StartReader | undefined = existsSync(fileURLToPath(PROGRAM))
  ? (file) => new Worker(PROGRAM, { workerData: { file } })
  : undefined;

/** Pages asked for before they are needed: enough that neither thread waits for the other, few enough to be small. */
const AHEAD = 8;

/** A range of the log, and what the thread could make of it: nothing where it has to be read here. */
export interface PageAhead extends Partial<PageAnswer> {
  readonly after: Position;
  readonly to: Position;
}

/** Reads and checks a log's pages in a thread of their own, while this one uses those before. */
export async function* pagesAhead(
  file: string,
  startReader: StartReader,
  after: Position,
  until: Position,
): AsyncGenerator<PageAhead, void, void> {
  const thread = startReader(file);
  const awaited: PromiseWithResolvers<Partial<PageAnswer>>[] = [];
  let ended = false;
  const answer = (said: PageAnswer): void => awaited.shift()?.resolve(said);
  /** What it does not answer is read here, where whatever is wrong is told. */
  const end = (): void => {
    ended = true;
    for (const { resolve } of awaited.splice(0)) resolve({});
  };
  thread.on('message', answer).on('error', end).on('exit', end);
  const ask = (task: PageTask): Promise<Partial<PageAnswer>> => {
    if (ended) return Promise.resolve({});
    const asked = Promise.withResolvers<Partial<PageAnswer>>();
    awaited.push(asked);
    thread.postMessage(task);
    return asked.promise;
  };
  try {
    const asked: { readonly task: PageTask; readonly said: Promise<Partial<PageAnswer>> }[] = [];
    for (let position = after; position < until || asked.length > 0;) {
      while (position < until && asked.length < AHEAD) {
        const task = { after: position, to: Math.min(position + PAGE_ROWS, until) };
        asked.push({ task, said: ask(task) });
        position = task.to;
      }
      const { task, said } = asked.shift()!;
      yield { ...task, ...(await said) };
    }
  } finally {
    await thread.terminate();
  }
}
