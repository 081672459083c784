import type { Command } from 'commander';
import type { Cli } from '../cli.js';

/** Logs, as `logPlaceOf` reads them. */
export interface MigrateOptions {
  readonly from: string;
  readonly to: string;
}

/** Making, checking, copying and carrying a register. */
export function addRegisterFiles(program: Command, cli: Cli): void {
  program
    .command('init')
    .description(cli.say('crea un registro vuoto nella cartella --data', 'make an empty register in the folder --data'))
    .action(cli.run(async ({ shell, globals }) => (await import('../actions/register-files.js')).init(shell, globals)));
  program
    .command('backup <file>')
    .description(
      cli.say('copia il registro in un file, anche mentre è in uso', 'copy the register to a file, also while in use'),
    )
    .action(
      cli.run(async ({ shell, globals, args }) =>
        (await import('../actions/register-files.js')).backup(shell, globals, args[0]!),
      ),
    );
  program
    .command('restore <file>')
    .description(
      cli.say(
        'rimette una copia in una cartella --data che non ha un registro',
        'put a backup into a folder --data without a register',
      ),
    )
    .action(
      cli.run(async ({ shell, globals, args }) =>
        (await import('../actions/register-files.js')).restore(shell, globals, args[0]!),
      ),
    );
  program
    .command('export-history [file]')
    .description(cli.say('tutti gli eventi, uno per riga (JSON Lines)', 'every event, one a line (JSON Lines)'))
    .action(
      cli.run(async ({ shell, globals, args }) =>
        (await import('../actions/register-files.js')).exportHistory(shell, globals, args[0]),
      ),
    );
  program
    .command('import-history <file>')
    .description(
      cli.say(
        'una storia esportata, in un registro vuoto: tutta o niente',
        'an exported history, into an empty register: all or nothing',
      ),
    )
    .action(
      cli.run(async ({ shell, globals, args }) =>
        (await import('../actions/register-files.js')).importHistory(shell, globals, args[0]!),
      ),
    );
  program
    .command('migrate')
    .description(
      cli.say(
        'trasloca la storia da un registro a un altro, vuoto, e li confronta; interrotto, si ripete',
        'move the history from one log to another, empty one, and compare them; interrupted, do it again',
      ),
    )
    .requiredOption(
      '--from <log>',
      cli.say('da dove: sqlite:CARTELLA o esdb://…', 'from where: sqlite:FOLDER or esdb://…'),
    )
    .requiredOption('--to <log>', cli.say('dove: sqlite:CARTELLA o esdb://…', 'where to: sqlite:FOLDER or esdb://…'))
    .action(
      cli.run<MigrateOptions>(async ({ shell, globals, options }) =>
        (await import('../actions/migrate.js')).migrateLog(shell, globals, options),
      ),
    );
  program
    .command('verify')
    .description(cli.say('controlla il registro e le viste', 'check the log and the views'))
    .option(
      '--repair',
      cli.say(
        'finisce o annulla le metà di comandi interrotti, e rifà le viste',
        'finish or undo halves of interrupted commands, and make the views anew',
      ),
    )
    .action(
      cli.run<{ repair?: true }>(async ({ shell, globals, options }) =>
        (await import('../actions/verify.js')).verify(shell, globals, options.repair ?? false),
      ),
    );
  program
    .command('rebuild')
    .description(cli.say('rifà le viste dagli eventi', 'make the views anew from the events'))
    .action(cli.run(async ({ shell, globals }) => (await import('../actions/verify.js')).rebuild(shell, globals)));
  program
    .command('status')
    .description(cli.say('a che punto è il registro', 'how the register is'))
    .action(cli.run(async ({ shell, globals }) => (await import('../actions/verify.js')).status(shell, globals)));
}
