import { Option, type Command } from 'commander';
import type { Cli } from '../cli.js';
import { addCoordinates, civilDate, year, type CoordinateOptions } from './coordinate-options.js';

export interface PlanOptions extends CoordinateOptions {
  readonly ambito?: string;
  readonly region?: true;
  readonly year?: number;
  readonly ruleSet?: string;
  readonly turnoverModel?: true;
  readonly failOn?: 'error' | 'warning';
  readonly table?: string;
  readonly explain?: string;
  readonly owner?: string;
  readonly municipality?: string;
}

export interface DiffOptions {
  readonly ambito?: string;
  readonly region?: true;
  readonly year?: number;
  /** Of the plan alone: a comparison has two of each. */
  readonly validAt?: string;
  readonly knownAt?: string;
  readonly ruleSet?: string;
  readonly fromValidAt?: string;
  readonly fromKnownAt?: string;
  readonly fromRuleSet?: string;
  readonly toValidAt?: string;
  readonly toKnownAt?: string;
  readonly toRuleSet?: string;
}

export function addPlan(program: Command, cli: Cli): void {
  const plan = addCoordinates(
    program
      .command('plan')
      .helpCommand(false)
      .usage('[diff] --ambito <id> | --region --year <yyyy> [options]')
      .description(
        cli.say(
          'il piano annuale di un Ambito o di tutti, a una data e per come era noto',
          'the annual plan of an Ambito or of all, as of a date and as known',
        ),
      )
      .option('--ambito <id>', cli.say('Ambito, per esempio cremonese', 'Ambito, for example cremonese'))
      .option(
        '--region',
        cli.say('tutti gli Ambiti della Regione, solo numeri', 'every Ambito of the Region, numbers only'),
      )
      .option('--year <yyyy>', cli.say('anno del piano', 'year of the plan'), year),
    cli,
  )
    .option(
      '--rule-set <id>',
      cli.say('regole; se no, quelle in vigore alla data', 'rules; else those in force at the date'),
    )
    .option(
      '--table <t>',
      cli.say('una tabella sola: a…k, annex-a, tab1, findings, …', 'one table only: a…k, annex-a, tab1, findings, …'),
    )
    .option(
      '--explain <cell>',
      cli.say('apre un numero: g.free, k.assigned, tab1.total, …', 'open a number: g.free, k.assigned, tab1.total, …'),
    )
    .option(
      '--owner <x>',
      cli.say('con --explain: il proprietario, o COMUNE o ALER', 'with --explain: the owner, or COMUNE or ALER'),
    )
    .option('--municipality <y>', cli.say('con --explain: il Comune', 'with --explain: the municipality'))
    .option(
      '--turnover-model',
      cli.say(
        'stima il turnover dove nessuno l’ha dichiarato né previsto',
        'estimate the turnover where nobody declared or forecast it',
      ),
    )
    .addOption(
      new Option(
        '--fail-on <s>',
        cli.say(
          'esce con 1 se ci sono rilievi di questa gravità o peggio',
          'exit with 1 when there are findings this grave or worse',
        ),
      ).choices(['error', 'warning']),
    )
    .action(
      cli.run<PlanOptions>(async ({ shell, globals, options }) =>
        options.region
          ? (await import('../actions/region-plan.js')).regionPlan(shell, globals, options)
          : (await import('../actions/plan.js')).plan(shell, globals, options),
      ),
    );
  plan
    .command('diff')
    .description(
      cli.say(
        'che cosa è cambiato fra due coordinate, e gli eventi che l’hanno cambiato',
        'what moved between two coordinates, and the events that moved it',
      ),
    )
    .option('--from-valid-at <date>', cli.say('prima: data', 'before: date'), civilDate)
    .option('--from-known-at <t>', cli.say('prima: conoscenza', 'before: known at'))
    .option('--from-rule-set <id>', cli.say('prima: regole', 'before: rules'))
    .option('--to-valid-at <date>', cli.say('dopo: data', 'after: date'), civilDate)
    .option('--to-known-at <t>', cli.say('dopo: conoscenza', 'after: known at'))
    .option('--to-rule-set <id>', cli.say('dopo: regole', 'after: rules'))
    .action(
      cli.run<object>(async ({ shell, globals, options }) =>
        (await import('../actions/plan-diff.js')).planDiff(shell, globals, {
          ...globals,
          ...options,
        } as unknown as DiffOptions),
      ),
    );
}
