import { InvalidArgumentError, type Command } from 'commander';
import { isCivilDate } from '#temporal';
import type { Cli } from '../cli.js';

/** A civil date given as an option. */
export function civilDate(text: string): string {
  if (isCivilDate(text)) return text;
  throw new InvalidArgumentError('YYYY-MM-DD');
}

/** A year given as an option. */
export function year(text: string): number {
  if (/^(19|2\d)\d\d$/.test(text)) return Number(text);
  throw new InvalidArgumentError('YYYY');
}

/** A whole number above 0 given as an option. */
export function positive(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('1, 2, 3, …');
}

/** `--valid-at` and `--known-at`: where a reading stands in the two clocks. */
export function addCoordinates(command: Command, cli: Cli): Command {
  return addKnownAt(
    command.option(
      '--valid-at <date>',
      cli.say('data a cui il fatto deve essere vero', 'date on which facts are true'),
      civilDate,
    ),
    cli,
  );
}

export function addKnownAt(command: Command, cli: Cli): Command {
  return command.option(
    '--known-at <t>',
    cli.say(
      'che cosa si sapeva: un istante con il fuso (2025-01-15T10:00:00+01:00) o una posizione',
      'what was known: an instant with its offset (2025-01-15T10:00:00+01:00) or a position',
    ),
  );
}

export interface CoordinateOptions {
  readonly validAt?: string;
  readonly knownAt?: string;
}

/** Pages of a list. */
export function addPaging(command: Command, cli: Cli): Command {
  return command
    .option(
      '--limit <n>',
      cli.say('quanti al massimo, fino a 1000 (50)', 'how many at most, up to 1000 (50)'),
      positive,
    )
    .option(
      '--cursor <c>',
      cli.say('la pagina dopo: il cursore che la precedente ha dato', 'the next page: the cursor the one before gave'),
    );
}

export interface PagingOptions {
  readonly limit?: number;
  readonly cursor?: string;
}
