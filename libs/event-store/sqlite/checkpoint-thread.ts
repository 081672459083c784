import { fdatasyncSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { Checkpoints } from './checkpoints.js';

/** What the thread is begun with. */
export interface CheckpointThreadData {
  readonly file: string;
  /** The same file, opened for good: see Checkpointing. */
  readonly descriptor: number;
  /** How often it has done what it was told: read by the writer between two commits, who has no turn to wait for a message in. */
  readonly done: Int32Array<SharedArrayBuffer>;
}

/** `all`: also, again and again, what is written meanwhile. */
export type CheckpointTask = 'once' | 'all';

// Loaded elsewhere than in a thread it does nothing.
if (parentPort) {
  const { file, descriptor, done } = workerData as CheckpointThreadData;
  const checkpoints = new Checkpoints(new DatabaseSync(file), () => fdatasyncSync(descriptor));
  parentPort.on('message', (task: CheckpointTask) => {
    if (task === 'all') checkpoints.moveNearlyAll();
    else checkpoints.moveDurably();
    Atomics.add(done, 0, 1);
  });
}
