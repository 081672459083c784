import { Worker } from 'node:worker_threads';
import type { StartHistoryThread } from '../threaded-rows.js';

/** The thread that writes a history, from the sources as they are: what the tests run is not built. */
export const sourceHistoryThread: StartHistoryThread = (file) =>
  new Worker(new URL('../history-thread.ts', import.meta.url), {
    workerData: { file },
    execArgv: ['--no-warnings', '--import', new URL('./typescript.mjs', import.meta.url).href],
  });
