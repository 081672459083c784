import { itemsPart, type SavedPart, type SavedReader } from '#saved-views';

/** Gives each distinct text a small integer, from 0, in order of appearance. */
export class Interner {
  readonly #codes = new Map<string, number>();
  readonly #texts: string[] = [];

  code(text: string): number {
    const known = this.#codes.get(text);
    if (known !== undefined) return known;
    const code = this.#texts.length;
    this.#codes.set(text, code);
    this.#texts.push(text);
    return code;
  }

  get size(): number {
    return this.#texts.length;
  }

  /** The code of a text that was met, else undefined. */
  find(text: string): number | undefined {
    return this.#codes.get(text);
  }

  text(code: number): string {
    return this.#texts[code]!;
  }

  capture(name: string): SavedPart {
    return itemsPart(name, this.#texts);
  }

  restore(name: string, from: SavedReader): void {
    for (const text of from.items<string>(name)) this.code(text);
  }
}
