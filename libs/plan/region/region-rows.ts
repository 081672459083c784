import type { FigureLetter } from '#declarations/domain';
import type { StockNumbers } from '../document.js';
import { silenceOfOwner, type Silence } from '../figures.js';
import { ExpectedSum } from '../letters/expected-sum.js';
import { stockIsKnown } from '../letters/letter-a.js';
import { silenceOnTurnover } from '../letters/letter-e.js';
import { silenceOnConferrals } from '../letters/letter-f.js';
import { reservedForIndigents } from '../letters/letter-h.js';
import { reservedForPolice } from '../letters/letter-i.js';
import { declaredMobility, joinedMobility } from '../letters/letter-k.js';
import type { Owner } from '../owners.js';
import type { RuleSet } from '../rule-sets/index.js';
import { addKnown } from '../totals.js';
import type { DeclaredLetters } from './declared.js';
import type { Layout } from './layout.js';
import { LetterColumn } from './letter-column.js';
import { PLACED, SUM, type PlaceSums } from './place-sums.js';
import type { Places } from './places.js';
import type { AssignedNumbers, ExpectedWithLiteral, RegionRow, TurnoverNumbers } from './region-plan.js';
import { UNIT_LETTERS } from './unit-letters.js';

const SILENCES: Readonly<Record<ColumnLetter, Silence>> = {
  b: silenceOfOwner,
  c: silenceOfOwner,
  d: silenceOfOwner,
  e1: silenceOfOwner,
  e2: silenceOnTurnover,
  f: silenceOnConferrals,
  j: silenceOfOwner,
  k: silenceOfOwner,
};
type ColumnLetter = Extract<FigureLetter, keyof typeof SUM>;
type Columns = Readonly<Record<ColumnLetter, LetterColumn>>;

/** Makes the rows of one owner in one Ambito after another, from the sums of its places and what it declared. */
export class RegionRows {
  readonly #columns: Columns;
  readonly #all: readonly (readonly [letter: ColumnLetter, column: LetterColumn])[];
  readonly #inG: readonly (readonly [letter: (typeof UNIT_LETTERS)[number], column: LetterColumn])[];
  readonly #expected = new ExpectedSum();

  constructor(
    private readonly places: Places,
    private readonly sums: PlaceSums,
    private readonly layout: Layout,
    private readonly ruleSet: RuleSet,
  ) {
    this.#all = (Object.keys(SILENCES) as ColumnLetter[]).map((letter) => [letter, new LetterColumn(places)]);
    this.#columns = Object.fromEntries(this.#all) as Columns;
    this.#inG = UNIT_LETTERS.map((letter) => [letter, this.#columns[letter]]);
  }

  /** Visits the rows of an owner in an Ambito, in the order of the plan. */
  each(slot: number, owner: Owner, declared: DeclaredLetters | undefined, visit: (row: RegionRow) => void): void {
    const places = this.layout.placesOf[slot]!;
    const own = this.layout.ownPlaceOf[slot]!;
    for (const [letter, column] of this.#all) {
      column.fill(owner, places, this.sums, SUM[letter], declared?.get(letter), SILENCES[letter], own);
    }
    const hasStock = !owner.beforeCensus && places.some((place) => this.#stockAt(place) > 0);
    const isExpected = this.#inG.some(([, column]) => column.isHeard);
    for (let i = 0; i < places.length; i++) {
      const a = hasStock ? this.#stock(places[i]!) : i === own ? stockWithoutUnits(owner) : undefined;
      const g = isExpected || i === own ? this.#expectedAt(i, places[i]!, owner, isExpected) : undefined;
      const row = this.#row(i, places[i]!, owner, declared, a, g);
      if (row) visit(row);
    }
  }

  #row(
    i: number,
    place: number,
    owner: Owner,
    declared: DeclaredLetters | undefined,
    a: StockNumbers | undefined,
    g: ExpectedWithLiteral | undefined,
  ): RegionRow | undefined {
    const b = this.#columns.b.number[i];
    const c = this.#columns.c.number[i];
    const d = this.#columns.d.number[i];
    const e = this.#turnover(i, owner);
    const f = this.#columns.f.number[i];
    const h = this.#indigents(place, owner, declared, g);
    const ib = this.#police(place, owner, declared, g);
    const j = this.#columns.j.number[i];
    const k = this.#assigned(i, place, declared);
    const isSaid = isAny(a, b, c, d, e, f) || isAny(g, h, ib, j, k, undefined);
    if (!isSaid) return undefined;
    return {
      ambito: this.places.ambitoOf[this.places.slotOf[place]!]!,
      owner: owner.id,
      ownerName: owner.name,
      ownerKind: owner.kind,
      municipality: this.places.municipalityOf[place]!,
      municipalityName: this.layout.nameAt[place]!,
      a,
      b,
      c,
      d,
      e,
      f,
      g,
      h,
      ib,
      j,
      k,
    };
  }

