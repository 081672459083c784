import type { Command } from 'commander';
import type { Cli } from '../cli.js';

export interface ImportOptions {
  readonly dryRun?: true;
  readonly acceptWarnings?: true;
}

export function addImport(program: Command, cli: Cli): void {
  program
    .command('import <folder>')
    .description(
      cli.say(
        'importa una cartella con il suo manifesto (manifest.json)',
        'import a folder with its manifest (manifest.json)',
      ),
    )
    .option('--dry-run', cli.say('dice che cosa cambierebbe, senza scrivere', 'tell what would change, write nothing'))
    .option('--accept-warnings', cli.say('conferma gli avvisi', 'confirm the warnings'))
    .action(
      cli.run<ImportOptions>(async ({ shell, globals, options, args }) =>
        (await import('../actions/import.js')).importFolder(shell, globals, args[0]!, options),
      ),
    );
}
