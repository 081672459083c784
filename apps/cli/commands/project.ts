import type { Command } from 'commander';
import type { Cli } from '../cli.js';
import { port } from './port.js';

export interface ProjectOptions {
  readonly port?: number;
  readonly rebuild?: true;
}

export function addProject(program: Command, cli: Cli): void {
  program
    .command('project')
    .description(
      cli.say(
        'tiene aggiornate le viste dagli eventi, in un processo a sé (REGISTRO_PROJECTOR=separate per gli altri)',
        'keep the views current with the events, in a process of its own (REGISTRO_PROJECTOR=separate for the others)',
      ),
    )
    .option(
      '--port <n>',
      cli.say(
        'porta di stato e metriche, solo su questa macchina (REGISTRO_PROJECTOR_PORT)',
        'port of health and metrics, on this machine only (REGISTRO_PROJECTOR_PORT)',
      ),
      port,
    )
    .option(
      '--rebuild',
      cli.say(
        'prima rifà le viste, accanto a quelle che rispondono',
        'first build the views anew, beside those that answer',
      ),
    )
    .action(
      cli.run<ProjectOptions>(async ({ shell, globals, options }) =>
        (await import('../actions/project.js')).project(shell, globals, options),
      ),
    );
}
