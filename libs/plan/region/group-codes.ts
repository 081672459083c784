import type { ServiceClass } from '#units/domain';
import type { CountedLets, CountedUnits, LetGroup, UnitGroup } from './region-facts.js';
import type { Places } from './places.js';
import { openQuestions, ownLetters, type OpenQuestions } from './unit-letters.js';

const LETTER_BITS = 7;
const LETTERS = (1 << LETTER_BITS) - 1;

/** A special group that nothing can give a letter that its base has not. */
export const INERT = -1;

/** Integers a group of lets: its place plus one (0: not looked at yet), its kind. */
export const LET = { place: 0, kind: 1 } as const;
const LET_WIDTH = 2;

/** What a year, a lot and a convention of an Ambito decide of units. */
export interface OpenQuestion extends OpenQuestions {
  /** Null where neither a lot nor a convention of it is asked about. */
  readonly ambito: string | null;
}
export interface LetKind {
  readonly serviceClass: ServiceClass;
  readonly channel: string | null;
}

/**
 * Groups in integers, so that counting looks at nothing else: each is put in words and judged once, when it is first
 * met. What a year, a lot or a convention decides stays open, as a question by its number.
 */
export class GroupCodes {
  /** By special group: its question plus one (0: not looked at yet); alone, for most groups are asked no more. */
  specials: Int32Array = new Int32Array(64);
  /** By special group that has a question: its place with its letters. */
  placed: Int32Array = new Int32Array(64);
  lets: Int32Array = new Int32Array(LET_WIDTH * 64);
  readonly questions = new Numbered<OpenQuestion>();
  readonly kinds = new Numbered<LetKind>();

  constructor(private readonly places: Places) {}

  /** A special group's question plus one, or {@link INERT}. */
  special(group: number, units: CountedUnits): number {
    if (group >= this.specials.length) {
      this.specials = grown(this.specials, group + 1);
      this.placed = grown(this.placed, group + 1);
    }
    return (this.specials[group] ||= this.#codeSpecial(group, units.groupKey(group)));
  }

  /** Where the integers of a group of lets begin. */
  let(group: number, lets: CountedLets): number {
    const at = group * LET_WIDTH;
    if (at >= this.lets.length) this.lets = grown(this.lets, at + LET_WIDTH);
    if (this.lets[at + LET.place] === 0) this.#codeLet(at, lets.key(group));
    return at;
  }

  /** The number of what is open of units in an Ambito; undefined where nothing is. */
  question(ambito: string, { turnoverIn, lot, conferral }: OpenQuestions): number | undefined {
    if (turnoverIn === null && lot === null && conferral === null) return undefined;
    const isOfAmbito = lot !== null || conferral !== null;
    return this.questions.number({ ambito: isOfAmbito ? ambito : null, turnoverIn, lot, conferral });
  }

  #codeSpecial(group: number, key: UnitGroup): number {
    const question = this.question(key.ambito, openQuestions(key));
    if (question === undefined) return INERT;
    this.placed[group] = (this.places.place(key) << LETTER_BITS) | ownLetters(key);
    return question + 1;
  }

  #codeLet(at: number, key: LetGroup): void {
    const { serviceClass, by: channel } = key;
    this.lets[at + LET.place] = this.places.place(key) + 1;
    this.lets[at + LET.kind] = this.kinds.number({ serviceClass, channel });
  }
}

/** The place of a special group. */
export function placeOfPlaced(placed: number): number {
  return placed >> LETTER_BITS;
}

/** The letters that the units of a special group have of themselves. */
export function lettersOfPlaced(placed: number): number {
  return placed & LETTERS;
}

/** What many groups share, numbered in order of appearance. */
class Numbered<T extends object> {
  readonly all: T[] = [];
  readonly #numbers = new Map<string, number>();

  number(one: T): number {
    const text = JSON.stringify(one);
    let number = this.#numbers.get(text);
    if (number === undefined) this.#numbers.set(text, (number = this.all.push(one) - 1));
    return number;
  }
}

function grown(from: Int32Array, length: number): Int32Array {
  const to = new Int32Array(Math.max(length, from.length * 2));
  to.set(from);
  return to;
}
