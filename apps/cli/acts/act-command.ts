import { Option, type Command } from 'commander';
import type { Language } from '#wording';
import { attributeOf, NONE } from './act-values.js';
import { optionsInItalian } from './option-words.js';
import type { ActOption } from './act-options.js';

/** Adds the options that ask for an event to a command. Which are needed is told by the check, all at once. */
export function addActOptions(command: Command, options: readonly ActOption[], language: Language): Command {
  for (const option of options) command.addOption(commanderOption(option, language));
  return command;
}

function commanderOption(option: ActOption, language: Language): Option {
  const made = new Option(`--${option.name}${placeholder(option)}`, descriptionOf(option, language));
  // Said here too: commander would make `sameUnitsUnits` of it by rules of its own.
  if (made.attributeName() !== attributeOf(option.name))
    throw new TypeError(`option --${option.name} has a strange name`);
  if (option.kind === 'texts' || option.kind === 'aliases') made.argParser(collect);
  return made;
}

/** A repeatable option keeps every value. */
export function collect(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}

function placeholder({ kind }: ActOption): string {
  switch (kind) {
    case 'flag':
      return '';
    case 'date':
      return ' <YYYY-MM-DD>';
    case 'integer':
      return ' <n>';
    case 'alias':
    case 'aliases':
      return ' <scheme:value>';
    case 'text':
    case 'choice':
    case 'texts':
      return ' <x>';
    default:
      return never(kind);
  }
}

function descriptionOf(option: ActOption, language: Language): string {
  const it = language === 'it';
  const parts = [(it ? optionsInItalian[option.path.join('.')] : undefined) ?? option.description];
  if (option.choices) parts.push(`(${option.choices.join(' | ')})`);
  if (option.nullable) parts.push(it ? `(${NONE}: nessuno)` : `(${NONE}: null)`);
  if (option.kind === 'texts' || option.kind === 'aliases') parts.push(it ? '(ripetibile)' : '(repeatable)');
  if (option.required) parts.push(it ? '(richiesto)' : '(required)');
  return parts.join(' ');
}

function never(kind: never): never {
  throw new TypeError(`not a kind of option: ${String(kind)}`);
}
