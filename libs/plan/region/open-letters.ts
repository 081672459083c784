import type { Convention, LotAtD } from '../facts.js';
import { holdsInYear } from '../letters/letter-f.js';
import type { GroupCodes, OpenQuestion } from './group-codes.js';
import type { RegionReference } from './region-facts.js';
import { BIT, letterOfLot } from './unit-letters.js';

/** What a year, lots and conventions make of units: the letters on top of their own, by question, each worked out once. */
export class OpenLetters {
  readonly #lots = new Map<string, LotAtD>();
  readonly #conventions = new Map<string, Convention>();
  readonly #answers: number[] = [];

  constructor(
    private readonly reference: Pick<RegionReference, 'lots' | 'conferrals'>,
    private readonly year: number,
  ) {
    for (const lot of reference.lots) this.#lots.set(keyOf(lot.ambito, lot.programme, lot.lot), lot);
    for (const convention of reference.conferrals) {
      this.#conventions.set(keyOf(convention.ambito, convention.id), convention);
    }
  }

  isOf({ lots, conferrals }: RegionReference, year: number): boolean {
    return lots === this.reference.lots && conferrals === this.reference.conferrals && year === this.year;
  }

  /** By question asked so far. */
  of({ questions }: GroupCodes): readonly number[] {
    for (let i = this.#answers.length; i < questions.all.length; i++) {
      this.#answers.push(this.#answer(questions.all[i]!));
    }
    return this.#answers;
  }

  #answer({ ambito, turnoverIn, lot, conferral }: OpenQuestion): number {
    const turnover = turnoverIn === this.year ? BIT.e2 : 0;
    if (ambito === null) return turnover;
    const convention = conferral === null ? undefined : this.#conventions.get(keyOf(ambito, conferral));
    const conferred = convention && holdsInYear(convention, this.year) ? BIT.f : 0;
    if (lot === null) return turnover | conferred;
    const known = this.#lots.get(keyOf(ambito, lot.programme, lot.lot));
    return turnover | conferred | letterOfLot(known, lot.worksExpectedIn, this.year);
  }
}

function keyOf(...parts: readonly string[]): string {
  return parts.join('\n');
}
