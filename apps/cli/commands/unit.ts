import { Option, type Command } from 'commander';
import { unitActs } from '#requests/acts';
import { SERVICE_CLASSES, unitEvents } from '#units/domain';
import { addActOptions, collect } from '../acts/act-command.js';
import { actOptions, NOT_OF_AN_OPERATOR } from '../acts/act-options.js';
import type { Cli } from '../cli.js';
import { addActs, addAnnul, verb } from './act-verbs.js';
import { addCoordinates, addKnownAt, civilDate, type CoordinateOptions } from './coordinate-options.js';

export interface IdentifyOptions {
  readonly owner?: string;
  readonly municipality?: string;
  readonly class?: 'SAP' | 'SAS' | 'OTHER';
  readonly unit?: string;
  readonly alias?: readonly string[];
  readonly effectiveOn?: string;
  readonly act?: string;
  readonly note?: string;
  readonly from?: string;
}

export interface FactOptions {
  readonly effectiveOn?: string;
  readonly act?: string;
  readonly note?: string;
}
export interface MergeOptions extends FactOptions {
  /** The unit that stays. */
  readonly into: string;
  readonly kind: 'duplicate' | 'joined';
}
export interface SplitOptions extends FactOptions {
  readonly into?: readonly string[];
}
export interface AnnulOptions {
  readonly reason: string;
  readonly orderedBy?: string;
  readonly replaceWith?: string;
}

export function addUnit(program: Command, cli: Cli): void {
  const unit = program
    .command('unit')
    .helpCommand(false)
    .usage('<id> [verb] [options]')
    .description(
      cli.say(
        'un alloggio: che cos’è, la sua storia, gli atti che lo riguardano',
        'a unit: what it is, its history, the acts about it',
      ),
    );
  addReadings(unit, cli);
  addOfSeveral(unit, cli);
  addActs(unit, cli, 'unit', unitActs);
  const released = verb(
    unit,
    'release-alias',
    cli.say('Un codice non indica più questo alloggio.', 'An alias no longer names this unit.'),
  );
  const act = { verb: 'release-alias', type: 'AliasReleased', schema: unitEvents.AliasReleased.data, it: '', en: '' };
  addActOptions(released, actOptions(act.schema), cli.shell.language).action(
    cli.run<object>(async ({ shell, globals, options, args }) =>
      (await import('../actions/acts.js')).recordAct(shell, globals, {
        aggregate: 'unit',
        id: args[0]!,
        act,
        given: { ...options },
      }),
    ),
  );
  addAnnul(
    verb(
      unit,
      'annul',
      cli.say(
        'Annulla un evento; --replace-with dice che cosa ne prende il posto.',
        'Annul an event; --replace-with says what takes its place.',
      ),
    ),
    cli,
  ).action(
    cli.run<AnnulOptions>(async ({ shell, globals, options, args, words }) =>
      (await import('../actions/annul.js')).annul(shell, globals, {
        aggregate: 'unit',
        id: args[0]!,
        target: args[1]!,
        ...options,
        rest: words.slice(2),
      }),
    ),
  );
}

function addReadings(unit: Command, cli: Cli): void {
  addCoordinates(
    verb(
      unit,
      'show',
      cli.say(
        'Che cos’è, a una data e per come era noto (anche senza dire show).',
        'What it is, as of a date and as known (also without saying show).',
      ),
    ),
    cli,
  ).action(
    cli.run<CoordinateOptions>(async ({ shell, globals, options, args }) =>
      (await import('../actions/unit.js')).showUnit(shell, globals, args[0]!, options),
    ),
  );
  addKnownAt(
    verb(unit, 'history', cli.say('Tutti i suoi eventi, nei due orologi.', 'Every event of it, in both clocks.')),
    cli,
  ).action(
    cli.run<CoordinateOptions>(async ({ shell, globals, options, args }) =>
      (await import('../actions/unit.js')).unitHistory(shell, globals, args[0]!, options.knownAt),
    ),
  );
}

