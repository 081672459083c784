import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { Checkpoints } from './checkpoints.js';

/** The program of the thread that checkpoints: as often as it is told to, each time answered when it is done. */
const checkpoints = new Checkpoints(new DatabaseSync((workerData as { readonly file: string }).file));

parentPort?.on('message', () => {
  checkpoints.moveNearlyAll();
  parentPort?.postMessage('moved');
});
