import type { ServiceClass } from '#units/domain';
import type { CountedLets, LetGroup, RegionPlace, UnitGroup } from './region-facts.js';
import type { Places } from './places.js';
import { openQuestions, ownLetters, type OpenQuestions } from './unit-letters.js';

/** A special group that nothing can give a letter that its base has not. */
export const INERT = -1;

/** Integers a group of lets: the index of its place among its Ambito's plus one (0: not looked at yet), its kind. */
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

/** The special groups of an Ambito, by their indexes in it: side by side, for a plan asks of all that have units. */
export interface AmbitoSpecials {
  /** The group's question plus one; {@link INERT}: none; 0: not looked at yet. Alone, for most groups are asked no more. */
  questions: Int32Array;
  /** Of a group that has a question: the index of its place among its Ambito's. */
  places: Int32Array;
  /** Of a group that has a question: the letters that its units have of themselves. */
  letters: Int32Array;
}

/**
 * Groups in integers, so that counting looks at nothing else: each is put in words and judged once, when it is first
 * met. What a year, a lot or a convention decides stays open, as a question by its number.
 */
export class GroupCodes {
  /** By number of an Ambito. */
  readonly #specials: AmbitoSpecials[] = [];
  lets: Int32Array = new Int32Array(LET_WIDTH * 64);
  readonly questions = new Numbered<OpenQuestion>();
  readonly kinds = new Numbered<LetKind>();

  constructor(private readonly places: Places) {}

  /**
   * The special groups of an Ambito, with room for so many.
   * @param ambito its number
   */
  specials(ambito: number, count: number): AmbitoSpecials {
    while (this.#specials.length <= ambito) this.#specials.push(noSpecials());
    const of = this.#specials[ambito]!;
    if (count > of.questions.length) {
      of.questions = grown(of.questions, count);
      of.places = grown(of.places, count);
      of.letters = grown(of.letters, count);
    }
    return of;
  }

  /** Looks at a special group for the first time: returns its question plus one, or {@link INERT}. */
  lookAt(of: AmbitoSpecials, index: number, key: UnitGroup): number {
    const question = this.question(key.ambito, openQuestions(key));
    if (question === undefined) return (of.questions[index] = INERT);
    of.places[index] = this.#placeIn(key);
    of.letters[index] = ownLetters(key);
    return (of.questions[index] = question + 1);
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

  #codeLet(at: number, key: LetGroup): void {
    const { serviceClass, by: channel } = key;
    this.lets[at + LET.place] = this.#placeIn(key) + 1;
    this.lets[at + LET.kind] = this.kinds.number({ serviceClass, channel });
  }

  #placeIn(key: RegionPlace): number {
    return this.places.indexOf[this.places.place(key)]!;
  }
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

function noSpecials(): AmbitoSpecials {
  return { questions: new Int32Array(0), places: new Int32Array(0), letters: new Int32Array(0) };
}

function grown(from: Int32Array, length: number): Int32Array {
  const to = new Int32Array(Math.max(length, from.length * 2));
  to.set(from);
  return to;
}
