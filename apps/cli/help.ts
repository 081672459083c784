import type { Command, HelpConfiguration, Option } from 'commander';
import type { Language } from '#wording';

const TITLES: Readonly<Record<string, string>> = {
  'Usage:': 'Uso:',
  'Arguments:': 'Argomenti:',
  'Options:': 'Opzioni:',
  'Global Options:': 'Opzioni generali:',
  'Commands:': 'Comandi:',
};

/** Commands whose id comes before them on the command line: `unit <id> release`. */
const afterId = new WeakSet<Command>();

/** Says in help that the id comes first. */
export function saidAfterId(command: Command): Command {
  afterId.add(command);
  return command;
}

/** Options of a subject that its verbs take too. Others of the same subject are about the subject alone. */
const SHARED: Readonly<Record<string, readonly string[]>> = {
  plan: ['--ambito', '--year'],
  declaration: ['--ambito', '--year', '--owner'],
};

/** Commander's help in the reader's language. */
export function helpIn(language: Language): HelpConfiguration {
  return {
    showGlobalOptions: true,
    helpWidth: 100,
    commandUsage: (command) => said(usageOf(command), language),
    optionDescription: descriptionOf,
    subcommandTerm: termOf,
    visibleGlobalOptions: sharedOptions,
    ...(language === 'it' && { styleTitle: (title: string) => TITLES[title] ?? title }),
  };
}

const PLACEHOLDERS: Readonly<Record<string, string>> = { options: 'opzioni', command: 'comando', verb: 'atto' };

function said(usage: string, language: Language): string {
  if (language === 'en') return usage;
  return usage.replace(/\[(options|command|verb)\]/g, (_, name: string) => `[${PLACEHOLDERS[name]}]`);
}

function usageOf(command: Command): string {
  const names: string[] = [];
  for (let ancestor = command.parent; ancestor; ancestor = ancestor.parent) names.unshift(ancestor.name());
  if (!afterId.has(command)) return [...names, command.name(), command.usage()].join(' ');
  return [...names, '<id>', command.name(), withoutId(command)].join(' ');
}

function termOf(command: Command): string {
  if (afterId.has(command)) return `<id> ${command.name()}`;
  const ofArguments = command.registeredArguments.map((argument) =>
    argument.required ? `<${argument.name()}>` : `[${argument.name()}]`,
  );
  return [command.name(), ...ofArguments].join(' ');
}

/** What follows the verb: the id has been said before it. */
function withoutId(command: Command): string {
  return command
    .usage()
    .replace('<id> ', '')
    .replace(/ ?<id>$/, '');
}

function descriptionOf({ description, argChoices }: Option): string {
  return argChoices ? `${description} (${argChoices.join(' | ')})` : description;
}

function sharedOptions(command: Command): Option[] {
  const shared: Option[] = [];
  for (let ancestor = command.parent; ancestor; ancestor = ancestor.parent) {
    const names = SHARED[ancestor.name()];
    const isRoot = ancestor.parent === null;
    const isShared = ({ long = '' }: Option) => (isRoot ? long !== '--version' : names?.includes(long) === true);
    shared.push(...ancestor.options.filter(isShared));
  }
  return shared;
}
