import { exec } from 'node:child_process';
import { promisify } from 'node:util';
import { it } from '@jest/globals';

const run = promisify(exec);
const KILL = process.env['REGISTRO_KILL_COMMAND'] ?? '';
const START = process.env['REGISTRO_START_COMMAND'] ?? '';

/** How often a server or a process is killed in one test. */
export const KILL_ROUNDS = Number(process.env['REGISTRO_KILL_ROUNDS'] ?? 5);

export async function killServer(): Promise<void> {
  await run(KILL);
}

/** Resolves when the command has returned: the server is there, if not ready yet. */
export async function startServer(): Promise<void> {
  await run(START);
}

/**
 * A test that kills the server. Skipped where nobody said how that is done (`--kill-command`, `--start-command`): how a
 * server is killed depends on where it runs. `run.mjs` says then that these were left out.
 */
export const itKillsTheServer = KILL !== '' && START !== '' ? it : it.skip;
