import type { StockNumbers } from '../document.js';
import { silenceOfOwner, type Silence } from '../figures.js';
import { COLUMN_OF, ExpectedSum, type ExpectedWithLiteral } from '../letters/expected-sum.js';
import { stockIsKnown } from '../letters/letter-a.js';
import { silenceOnTurnover } from '../letters/letter-e.js';
import { silenceOnConferrals } from '../letters/letter-f.js';
import { reservedForIndigents } from '../letters/letter-h.js';
import { reservedForPolice } from '../letters/letter-i.js';
import { declaredMobility, joinedMobility } from '../letters/letter-k.js';
import type { Owner } from '../owners.js';
import type { RuleSet } from '../rule-sets/index.js';
import type { DeclaredLetter, DeclaredLetters } from './declared.js';
import type { Layout } from './layout.js';
import { LetterColumn } from './letter-column.js';
import { PLACED, SUM, type PlaceSums } from './place-sums.js';
import type { Places } from './places.js';
import type { AssignedNumbers, RegionRow, TurnoverNumbers } from './region-plan.js';
import { Assigned, Indigents, Row, Stock, Turnover } from './row-parts.js';
import { COUNTED_LETTERS, UNIT_LETTERS } from './unit-letters.js';

/** By counted letter: what owners of whom neither units nor declared figures speak say by silence. */
const SILENCES: readonly Silence[] = COUNTED_LETTERS.map((letter) => {
  if (letter === 'e2') return silenceOnTurnover;
  return letter === 'f' ? silenceOnConferrals : silenceOfOwner;
});
const [B, C, D, E1, E2, F, J, K] = [0, 1, 2, 3, 4, 5, 6, 7] as const;
const IN_G = (1 << (F + 1)) - 1;
const IN_E = (1 << E1) | (1 << E2);

/** Makes the rows of one owner in one Ambito after another, from the sums of its places and what it declared. */
export class RegionRows {
  /** Those of the Ambito of the owner in hand. */
  #sums!: Int32Array;
  readonly #expected = new ExpectedSum();
  readonly #parts = UNIT_LETTERS.map((letter) => this.#expected.parts[COLUMN_OF[letter]]);
  /** By letter: what is declared for it joined with units; of the letters declared only. */
  readonly #columns = COUNTED_LETTERS.map(() => new LetterColumn());
  /** By place of the owner in hand, in their order: the letters, as bits, of which units or declared figures speak. */
  readonly #said: number[] = [];
  /** By place: where its sums begin. */
  readonly #starts: number[] = [];
  /** By place: of those letters the ones whose column says the number. */
  readonly #joined: number[] = [];
  /** The letters of which they speak anywhere. */
  #saidAnywhere = 0;
  #hasStock = false;
  #isThere = false;
  #owner!: Owner;
  #ambito = '';
  /** Where its places begin in the order of the rows. */
  #first = 0;
  #declared: DeclaredLetters | undefined;

  constructor(
    private readonly places: Places,
    private readonly sums: PlaceSums,
    private readonly layout: Layout,
    private readonly ruleSet: RuleSet,
  ) {}

