import type { FigureLetter } from '#declarations/domain';
import type { LotAtD } from '../facts.js';
import { isAsIs } from '../letters/letter-b.js';
import { canBeTurnover, isFree } from '../letters/letter-e.js';
import { canBeConferred } from '../letters/letter-f.js';
import { isDesignatedSat } from '../letters/letter-j.js';
import { standingOfLot, whyNotOfLot } from '../letters/lot-units.js';
import type { ExpectedLetter } from '../letters/expected-sum.js';
import type { Standing } from '../letters/standing.js';

/** The letters that a unit can stand in, in the order of their bits. */
export const UNIT_LETTERS = ['b', 'c', 'd', 'e1', 'e2', 'f'] as const satisfies readonly ExpectedLetter[];

/** The letters that units or lets and declared counts give, those of g first. */
export const COUNTED_LETTERS = [...UNIT_LETTERS, 'j', 'k'] as const satisfies readonly FigureLetter[];

/** Letters as bits: those of units, and designation for transitory services, which counts for j where a unit is in g. */
export const BIT = { b: 1, c: 2, d: 4, e1: 8, e2: 16, f: 32, j: 64 } as const satisfies Readonly<
  Partial<Record<FigureLetter, number>>
>;
export const IN_G = BIT.b | BIT.c | BIT.d | BIT.e1 | BIT.e2 | BIT.f;

/** The letters that hang on the unit alone. */
export function ownLetters(unit: Standing): number {
  return (isAsIs(unit) ? BIT.b : 0) | (isFree(unit) ? BIT.e1 : 0) | (isDesignatedSat(unit) ? BIT.j : 0);
}

/** What a year, a lot or a convention decides of units: the letters that may come on top of their own. */
export interface OpenQuestions {
  /** The year in which their release is turnover; null: in none. */
  readonly turnoverIn: number | null;
  /** The lot they are expected from; null: from none. */
  readonly lot: { readonly programme: string; readonly lot: string; readonly worksExpectedIn: number | null } | null;
  readonly conferral: string | null;
}

export function openQuestions(unit: Standing): OpenQuestions {
  const { lot, worksExpectedIn } = unit;
  return {
    turnoverIn: canBeTurnover(unit) ? unit.releaseExpectedIn : null,
    lot: lot && whyNotOfLot(unit) === undefined ? { programme: lot.programme, lot: lot.lot, worksExpectedIn } : null,
    conferral: canBeConferred(unit) ? unit.conferral : null,
  };
}

/** The letter of units that can be expected from a lot; 0 where they are not. */
export function letterOfLot(lot: LotAtD | undefined, worksExpectedIn: number | null, year: number): number {
  if (!lot || standingOfLot(lot, worksExpectedIn, year) !== 'expected') return 0;
  return lot.kind === 'renovation' ? BIT.c : BIT.d;
}

/** By a unit's letters, the letter that places it in g; none: it is not in g. */
export function placingLetters(order: readonly ExpectedLetter[]): readonly (ExpectedLetter | undefined)[] {
  return Array.from({ length: IN_G + 1 }, (_, letters) => order.find((letter) => (letters & BIT[letter]) !== 0));
}
