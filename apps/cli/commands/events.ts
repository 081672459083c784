import type { Command } from 'commander';
import type { Cli } from '../cli.js';
import { addKnownAt, addPaging, civilDate, type PagingOptions } from './coordinate-options.js';

export interface EventsOptions extends PagingOptions {
  readonly stream?: string;
  readonly type?: string;
  readonly by?: string;
  readonly recordedFrom?: string;
  readonly recordedTo?: string;
  readonly effectiveFrom?: string;
  readonly effectiveTo?: string;
  readonly newestFirst?: true;
}

/** What an auditor asks of the log. */
export function addEvents(program: Command, cli: Cli): void {
  addPaging(
    program
      .command('events')
      .description(cli.say('cerca eventi: chi ha detto che cosa, quando', 'search events: who said what, when'))
      .option('--stream <s>', cli.say('di una sola storia: unit-…, body-…', 'of one history: unit-…, body-…'))
      .option('--type <t>', cli.say('tipo: UnitReleased, …', 'type: UnitReleased, …'))
      .option('--by <name>', cli.say('chi l’ha detto', 'who said so'))
      .option('--recorded-from <t>', cli.say('registrati da questo istante', 'recorded from this instant'))
      .option('--recorded-to <t>', cli.say('registrati fino a questo istante', 'recorded up to this instant'))
      .option('--effective-from <date>', cli.say('veri da questa data', 'effective from this date'), civilDate)
      .option('--effective-to <date>', cli.say('veri fino a questa data', 'effective up to this date'), civilDate)
      .option('--newest-first', cli.say('dall’ultimo registrato', 'the last recorded first')),
    cli,
  ).action(
    cli.run<EventsOptions>(async ({ shell, globals, options }) =>
      (await import('../actions/events.js')).events(shell, globals, options),
    ),
  );
  addKnownAt(
    program
      .command('replay <stream>')
      .description(
        cli.say(
          'tutti gli eventi di una storia, nei due orologi: body-019036, programme-…',
          'every event of a history, in both clocks: body-019036, programme-…',
        ),
      ),
    cli,
  ).action(
    cli.run<{ knownAt?: string }>(async ({ shell, globals, options, args }) =>
      (await import('../actions/events.js')).replay(shell, globals, args[0]!, options.knownAt),
    ),
  );
}
