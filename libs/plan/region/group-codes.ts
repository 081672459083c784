import type { ServiceClass } from '#units/domain';
import type { CountedMovements, CountedUnits, UnitGroup } from './region-facts.js';
import type { Places } from './places.js';
import { openQuestions, ownLetters } from './unit-letters.js';

/** Integers a base: its place plus one (0: not looked at yet), its letters, its column of stock. */
export const BASE = { place: 0, letters: 1, stock: 2 } as const;
const BASE_WIDTH = 3;

/** A base of units that are out of stock: of no letter, and of no owner's stock. */
export const OUT = -1;
/** The column of stock of planned units. */
export const NOT_IN_STOCK = -1;

/**
 * Integers a special group: its place plus one (0: not looked at yet), its letters, the year of its turnover, its
 * lot and its convention plus one (0: none).
 */
export const SPECIAL = { place: 0, letters: 1, turnoverIn: 2, lot: 3, conferral: 4 } as const;
const SPECIAL_WIDTH = 5;
/** The year of turnover of units of which no release is expected. */
const NEVER = -1;

/** A special group that nothing can give a letter that its base has not. */
export const INERT = -1;

/** Integers a group of movements: its place plus one (0: not looked at yet), its kind of let. */
export const MOVEMENT = { place: 0, kind: 1 } as const;
const MOVEMENT_WIDTH = 2;

/** A group of releases. */
export const NO_LET = -1;

/** A lot as units are expected from it. */
export interface LotQuestion {
  readonly ambito: string;
  readonly programme: string;
  readonly lot: string;
  readonly worksExpectedIn: number | null;
}
export interface ConferralQuestion {
  readonly ambito: string;
  readonly conferral: string;
}
export interface LetKind {
  readonly serviceClass: ServiceClass;
  readonly channel: string;
}

const STOCK_COLUMNS: readonly ServiceClass[] = ['SAP', 'SAS', 'OTHER'];

/**
 * Groups in integers, so that counting looks at nothing else: each is put in words and judged once, when it is first
 * met. What a year, a lot or a convention decides stays open, as a question by its number.
 */
export class GroupCodes {
  bases: Int32Array = new Int32Array(BASE_WIDTH * 64);
  specials: Int32Array = new Int32Array(SPECIAL_WIDTH * 64);
  movements: Int32Array = new Int32Array(MOVEMENT_WIDTH * 64);
  readonly lots = new Questions<LotQuestion>();
  readonly conferrals = new Questions<ConferralQuestion>();
  readonly kinds = new Questions<LetKind>();

  constructor(private readonly places: Places) {}

  /** Where a base's integers begin. */
  base(base: number, units: CountedUnits): number {
    const at = base * BASE_WIDTH;
    if (at >= this.bases.length) this.bases = grown(this.bases, at + BASE_WIDTH);
    if (this.bases[at + BASE.place] === 0) this.#codeBase(at, units.baseKey(base));
    return at;
  }

  /** Where a special group's integers begin. */
  special(group: number, units: CountedUnits): number {
    const at = group * SPECIAL_WIDTH;
    if (at >= this.specials.length) this.specials = grown(this.specials, at + SPECIAL_WIDTH);
    if (this.specials[at + SPECIAL.place] === 0) this.#codeSpecial(at, units.groupKey(group));
    return at;
  }

  /** Where the integers of a group of movements begin. */
  movement(group: number, movements: CountedMovements): number {
    const at = group * MOVEMENT_WIDTH;
    if (at >= this.movements.length) this.movements = grown(this.movements, at + MOVEMENT_WIDTH);
    if (this.movements[at + MOVEMENT.place] === 0) this.#codeMovement(at, movements.key(group));
    return at;
  }

  #codeBase(at: number, key: UnitGroup): void {
    const codes = this.bases;
    codes[at + BASE.place] = key.stock === 'OUT' ? OUT : this.places.place(key) + 1;
    codes[at + BASE.letters] = ownLetters(key);
    codes[at + BASE.stock] = key.stock === 'IN_STOCK' ? STOCK_COLUMNS.indexOf(key.serviceClass) : NOT_IN_STOCK;
  }

  #codeSpecial(at: number, key: UnitGroup): void {
    const codes = this.specials;
    const { ambito } = key;
    const { turnoverIn, lot, conferral } = openQuestions(key);
    const isOpen = turnoverIn !== null || lot !== null || conferral !== null;
    codes[at + SPECIAL.place] = isOpen ? this.places.place(key) + 1 : INERT;
    if (!isOpen) return;
    codes[at + SPECIAL.letters] = ownLetters(key);
    codes[at + SPECIAL.turnoverIn] = turnoverIn ?? NEVER;
    codes[at + SPECIAL.lot] = lot ? this.lots.number({ ambito, ...lot }) + 1 : 0;
    codes[at + SPECIAL.conferral] = conferral === null ? 0 : this.conferrals.number({ ambito, conferral }) + 1;
  }

  #codeMovement(at: number, key: ReturnType<CountedMovements['key']>): void {
    const { movement, serviceClass, by } = key;
    const isLet = movement === 'let' && by !== null;
    this.movements[at + MOVEMENT.place] = isLet ? this.places.place(key) + 1 : NO_LET;
    if (isLet) this.movements[at + MOVEMENT.kind] = this.kinds.number({ serviceClass, channel: by });
  }
}

/** Questions that many groups share, numbered in order of appearance. */
export class Questions<Q extends object> {
  readonly all: Q[] = [];
  readonly #numbers = new Map<string, number>();

  number(question: Q): number {
    const text = JSON.stringify(question);
    let number = this.#numbers.get(text);
    if (number === undefined) this.#numbers.set(text, (number = this.all.push(question) - 1));
    return number;
  }
}

function grown(from: Int32Array, length: number): Int32Array {
  const to = new Int32Array(Math.max(length, from.length * 2));
  to.set(from);
  return to;
}
