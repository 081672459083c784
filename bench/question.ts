import type { Setting } from './setting.js';

/** A row of an answer: plain values, compared as text. */
export type Row = readonly (string | number | null)[];

/**
 * A question that the register and a database are both asked. Its answers are compared before it is timed: what is
 * fast must mean the same.
 */
export interface Question {
  readonly name: string;
  /** How many times faster than the best database design it must be. */
  readonly least: number;
  /** The question with each of its parameters. */
  readonly asked: (setting: Setting) => readonly Asked[];
  /** The same as SQL over the tables of postgres/designs.ts; columns are integers, see `decode`. */
  readonly sql: string;
  readonly decode: (row: readonly string[], codes: Codes) => Row;
}

export interface Asked {
  /** What is timed: the register's answer as its callers get it. */
  readonly answer: () => unknown;
  /** The same as rows, for comparing. */
  readonly rows: () => readonly Row[];
  /** Values of the SQL's parameters. */
  readonly values: (codes: Codes) => readonly (string | number)[];
}

/** Names by the integers that stand for them in the database. */
export interface Codes {
  readonly names: readonly string[];
  readonly codes: ReadonlyMap<string, number>;
  readonly units: ReadonlyMap<string, number>;
}

/** An answer as one text, whatever the order of its rows. */
export function canonical(rows: readonly Row[]): string {
  return rows
    .map((row) => row.join('|'))
    .sort()
    .join('\n');
}
