import type { Owner } from '../owners.js';
import type { ExpectedSource, RuleSet } from '../rule-sets/index.js';
import { addKnown } from '../totals.js';

export const EXPECTED_COLUMNS = ['free', 'renovation', 'asIs', 'conferred'] as const;
export type ExpectedColumn = (typeof EXPECTED_COLUMNS)[number];

/** The letters that letter g adds: those whose units have a precedence, and turnover. */
export type ExpectedLetter = ExpectedSource | 'e2';

export const COLUMN_OF: Readonly<Record<ExpectedLetter, ExpectedColumn>> = {
  f: 'conferred',
  e1: 'free',
  e2: 'free',
  b: 'asIs',
  c: 'renovation',
  d: 'renovation',
};

/** In which order letters place their units in g: a unit of several letters stands in the first. Turnover is last. */
export function expectedOrder({ precedence }: RuleSet): readonly ExpectedLetter[] {
  return [...precedence, 'e2'];
}

interface PartSum {
  /** Units placed here: each unit of the plan once. */
  placed: number;
  /** What counts say beyond the units of their letter. */
  rest: number;
  known: boolean;
  unknown: boolean;
}

/** Letter g of one place, while the letters' figures for it are added up. */
export class ExpectedSum {
  readonly parts: Readonly<Record<ExpectedColumn, PartSum>> = {
    free: emptyPart(),
    renovation: emptyPart(),
    asIs: emptyPart(),
    conferred: emptyPart(),
  };
  /** A letter with a count was added. */
  counted = false;
  #literal: number | null = null;

  /**
   * Adds what a letter says that is not silent here.
   * @param placed of its units those that no letter before it in the order had
   */
  add(
    letter: ExpectedLetter,
    figure: { readonly number: number | null; readonly rest: number; readonly counted: boolean },
    placed: number,
  ): void {
    const part = this.parts[COLUMN_OF[letter]];
    // Turnover that nobody states leaves the free units known.
    if (figure.number === null) part.unknown ||= letter !== 'e2';
    else {
      part.known = true;
      this.#literal = (this.#literal ?? 0) + figure.number;
    }
    part.placed += placed;
    part.rest += figure.rest;
    this.counted ||= figure.counted;
  }

  /** A column's number: what no letter speaks of is what the owner's silence says; nothing conferred is null, not 0. */
  number(column: ExpectedColumn, { silence }: Pick<Owner, 'silence'>): number | null {
    const { placed, rest, known, unknown } = this.parts[column];
    if (known) return placed + rest;
    return unknown || column === 'conferred' ? null : silence;
  }

  total(owner: Pick<Owner, 'silence'>): number | null {
    return addKnown(EXPECTED_COLUMNS.map((column) => this.number(column, owner)));
  }

  /** The sum of letters b to f, in which a unit may stand twice. */
  literal({ silence }: Pick<Owner, 'silence'>): number | null {
    return this.#literal ?? silence;
  }
}

function emptyPart(): PartSum {
  return { placed: 0, rest: 0, known: false, unknown: false };
}
