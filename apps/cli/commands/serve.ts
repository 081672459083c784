import type { Command } from 'commander';
import type { Cli } from '../cli.js';
import { port } from './port.js';

export interface ServeOptions {
  readonly port?: number;
}

export function addServe(program: Command, cli: Cli): void {
  program
    .command('serve')
    .description(cli.say('apre le API HTTP, solo su questa macchina', 'open the HTTP API, on this machine only'))
    .option('--port <n>', cli.say('porta (REGISTRO_PORT)', 'port (REGISTRO_PORT)'), port)
    .action(
      cli.run<ServeOptions>(async ({ shell, globals, options }) =>
        (await import('../actions/serve.js')).serve(shell, globals, options),
      ),
    );
}
