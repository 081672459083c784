import type { CommanderError } from 'commander';
import { both, type Language, type Wording } from '#wording';

type Say = (...parts: string[]) => Wording;

/** Commander's complaints by its code: how to find the words in its sentence, and how we say it. */
const complaints: Readonly<Record<string, readonly [pattern: RegExp, say: Say]>> = {
  'commander.unknownOption': [
    /unknown option '(.+?)'(?:\n\(Did you mean (.+?)\?\))?$/s,
    (name, near) =>
      both(`Opzione sconosciuta: ${name}.${hint(near, 'it')}`, `Unknown option: ${name}.${hint(near, 'en')}`),
  ],
  'commander.unknownCommand': [
    /unknown command '(.+?)'(?:\n\(Did you mean (.+?)\?\))?$/s,
    (name, near) =>
      both(`Comando sconosciuto: ${name}.${hint(near, 'it')}`, `Unknown command: ${name}.${hint(near, 'en')}`),
  ],
  'commander.missingArgument': [
    /argument '(.+?)'/,
    (name) => both(`Manca l’argomento ${name}.`, `The argument ${name} is missing.`),
  ],
  'commander.optionMissingArgument': [
    /option '(.+?)'/,
    (name) => both(`A ${name} manca il valore.`, `${name} has no value.`),
  ],
  'commander.missingMandatoryOptionValue': [/option '(.+?)'/, (name) => both(`Manca ${name}.`, `${name} is missing.`)],
  'commander.excessArguments': [/./, () => both('Troppi argomenti.', 'Too many arguments.')],
  'commander.invalidArgument': [
    /(?:option|argument) '(.+?)'(?: argument '(.*?)')? is invalid\.(?: Allowed choices are (.+?)\.)?/s,
    (name, value, choices) =>
      both(
        `${name}: «${value}» non è ammesso.${choices ? ` Valori: ${choices}.` : ''}`,
        `${name}: "${value}" is not allowed.${choices ? ` Values: ${choices}.` : ''}`,
      ),
  ],
  'commander.conflictingOption': [
    /option '(.+?)' cannot be used with option '(.+?)'/,
    (one, other) => both(`${one} non va insieme a ${other}.`, `${one} cannot be used with ${other}.`),
  ],
};

/** A wrong call in the caller's language; undefined when commander has only shown help. */
export function tellUsageError({ code, message }: CommanderError, language: Language): string | undefined {
  if (code.startsWith('commander.help') || code === 'commander.version') return undefined;
  const complaint = Object.hasOwn(complaints, code) ? complaints[code] : undefined;
  const match = complaint?.[0].exec(message);
  if (!complaint || !match) return message.replace(/^error: /, '');
  return complaint[1](...match.slice(1))[language];
}

function hint(near: string | undefined, language: Language): string {
  if (near === undefined) return '';
  const names = near.replace(/^one of /, '');
  return language === 'it'
    ? ` Forse ${names.replaceAll(', ', ' o ')}?`
    : ` Did you mean ${names.replaceAll(', ', ' or ')}?`;
}