/** Acts that make a unit, or are about more than one. */
function addOfSeveral(unit: Command, cli: Cli): void {
  const { language } = cli.shell;
  const register = unit.command('register').description(cli.say('Registra un alloggio nuovo.', 'Register a new unit.'));
  addActOptions(register, actOptions(unitEvents.UnitRegistered.data, NOT_OF_AN_OPERATOR), language).action(
    cli.run<object>(async ({ shell, globals, options }) =>
      (await import('../actions/unit-acts.js')).registerUnit(shell, globals, { ...options }),
    ),
  );
  withFact(
    unit
      .command('identify')
      .description(
        cli.say(
          'Dà un codice a uno degli alloggi contati di un proprietario, o a un alloggio per id.',
          'Give an alias to one of an owner’s counted units, or to a unit by id.',
        ),
      )
      .option('--owner <x>', cli.say('proprietario: nome, grafia o id', 'owner: name, spelling or id'))
      .option(
        '--municipality <y>',
        cli.say('Comune: nome, grafia o codice ISTAT', 'municipality: name, spelling or ISTAT code'),
      )
      .addOption(new Option('--class <c>', cli.say('classe (SAP)', 'class (SAP)')).choices(SERVICE_CLASSES))
      .option(
        '--unit <id>',
        cli.say('un alloggio preciso, per id, invece di uno qualunque', 'one unit by id, instead of any'),
      )
      .option('--alias <scheme:value>', cli.say('codice (ripetibile)', 'alias (repeatable)'), collect)
      .option(
        '--from <file.csv>',
        cli.say(
          'un file di alloggi: colonne owner, municipality, scheme, value',
          'a file of units: columns owner, municipality, scheme, value',
        ),
      ),
    cli,
  ).action(
    cli.run<IdentifyOptions>(async ({ shell, globals, options }) =>
      (await import('../actions/identify.js')).identify(shell, globals, options),
    ),
  );
  withFact(
    unit
      .command('swap <a> <b>')
      .description(cli.say('Cambio consensuale fra due alloggi.', 'Consensual swap of two units.')),
    cli,
    cli.say('data in cui il fatto è vero (richiesto)', 'date on which the fact is true (required)'),
  ).action(
    cli.run<FactOptions>(async ({ shell, globals, options, args }) =>
      (await import('../actions/unit-acts.js')).swapUnits(shell, globals, args[0]!, args[1]!, options),
    ),
  );
  withFact(
    unit
      .command('merge <id>')
      .description(
        cli.say('L’alloggio è tutt’uno con un altro, che resta.', 'The unit is one with another, which stays.'),
      )
      .requiredOption('--into <id>', cli.say('l’alloggio che resta (richiesto)', 'the unit that stays (required)'))
      .addOption(
        new Option(
          '--kind <k>',
          cli.say(
            'duplicate: due schede di un alloggio; joined: due alloggi uniti, con --effective-on (richiesto)',
            'duplicate: two records of one flat; joined: two flats made one, with --effective-on (required)',
          ),
        )
          .choices(['duplicate', 'joined'])
          .makeOptionMandatory(),
      ),
    cli,
  ).action(
    cli.run<MergeOptions>(async ({ shell, globals, options, args }) =>
      (await import('../actions/unit-acts.js')).mergeUnits(shell, globals, args[0]!, options),
    ),
  );
  withFact(
    unit
      .command('split <id>')
      .description(cli.say('L’alloggio è diviso in nuovi alloggi.', 'The unit is divided into new ones.'))
      .option(
        '--into <alias>',
        cli.say(
          'un nuovo alloggio: SCHEMA:VALORE[,SCHEMA:VALORE…], o none (due o più) (richiesto)',
          'a new unit: SCHEME:VALUE[,SCHEME:VALUE…], or none (two or more) (required)',
        ),
        collect,
      ),
    cli,
    cli.say('data in cui il fatto è vero (richiesto)', 'date on which the fact is true (required)'),
  ).action(
    cli.run<SplitOptions>(async ({ shell, globals, options, args }) =>
      (await import('../actions/unit-acts.js')).splitUnit(shell, globals, args[0]!, options),
    ),
  );
}

function withFact(
  command: Command,
  cli: Cli,
  date = cli.say('data in cui il fatto è vero', 'date on which the fact is true'),
): Command {
  return command
    .option('--effective-on <date>', date, civilDate)
    .option('--act <x>', cli.say('atto amministrativo', 'administrative act'))
    .option('--note <x>', cli.say('annotazione; mai dati personali', 'remark; never personal data'));
}
