import { Ints, Texts } from '#columns';
import type { SavedPart, SavedReader } from '#saved-views';
import type { Alias } from '#units/domain';
import { Interner } from './interner.js';

/** The schemes and values of aliases, each once. */
export class AliasTexts {
  readonly schemes = new Interner();
  readonly values = new Texts();

  capture(): SavedPart[] {
    return [this.schemes.capture('schemes of aliases'), ...this.values.capture('values of aliases')];
  }

  restore(from: SavedReader): void {
    this.schemes.restore('schemes of aliases', from);
    this.values.restore('values of aliases', from);
  }
}

/** Lists of aliases by number, nearly one a unit: two integers an alias. */
export class AliasLists {
  /** By list: where its aliases end. */
  readonly #ends = new Ints();
  /** Of each alias of each list: its scheme and its value. */
  readonly #codes = new Ints();
  /** The list given last: the states of one unit mostly have the same. */
  #given: { readonly list: number; readonly aliases: readonly Alias[] } | undefined;

  constructor(private readonly texts: AliasTexts) {}

  /** Returns the list's number. */
  add(aliases: readonly Alias[]): number {
    for (const { scheme, value } of aliases) {
      this.#codes.push(this.texts.schemes.code(scheme), this.texts.values.code(value));
    }
    this.#ends.push(this.#codes.length);
    return this.#ends.length - 1;
  }

  isEmpty(list: number): boolean {
    return this.#start(list) === this.#ends.at(list);
  }

  aliases(list: number): readonly Alias[] {
    if (this.#given?.list !== list) this.#given = { list, aliases: this.#read(list) };
    return this.#given.aliases;
  }

  capture(name: string): SavedPart[] {
    return [this.#ends.capture(`${name}: ends`), this.#codes.capture(`${name}: aliases`)];
  }

  restore(name: string, from: SavedReader): void {
    this.#ends.restore(`${name}: ends`, from);
    this.#codes.restore(`${name}: aliases`, from);
  }

  #start(list: number): number {
    return list === 0 ? 0 : this.#ends.at(list - 1);
  }

  #read(list: number): Alias[] {
    const aliases: Alias[] = [];
    for (let at = this.#start(list); at < this.#ends.at(list); at += 2) {
      const scheme = this.texts.schemes.text(this.#codes.at(at));
      aliases.push({ scheme, value: this.texts.values.text(this.#codes.at(at + 1)) });
    }
    return aliases;
  }
}