  #stockAt(place: number): number {
    return this.sums.at(place, SUM.sap) + this.sums.at(place, SUM.sas) + this.sums.at(place, SUM.other);
  }

  #stock(place: number): StockNumbers | undefined {
    const total = this.#stockAt(place);
    if (total === 0) return undefined;
    return {
      sap: this.sums.at(place, SUM.sap),
      sas: this.sums.at(place, SUM.sas),
      other: this.sums.at(place, SUM.other),
      total,
    };
  }

  /** A row where free units or turnover speak; for an owner of whom neither does, its own. */
  #turnover(i: number, owner: Owner): TurnoverNumbers | undefined {
    const { e1, e2 } = this.#columns;
    const speaks = e1.speaks[i] || e2.speaks[i];
    const isOwnRow = !e1.isHeard && !e2.isHeard && e1.number[i] !== undefined;
    if (!speaks && !isOwnRow) return undefined;
    const free = e1.number[i] === undefined ? owner.silence : e1.number[i];
    const turnover = e2.number[i] ?? null;
    return { free, turnover, total: addKnown([free, turnover]) };
  }

  /** A row where a letter that g adds speaks; for an owner of whom none does, its own. */
  #expectedAt(i: number, place: number, owner: Owner, isExpected: boolean): ExpectedWithLiteral | undefined {
    const sum = this.#expected;
    let speaks = !isExpected;
    sum.clear();
    for (const [letter, column] of this.#inG) {
      if (!column.speaks[i]) continue;
      speaks = true;
      const placed = column.isUnknown ? 0 : this.sums.at(place, SUM[letter] + PLACED);
      sum.add(letter, column.number[i] ?? null, column.rest[i]!, column.counted[i]!, placed);
    }
    return speaks ? sum.numbers(owner) : undefined;
  }

  /** A row wherever something is expected, or may be, and wherever an excess was declared. */
  #indigents(place: number, owner: Owner, declared: DeclaredLetters | undefined, g: ExpectedWithLiteral | undefined) {
    const figures = declared?.get('h')?.get(place)?.figures;
    if (figures) {
      return reservedForIndigents(this.ruleSet, owner, g?.total ?? owner.silence, figures.at(-1)!.figure.percent);
    }
    return g && g.total !== 0 ? reservedForIndigents(this.ruleSet, owner, g.total, null) : undefined;
  }

  #police(place: number, owner: Owner, declared: DeclaredLetters | undefined, g: ExpectedWithLiteral | undefined) {
    const figures = declared?.get('ib')?.get(place)?.figures;
    const quotas = figures?.flatMap(({ figure: { percent } }) =>
      percent === null ? [] : [reservedForPolice(this.ruleSet, percent, g?.total ?? owner.silence)],
    );
    return quotas && quotas.length > 0 ? quotas : undefined;
  }

  #assigned(i: number, place: number, declared: DeclaredLetters | undefined): AssignedNumbers | undefined {
    const assigned = this.#columns.k.number[i];
    if (assigned === undefined) return undefined;
    return { assigned, ofWhichMobility: this.#mobility(i, place, declared) };
  }

  #mobility(i: number, place: number, declared: DeclaredLetters | undefined): number | null {
    const { number, counted, rest, isUnknown } = this.#columns.k;
    const figure = { number: number[i] ?? null, counted: counted[i]!, rest: rest[i]! };
    const byEvents = isUnknown ? 0 : this.sums.at(place, SUM.mobility);
    if (!figure.counted) return joinedMobility(figure, byEvents, null, 0);
    const figures = declared?.get('k')?.get(place)?.figures ?? [];
    const isOwnerWide = this.places.municipalityOf[place] === null;
    const elsewhere = isOwnerWide ? this.#mobilityElsewhere(place, declared) : 0;
    return joinedMobility(figure, byEvents, declaredMobility(figures), elsewhere);
  }

  #mobilityElsewhere(place: number, declared: DeclaredLetters | undefined): number {
    const places = this.layout.placesOf[this.places.slotOf[place]!]!;
    return places.reduce((sum, other, i) => {
      if (other === place || this.#columns.k.number[i] === undefined) return sum;
      return sum + (this.#mobility(i, other, declared) ?? 0);
    }, 0);
  }
}

/** Whether one of six is said at all. */
function isAny(one: unknown, two: unknown, three: unknown, four: unknown, five: unknown, six: unknown): boolean {
  return (
    one !== undefined ||
    two !== undefined ||
    three !== undefined ||
    four !== undefined ||
    five !== undefined ||
    six !== undefined
  );
}

function stockWithoutUnits(owner: Owner): StockNumbers {
  const number = stockIsKnown(owner) ? 0 : null;
  return { sap: number, sas: number, other: number, total: number };
}