  /**
   * Adds the rows of an owner in an Ambito, in the order of the plan.
   * @param isExpected it is in the plan also without units and lets
   */
  add(slot: number, owner: Owner, isExpected: boolean, declared: DeclaredLetters | undefined, rows: RegionRow[]): void {
    const places = this.layout.placesOf[slot]!;
    const own = this.layout.ownPlaceOf[slot]!;
    this.#sums = this.sums.of(this.places.ambitoAt[slot]!);
    this.#owner = owner;
    this.#ambito = this.places.ambitoOf[slot]!;
    this.#first = this.layout.firstOf[slot]!;
    this.#declared = declared;
    this.#listen(places.length);
    if (!isExpected && !this.#isThere) return;
    if (declared) this.#join(places, declared);
    for (let i = 0; i < places.length; i++) {
      const row = this.#row(i, places, i === own);
      if (row) rows.push(row);
    }
  }

  /** Finds out of which letters units speak, and whether there are any units or lets at all. */
  #listen(places: number): void {
    const sums = this.#sums;
    const { indexes } = this.layout;
    const isUnknown = this.#owner.beforeCensus;
    let anywhere = 0;
    let all = 0;
    let stock = 0;
    for (let i = 0; i < places; i++) {
      const at = this.sums.start(indexes[this.#first + i]!);
      this.#starts[i] = at;
      const stockHere = sums[at + SUM.sap]! | sums[at + SUM.sas]! | sums[at + SUM.other]!;
      let said = 0;
      for (let letter = 0; letter < COUNTED_LETTERS.length; letter++) {
        if (sums[at + SUM.b + letter]! > 0) said |= 1 << letter;
      }
      all |= said | stockHere | sums[at + SUM.planned]! | sums[at + SUM.otherLets]!;
      if (isUnknown) said = 0;
      else stock |= stockHere;
      this.#said[i] = said;
      this.#joined[i] = 0;
      anywhere |= said;
    }
    this.#saidAnywhere = anywhere;
    this.#hasStock = stock > 0;
    this.#isThere = all > 0;
  }

  /** Joins with the units what is declared. */
  #join(places: readonly number[], { counted }: DeclaredLetters): void {
    for (let n = 0; n < counted.length; n++) {
      const declared = counted[n]!;
      if (declared.isOwnerWide) this.#joinAll(places, declared);
      else this.#joinPlaces(places, declared);
      this.#saidAnywhere |= 1 << declared.letter;
    }
  }

  #joinPlaces(places: readonly number[], { letter, places: declared }: DeclaredLetter): void {
    const column = this.#columns[letter]!;
    for (let n = 0; n < declared.length; n++) {
      const i = this.layout.indexAt[declared[n]!.place]!;
      column.joinPlace(this.#owner, i, this.#unitsAt(letter, i), declared[n]!);
      this.#setJoined(letter, i);
    }
  }

  #joinAll(places: readonly number[], { letter, byPlace }: DeclaredLetter): void {
    const column = this.#columns[letter]!;
    const units = places.map((_, i) => this.#unitsAt(letter, i));
    column.join(this.#owner, places, this.places.municipalityOf, units, byPlace);
    for (let i = 0; i < places.length; i++) if (column.number[i] !== undefined) this.#setJoined(letter, i);
  }

  #setJoined(letter: number, i: number): void {
    this.#said[i]! |= 1 << letter;
    this.#joined[i]! |= 1 << letter;
  }

  #unitsAt(letter: number, i: number): number {
    const isSaid = (this.#said[i]! & (1 << letter)) !== 0;
    return isSaid ? this.#sums[this.#starts[i]! + SUM.b + letter]! : 0;
  }

  /** Null: not known; undefined: no row. */
  #number(letter: number, i: number, isOwn: boolean): number | null | undefined {
    const bit = 1 << letter;
    if ((this.#said[i]! & bit) === 0) {
      return isOwn && (this.#saidAnywhere & bit) === 0 ? SILENCES[letter]!(this.#owner) : undefined;
    }
    if ((this.#joined[i]! & bit) !== 0) return this.#columns[letter]!.number[i];
    return this.#sums[this.#starts[i]! + SUM.b + letter]!;
  }

  #row(i: number, places: readonly number[], isOwn: boolean): RegionRow | undefined {
    const place = places[i]!;
    const a = this.#hasStock ? this.#stock(i) : isOwn ? stockWithoutUnits(this.#owner) : undefined;
    const b = this.#number(B, i, isOwn);
    const c = this.#number(C, i, isOwn);
    const d = this.#number(D, i, isOwn);
    const e = this.#turnover(i, isOwn);
    const f = this.#number(F, i, isOwn);
    const g = this.#expectedAt(i, isOwn);
    const h = this.#indigents(place, g);
    const ib = this.#police(place, g);
    const j = this.#number(J, i, isOwn);
    const k = this.#assigned(i, places, isOwn);
    const isSaid = isAny(a, b, c, d, e, f) || isAny(g, h, ib, j, k, undefined);
    if (!isSaid) return undefined;
    const { id, name, kind } = this.#owner;
    const municipality = this.layout.municipalities[this.#first + i]!;
    const municipalityName = this.layout.names[this.#first + i]!;
    return new Row(this.#ambito, id, name, kind, municipality, municipalityName, a, b, c, d, e, f, g, h, ib, j, k);
  }

  #stock(i: number): StockNumbers | undefined {
    const at = this.#starts[i]!;
    const sap = this.#sums[at + SUM.sap]!;
    const sas = this.#sums[at + SUM.sas]!;
    const other = this.#sums[at + SUM.other]!;
    const total = sap + sas + other;
    return total === 0 ? undefined : new Stock(sap, sas, other, total);
  }

  /** A row where free units or turnover speak; for an owner of whom neither does, its own. */
  #turnover(i: number, isOwn: boolean): TurnoverNumbers | undefined {
    const isSilent = (this.#saidAnywhere & IN_E) === 0;
    if ((this.#said[i]! & IN_E) === 0 && !(isSilent && isOwn)) return undefined;
    const said = this.#number(E1, i, isOwn);
    const free = said === undefined ? this.#owner.silence : said;
    const turnover = this.#number(E2, i, isOwn) ?? null;
    return new Turnover(free, turnover, free === null ? turnover : free + (turnover ?? 0));
  }

  /** A row where a letter that g adds speaks; for an owner of whom none does, its own. */
  #expectedAt(i: number, isOwn: boolean): ExpectedWithLiteral | undefined {
    const said = this.#said[i]! & IN_G;
    if (said === 0 && !(isOwn && (this.#saidAnywhere & IN_G) === 0)) return undefined;
    const sum = this.#expected;
    const at = this.#starts[i]! + SUM.b;
    sum.clear();
    for (let bits = said; bits !== 0; bits &= bits - 1) {
      const letter = 31 - Math.clz32(bits & -bits);
      const placed = this.#owner.beforeCensus ? 0 : this.#sums[at + PLACED + letter]!;
      if ((this.#joined[i]! & (1 << letter)) !== 0) this.#addJoined(letter, i, placed);
      else sum.addTo(this.#parts[letter]!, UNIT_LETTERS[letter]!, this.#sums[at + letter]!, 0, false, placed);
    }
    return sum.numbers(this.#owner);
  }

  #addJoined(letter: number, i: number, placed: number): void {
    const { number, rest, counted } = this.#columns[letter]!;
    const [part, name] = [this.#parts[letter]!, UNIT_LETTERS[letter]!];
    this.#expected.addTo(part, name, number[i] ?? null, rest[i]!, counted[i]!, placed);
  }

  /** A row wherever something is expected, or may be, and wherever an excess was declared. */
  #indigents(place: number, g: ExpectedWithLiteral | undefined) {
    const owner = this.#owner;
    const figures = this.#declared?.h?.get(place)?.figures;
    if (!figures && (!g || g.total === 0)) return undefined;
    const expected = figures ? (g?.total ?? owner.silence) : g!.total;
    const percent = figures ? figures.at(-1)!.figure.percent : null;
    const reserved = reservedForIndigents(this.ruleSet, owner, expected, percent);
    return reserved && new Indigents(reserved.percentOver20, reserved.units);
  }

  #police(place: number, g: ExpectedWithLiteral | undefined) {
    const figures = this.#declared?.ib?.get(place)?.figures;
    const quotas = figures?.flatMap(({ figure: { percent } }) =>
      percent === null ? [] : [reservedForPolice(this.ruleSet, percent, g?.total ?? this.#owner.silence)],
    );
    return quotas && quotas.length > 0 ? quotas : undefined;
  }

  #assigned(i: number, places: readonly number[], isOwn: boolean): AssignedNumbers | undefined {
    const assigned = this.#number(K, i, isOwn);
    return assigned === undefined ? undefined : new Assigned(assigned, this.#mobility(assigned, i, places));
  }

  /** @param assigned what letter k says there */
  #mobility(assigned: number | null, i: number, places: readonly number[]): number | null {
    const place = places[i]!;
    const byEvents = this.#owner.beforeCensus ? 0 : this.#sums[this.#starts[i]! + SUM.mobility]!;
    const { counted, rest } = this.#columns[K]!;
    const isCounted = (this.#joined[i]! & (1 << K)) !== 0 && counted[i]!;
    const figure = { number: assigned, counted: isCounted, rest: isCounted ? rest[i]! : 0 };
    if (!isCounted) return joinedMobility(figure, byEvents, null, 0);
    const declared = declaredMobility(this.#declared?.k?.get(place)?.figures ?? []);
    const isOwnerWide = this.places.municipalityOf[place] === null;
    return joinedMobility(figure, byEvents, declared, isOwnerWide ? this.#mobilityElsewhere(i, places) : 0);
  }

  #mobilityElsewhere(own: number, places: readonly number[]): number {
    return places.reduce((sum, _, i) => {
      const assigned = i === own ? undefined : this.#number(K, i, false);
      return assigned === undefined ? sum : sum + (this.#mobility(assigned, i, places) ?? 0);
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
  return new Stock(number, number, number, number);
}
