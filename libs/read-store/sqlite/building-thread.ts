import { parentPort, workerData } from 'node:worker_threads';
import { PoisonEvent, type Checkpoint } from '../port.js';
import { BuildingFile } from './building-file.js';
import type { RecordBatch } from './building.js';

/** What is asked of the thread, one thing at a time or several in a row. */
export type Task =
  { readonly kind: 'take'; readonly batch: RecordBatch } | { readonly kind: 'finish'; readonly checkpoint: Checkpoint };

/** One answer a task, in the same order. */
export type Outcome =
  | { readonly kind: 'done' }
  /** Classes do not pass from thread to thread: what made it is told instead. */
  | { readonly kind: 'poison'; readonly event: ConstructorParameters<typeof PoisonEvent> }
  | { readonly kind: 'failed'; readonly error: unknown };

/** The program of the thread that makes a version's file. */
if (parentPort) work(parentPort, new BuildingFile((workerData as { readonly file: string }).file));

function work(port: NonNullable<typeof parentPort>, building: BuildingFile): void {
  let previous = Promise.resolve();
  port.on('message', (task: Task) => {
    previous = previous.then(async () => port.postMessage(await outcomeOf(building, task)));
  });
}

async function outcomeOf(building: BuildingFile, task: Task): Promise<Outcome> {
  try {
    if (task.kind === 'take') await building.take(task.batch);
    else await building.finish(task.checkpoint);
    return { kind: 'done' };
  } catch (error) {
    if (!(error instanceof PoisonEvent)) return { kind: 'failed', error };
    const { position, stream, type, reason } = error;
    return { kind: 'poison', event: [position, stream, type, reason] };
  }
}
