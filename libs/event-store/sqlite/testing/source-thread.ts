import { Worker } from 'node:worker_threads';
import type { StartThread } from '../threads.js';

/** Threads that run the sources as they are: what the tests run is not built. */
export const sourceThread: StartThread = (program, workerData) =>
  new Worker(new URL(`../${program}.ts`, import.meta.url), {
    workerData,
    execArgv: ['--no-warnings', '--import', new URL('./typescript.mjs', import.meta.url).href],
  });
