import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';

/** The programs that work beside a register's file in a thread of their own. */
export type ThreadProgram = 'checkpoint-thread' | 'history-thread' | 'page-thread';

/** How a thread is started that runs a program on a register's file. */
export type StartThread = (program: ThreadProgram, data: { readonly file: string }) => Worker;

const builtFile = (program: ThreadProgram): URL => new URL(`./${program}.js`, import.meta.url);

/** Undefined where the sources run as they are (tests): there is no program that a thread could load by itself. */
export const startBuiltThread: StartThread | undefined = existsSync(fileURLToPath(builtFile('page-thread')))
  ? (program, workerData) => new Worker(builtFile(program), { workerData })
  : undefined;
