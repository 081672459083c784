import { InvalidArgumentError, type Command } from 'commander';
import type { Cli } from '../cli.js';
import { positive } from './coordinate-options.js';

export interface GenerateOptions {
  readonly units: number;
  readonly years: number;
  readonly seed: number;
  readonly out: string;
}

export function addGenerate(program: Command, cli: Cli): void {
  program
    .command('generate')
    .description(
      cli.say(
        'scrive una storia inventata ma verosimile, da importare con import-history: per prove e misure',
        'write a history made up but lifelike, for import-history: for trials and measurements',
      ),
    )
    .requiredOption(
      '--units <n>',
      cli.say('quanti alloggi, fino a 1.000.000', 'how many units, up to 1,000,000'),
      positive,
    )
    .requiredOption(
      '--years <n>',
      cli.say('anni di fatti, fino alla fine del 2024', 'years of facts, to the end of 2024'),
      positive,
    )
    .requiredOption(
      '--seed <n>',
      cli.say('seme: gli stessi argomenti danno gli stessi byte', 'seed: the same arguments give the same bytes'),
      seed,
    )
    .requiredOption('--out <file>', cli.say('dove; il file non deve esserci', 'where to; the file must not be there'))
    .action(
      cli.run<GenerateOptions>(async ({ shell, globals, options }) =>
        (await import('../actions/generate.js')).generate(shell, globals, options),
      ),
    );
}

/** A whole number given as an option, 0 as well. */
function seed(text: string): number {
  if (/^\d{1,10}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('0, 1, 2, …');
}
