import { parseArgs } from 'node:util';

export interface BenchArguments {
  /** Units of each register to measure. */
  readonly sizes: readonly number[];
  readonly years: number;
  readonly seed: number;
  readonly postgres: boolean;
  /** Names of the questions and figures to ask, or parts of them; empty: all. */
  readonly only: readonly string[];
  /** Times each question is asked. */
  readonly times: number;
  /** Where the figures go as JSON. */
  readonly json: string | undefined;
  /** Folder for registers and servers; a temporary one when not said. */
  readonly folder: string | undefined;
}

export const USAGE = `npm run bench -- [--sizes 4000,40000,170000] [--years 20] [--seed 7] [--only counts,plan] [--times 200]
               [--no-postgres] [--json FILE] [--folder DIR]`;

/** @throws TypeError or RangeError on arguments that are none */
export function benchArguments(argv: readonly string[]): BenchArguments {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      sizes: { type: 'string', default: '4000,40000,170000' },
      years: { type: 'string', default: '20' },
      seed: { type: 'string', default: '7' },
      only: { type: 'string', default: '' },
      times: { type: 'string', default: '200' },
      'no-postgres': { type: 'boolean', default: false },
      json: { type: 'string' },
      folder: { type: 'string' },
    },
  });
  return {
    sizes: values.sizes.split(',').map((size) => integer('sizes', size)),
    years: integer('years', values.years),
    seed: integer('seed', values.seed),
    times: integer('times', values.times),
    postgres: !values['no-postgres'],
    only: values.only.split(',').filter((name) => name !== ''),
    json: values.json,
    folder: values.folder,
  };
}

function integer(name: string, text: string): number {
  if (!/^\d+$/.test(text)) throw new RangeError(`--${name}: "${text}" is not an integer`);
  return Number(text);
}
