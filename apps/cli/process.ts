import { once } from 'node:events';
import { runCommandLine } from './program.js';

/** Runs a command line on this process's streams and environment, and leaves its status to the process. */
export async function runAsProcess(argv: readonly string[]): Promise<void> {
  // `registro … | head` closes the pipe early: that is no error of ours, and nothing is left to say.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit(0);
      throw error;
    });
  }
  process.exitCode = await runCommandLine(argv, {
    environment: process.env,
    out: (text) => void process.stdout.write(text),
    outInPace: async (text) => {
      if (!process.stdout.write(text)) await once(process.stdout, 'drain');
    },
    err: (text) => void process.stderr.write(text),
  });
}
