import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { memoryOf, type HeldParts } from '#saved-views';
import type { FoldElsewhere } from './appender.js';
import type { FoldTask } from './fold-part.js';

const PROGRAM = new URL('./fold-thread.js', import.meta.url);

/** Undefined where the sources run as they are (tests): there is no program that a thread could load by itself. */
export const foldInBuiltThread: FoldElsewhere | undefined = existsSync(fileURLToPath(PROGRAM))
  ? (task) =>
      foldIn((workerData) => new Worker(PROGRAM, { workerData, transferList: memoryOf(workerData.meanings) }), task)
  : undefined;

/** Folds a part of the units in a thread of its own. @throws what it ends by when it does not fold them */
export function foldIn(start: (task: FoldTask) => Worker, task: FoldTask): Promise<HeldParts> {
  return new Promise((resolve, reject) => {
    const thread = start(task);
    thread.once('message', (part: HeldParts) => resolve(part));
    thread.once('error', reject).once('exit', () => reject(new Error('the thread that folds units ended')));
  });
}
