import { workerData } from 'node:worker_threads';
import type { FactTables } from './gathered-facts.js';
import { doTasks } from './thread-tasks.js';
import { UnitFolding, type UnitRange } from './unit-folding.js';

/** The program of the thread that folds the units of a version under construction. */
const folding = new UnitFolding(workerData as FactTables);

doTasks((range: UnitRange) => folding.fold(range));
