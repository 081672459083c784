import type { Command } from 'commander';
import { declarationActs } from '#requests/acts';
import { addActOptions } from '../acts/act-command.js';
import { actOptions } from '../acts/act-options.js';
import type { Cli } from '../cli.js';
import { addAnnul } from './act-verbs.js';
import { addKnownAt, year } from './coordinate-options.js';
import type { AnnulOptions } from './unit.js';

/** What names a declaration. */
export interface DeclarationOptions {
  readonly ambito?: string;
  readonly year?: number;
  readonly owner?: string;
  readonly knownAt?: string;
}

/** What owners answer to the yearly survey. */
export function addDeclarations(program: Command, cli: Cli): void {
  addKnownAt(
    keyed(
      program
        .command('declarations')
        .description(cli.say('le dichiarazioni dei proprietari', 'the owners’ declarations')),
      cli,
    ),
    cli,
  ).action(
    cli.run<DeclarationOptions>(async ({ shell, globals, options }) =>
      (await import('../actions/declarations.js')).listDeclarations(shell, globals, options),
    ),
  );
  const declaration = keyed(
    program
      .command('declaration')
      .helpCommand(false)
      .usage('--ambito <id> --year <yyyy> --owner <x> [verb] [options]')
      .description(
        cli.say('la dichiarazione di un proprietario per un anno', 'the declaration of an owner for a year'),
      ),
    cli,
  );
  addKnownAt(declaration, cli).action(
    cli.run<DeclarationOptions>(async ({ shell, globals, options }) =>
      (await import('../actions/declarations.js')).showDeclaration(shell, globals, options),
    ),
  );
  for (const act of declarationActs) {
    const made = declaration.command(act.verb).description(cli.say(act.it, act.en));
    addActOptions(made, actOptions(act.schema), cli.shell.language).action(
      cli.run<object>(async ({ shell, globals, options }) =>
        (await import('../actions/declarations.js')).recordDeclaration(
          shell,
          globals,
          globals as DeclarationOptions,
          act,
          { ...options },
        ),
      ),
    );
  }
  declaration
    .command('history')
    .description(cli.say('Tutti i suoi eventi, nei due orologi.', 'Every event of it, in both clocks.'))
    .action(
      cli.run<object>(async ({ shell, globals }) =>
        (await import('../actions/declarations.js')).declarationHistory(shell, globals, globals as DeclarationOptions),
      ),
    );
  addAnnul(declaration.command('annul').description(cli.say('Annulla un evento.', 'Annul an event.')), cli).action(
    cli.run<AnnulOptions>(async ({ shell, globals, options, args, words }) =>
      (await import('../actions/declarations.js')).annulInDeclaration(shell, globals, globals as DeclarationOptions, {
        target: args[0]!,
        ...options,
        rest: words.slice(1),
      }),
    ),
  );
}

function keyed(command: Command, cli: Cli): Command {
  return command
    .option('--ambito <id>', 'Ambito')
    .option('--year <yyyy>', cli.say('anno', 'year'), year)
    .option('--owner <x>', cli.say('proprietario: nome, grafia o id', 'owner: name, spelling or id'));
}
