/** The languages in which the register speaks. Codes, option names and JSON are the same in both. */
export const LANGUAGES = ['it', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The same thing said in every language. */
export interface Wording {
  readonly it: string;
  readonly en: string;
}

/** Words by code. */
export type Words<K extends string = string> = Readonly<Record<K, Wording>>;

/** A code in a reader's words; the code itself where nobody wrote any, so that nothing is hidden. */
export function word(words: Words, code: string, language: Language): string {
  return Object.hasOwn(words, code) ? words[code]![language] : code;
}

/** Two texts as one {@link Wording}: it keeps the tables of words on one line each. */
export function both(it: string, en: string): Wording {
  return { it, en };
}
