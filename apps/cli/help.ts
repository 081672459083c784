import type { Command, HelpConfiguration } from 'commander';
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

/** Commander's help in the reader's language. */
export function helpIn(language: Language): HelpConfiguration {
  return {
    showGlobalOptions: true,
    helpWidth: 100,
    commandUsage: (command) => usageOf(command),
    ...(language === 'it' && { styleTitle: (title: string) => TITLES[title] ?? title }),
    subcommandTerm: (command) =>
      afterId.has(command) ? `<id> ${command.name()}` : `${command.name()} ${command.usage()}`,
  };
}

function usageOf(command: Command): string {
  const names: string[] = [];
  for (let ancestor = command.parent; ancestor; ancestor = ancestor.parent) names.unshift(ancestor.name());
  if (!afterId.has(command)) return [...names, command.name(), command.usage()].join(' ');
  return [...names, '<id>', command.name(), command.usage().replace(/ ?<id>/, '')].join(' ');
}
