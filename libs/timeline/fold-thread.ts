import { parentPort, workerData } from 'node:worker_threads';
import { memoryOf } from '#saved-views';
import { foldPart, type FoldTask } from './fold-part.js';

/** The program of the thread that folds a part of the units. */
const part = foldPart(workerData as FoldTask);
parentPort?.postMessage(part, memoryOf(part));
