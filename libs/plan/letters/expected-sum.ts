import type { ExpectedNumbers } from '../document.js';
import type { Owner } from '../owners.js';
import type { ExpectedSource, RuleSet } from '../rule-sets/index.js';

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

/** The numbers of one place. */
export class ExpectedWithLiteral implements ExpectedNumbers {
  constructor(
    readonly free: number | null,
    readonly renovation: number | null,
    readonly asIs: number | null,
    readonly conferred: number | null,
    readonly total: number | null,
    /** The sum of letters b to f, in which a unit may stand twice. */
    readonly literal: number | null,
  ) {}
}

/** In which order letters place their units in g: a unit of several letters stands in the first. Turnover is last. */
export function expectedOrder({ precedence }: RuleSet): readonly ExpectedLetter[] {
  return [...precedence, 'e2'];
}

export interface PartSum {
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
   * Adds what a letter says that is not silent here: see `Figure`.
   * @param placed of its units those that no letter before it in the order had
   */
  add(letter: ExpectedLetter, number: number | null, rest: number, counted: boolean, placed: number): void {
    this.addTo(this.parts[COLUMN_OF[letter]], letter, number, rest, counted, placed);
  }

  /** As {@link add}, the column of the letter being at hand. */
  addTo(
    part: PartSum,
    letter: ExpectedLetter,
    number: number | null,
    rest: number,
    counted: boolean,
    placed: number,
  ): void {
    // Turnover that nobody states leaves the free units known.
    if (number === null) part.unknown ||= letter !== 'e2';
    else {
      part.known = true;
      this.#literal = (this.#literal ?? 0) + number;
    }
    part.placed += placed;
    part.rest += rest;
    this.counted ||= counted;
  }

  /**
   * The numbers of the place. What no letter speaks of is what the owner's silence says; nothing conferred is null, not
   * 0; the literal sum of letters b to f is that in which a unit may stand twice.
   */
  numbers(owner: Pick<Owner, 'silence'>): ExpectedWithLiteral {
    const free = numberOf(this.parts.free, owner.silence);
    const renovation = numberOf(this.parts.renovation, owner.silence);
    const asIs = numberOf(this.parts.asIs, owner.silence);
    const conferred = numberOf(this.parts.conferred, null);
    const total = plus(plus(plus(free, renovation), asIs), conferred);
    return new ExpectedWithLiteral(free, renovation, asIs, conferred, total, this.#literal ?? owner.silence);
  }

  /** Makes it ready for another place. */
  clear(): void {
    this.counted = false;
    this.#literal = null;
    const { free, renovation, asIs, conferred } = this.parts;
    empty(free);
    empty(renovation);
    empty(asIs);
    empty(conferred);
  }
}

/** The sum of what is known of two; null when neither is. */
function plus(a: number | null, b: number | null): number | null {
  return a === null ? b : a + (b ?? 0);
}

function numberOf({ placed, rest, known, unknown }: PartSum, silence: 0 | null): number | null {
  if (known) return placed + rest;
  return unknown ? null : silence;
}

function empty(part: PartSum): void {
  part.placed = 0;
  part.rest = 0;
  part.known = false;
  part.unknown = false;
}

function emptyPart(): PartSum {
  return { placed: 0, rest: 0, known: false, unknown: false };
}
