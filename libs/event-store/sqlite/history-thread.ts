import { parentPort, workerData } from 'node:worker_threads';
import { StoreUnavailable } from '../port.js';
import type { HistoryPage } from './history-page.js';
import { FileRows, type Written } from './history-rows.js';
import { unavailable } from './sqlite-errors.js';

/** What the thread is asked. */
export type HistoryTask =
  { readonly kind: 'take'; readonly page: HistoryPage } | { readonly kind: 'finish' } | { readonly kind: 'close' };

/** What it answers, in the order in which it is asked. Classes do not pass from thread to thread: what made it is told. */
export type HistoryAnswer =
  | { readonly kind: 'done'; readonly written?: Written }
  | { readonly kind: 'unavailable'; readonly message: string }
  | { readonly kind: 'failed'; readonly error: unknown };

/** The program of the thread that writes a history. */
const { file } = workerData as { readonly file: string };
let rows: FileRows | undefined;
let failed: HistoryAnswer | undefined;
let previous = Promise.resolve();

/** After a failure nothing is written any more, whatever was asked before it was known: rows are missing from then on. */
async function perform(task: HistoryTask): Promise<HistoryAnswer> {
  if (failed && task.kind !== 'close') return failed;
  try {
    switch (task.kind) {
      case 'take':
        await (rows ??= new FileRows(file)).take(task.page);
        return { kind: 'done' };
      case 'finish':
        return { kind: 'done', written: await (rows ??= new FileRows(file)).finish() };
      case 'close':
        await rows?.close();
        return { kind: 'done' };
    }
  } catch (error) {
    const told = unavailable(file, error);
    failed =
      told instanceof StoreUnavailable
        ? { kind: 'unavailable', message: told.message }
        : { kind: 'failed', error: told };
    return failed;
  }
}

parentPort?.on('message', (task: HistoryTask) => {
  previous = previous.then(async () => {
    parentPort?.postMessage(await perform(task));
    if (task.kind === 'close') parentPort?.close();
  });
});
