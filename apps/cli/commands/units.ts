import { Option, type Command } from 'commander';
import { LIFECYCLE_STATES, SERVICE_CLASSES } from '#units/domain';
import type { Cli } from '../cli.js';
import { addKnownAt, addPaging, civilDate, year, type PagingOptions } from './coordinate-options.js';

export interface UnitsOptions extends PagingOptions {
  readonly q?: string;
  readonly owner?: string;
  readonly municipality?: string;
  readonly ambito?: string;
  readonly state?: string;
  readonly class?: 'SAP' | 'SAS' | 'OTHER';
  readonly stock?: 'PLANNED' | 'IN_STOCK' | 'OUT';
  readonly provisional?: boolean;
  readonly sat?: true;
  readonly programme?: string;
  readonly lot?: string;
  readonly validAt?: string;
  readonly knownAt?: string;
  readonly letter?: string;
  readonly year?: number;
  readonly sort?: 'label' | 'owner' | 'municipality' | 'lifecycle' | 'since';
  readonly descending?: true;
}

export function addUnits(program: Command, cli: Cli): void {
  const units = addPaging(
    program
      .command('units')
      .description(cli.say('cerca alloggi', 'search units'))
      .option('-q, --q <text>', cli.say('codice, o parte di un codice', 'an alias, or part of one'))
      .option('--owner <x>', cli.say('proprietario: nome, grafia o id', 'owner: name, spelling or id'))
      .option(
        '--municipality <y>',
        cli.say(
          'Comune: nome, grafia o codice ISTAT; none: non noto',
          'municipality: name, spelling or ISTAT code; none: not known',
        ),
      )
      .option('--ambito <id>', 'Ambito')
      .addOption(new Option('--state <s>', cli.say('stato', 'state')).choices(LIFECYCLE_STATES))
      .addOption(new Option('--class <c>', cli.say('classe', 'class')).choices(SERVICE_CLASSES))
      .addOption(
        new Option('--stock <s>', cli.say('nel patrimonio o no', 'in stock or not')).choices([
          'PLANNED',
          'IN_STOCK',
          'OUT',
        ]),
      )
      .option('--provisional', cli.say('solo quelli senza codice', 'only those without an alias'))
      .option('--no-provisional', cli.say('solo quelli con un codice', 'only those with an alias'))
      .option('--sat', cli.say('solo destinati a SAT', 'only those designated for SAT'))
      .option('--programme <id>', cli.say('programma', 'programme'))
      .option('--lot <id>', cli.say('lotto', 'lot'))
      .option(
        '--letter <l>',
        cli.say(
          'solo quelli che stanno in questa lettera del piano (con --ambito e --year)',
          'only those in this letter of the plan (with --ambito and --year)',
        ),
      )
      .option('--year <yyyy>', cli.say('con --letter: anno del piano', 'with --letter: year of the plan'), year)
      .option('--valid-at <date>', cli.say('stato a questa data', 'state on this date'), civilDate)
      .addOption(
        new Option('--sort <s>', cli.say('ordine', 'order')).choices([
          'label',
          'owner',
          'municipality',
          'lifecycle',
          'since',
        ]),
      )
      .option('--descending', cli.say('dall’ultimo', 'last first')),
    cli,
  );
  addKnownAt(units, cli).action(
    cli.run<UnitsOptions>(async ({ shell, globals, options }) =>
      (await import('../actions/units.js')).units(shell, globals, options),
    ),
  );
}
