import { workerData } from 'node:worker_threads';
import type { Checkpoint } from '../port.js';
import { BuildingFile } from './building-file.js';
import type { RecordBatch } from './building.js';
import { doTasks } from './thread-tasks.js';
import { startThreadBeside } from './working-thread.js';

/** What is asked of the thread, one thing at a time or several in a row. */
export type BuildingTask =
  { readonly kind: 'take'; readonly batch: RecordBatch } | { readonly kind: 'finish'; readonly checkpoint: Checkpoint };

/** The program of the thread that makes a version's file. */
const building = new BuildingFile((workerData as { readonly file: string }).file, startThreadBeside);

doTasks((task: BuildingTask) => (task.kind === 'take' ? building.take(task.batch) : building.finish(task.checkpoint)));
