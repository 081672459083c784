import { Option, type Command } from 'commander';
import type { Act, AggregateName } from '#requests/acts';
import { actOptions } from '../acts/act-options.js';
import { addActOptions } from '../acts/act-command.js';
import type { Cli } from '../cli.js';
import { saidAfterId } from '../help.js';

/** A verb of a subject, `<id> VERB`, that takes the id first. */
export function verb(subject: Command, name: string, description: string): Command {
  return saidAfterId(subject.command(`${name} <id>`).description(description));
}

/** What every act of an aggregate asks for, from its event's schema, and what it does. */
export function addActs(
  subject: Command,
  cli: Cli,
  aggregate: Exclude<AggregateName, 'declaration'>,
  acts: readonly Act[],
): void {
  for (const act of acts) {
    const made = verb(subject, act.verb, cli.say(act.it, act.en));
    addActOptions(made, actOptions(act.schema), cli.shell.language);
    made.action(
      cli.run<object>(async ({ shell, globals, options, args }) =>
        (await import('../actions/acts.js')).recordAct(shell, globals, {
          aggregate,
          id: args[0]!,
          act,
          given: { ...options },
        }),
      ),
    );
  }
}

/** `annul EVENT`, with what stands in its place. */
export function addAnnul(command: Command, cli: Cli): Command {
  return command
    .argument('<event>', cli.say('id dell’evento da annullare', 'id of the event to annul'))
    .requiredOption('--reason <text>', cli.say('perché (richiesto)', 'why (required)'))
    .option('--ordered-by <x>', cli.say('l’atto che dispone la correzione', 'the act that orders the correction'))
    .addOption(
      new Option(
        '--replace-with <verb>',
        cli.say(
          'l’atto che ne prende il posto, seguito dalle sue opzioni',
          'the act that takes its place, followed by its options',
        ),
      ),
    )
    .allowUnknownOption()
    .allowExcessArguments();
}
