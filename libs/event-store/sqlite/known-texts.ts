/** Most texts kept of one type and version. */
const KEPT = 1_024;
/** Of texts that are asked for, the share that must have been met before for them to be kept: one in so many. */
const WORTH = 4;

/** The texts of one type and version that are kept. */
interface Kept {
  /** By text, its number. */
  readonly texts: Map<string, number>;
  /** The numbers that such texts have had, to be given again. */
  readonly numbers: number[];
  /** How often a text was found. */
  found: number;
}

/** What the events of a page say: each text once that was not met before, and of each event which it is. */
export interface PageTexts {
  /** JSON texts not met before, with line feeds between them, in the order of the events that say them. */
  readonly fresh: string;
  /** Of each of them, the number by which it is named from then on; {@link UNNAMED} when it is not kept. */
  readonly named: Int32Array;
  /** By event: the number of the text that it says; {@link FRESH} for the next of the texts not met before. */
  readonly said: Int32Array;
}

export const UNNAMED = -1;
export const FRESH = -1;

/**
 * Recognises events' data. The same words come again and again (the same act on the same day): those are named by a number,
 * which means what was said last under it, so that a text is handed over, parsed and checked once as long as it is kept.
 */
export class KnownTexts {
  /** By type, then by version; null for those whose words rarely come again. */
  readonly #kept: (Kept | null | undefined)[][] = [];
  #numbers = 0;

  /** @param data by event, in order */
  page(types: Int32Array, schemaVersions: Int32Array, data: readonly string[]): PageTexts {
    const fresh: string[] = [];
    const named: number[] = [];
    const said = new Int32Array(data.length);
    for (const [i, text] of data.entries()) {
      const kept = this.#of(types[i]!, schemaVersions[i]!);
      const number = kept?.texts.get(text);
      said[i] = number ?? FRESH;
      if (number !== undefined) kept!.found++;
      else {
        fresh.push(text);
        named.push(kept ? this.#keep(types[i]!, schemaVersions[i]!, kept, text) : UNNAMED);
      }
    }
    return { fresh: fresh.join('\n'), named: Int32Array.from(named), said };
  }

  #of(type: number, schemaVersion: number): Kept | null {
    const versions = (this.#kept[type] ??= []);
    const known = versions[schemaVersion];
    return known === undefined ? (versions[schemaVersion] = { texts: new Map(), numbers: [], found: 0 }) : known;
  }

  /** @returns the text's number */
  #keep(type: number, schemaVersion: number, kept: Kept, text: string): number {
    const { texts, numbers } = kept;
    if (texts.size >= KEPT) {
      if (kept.found * WORTH < KEPT) this.#kept[type]![schemaVersion] = null;
      texts.clear();
      kept.found = 0;
    }
    const number = (numbers[texts.size] ??= this.#numbers++);
    texts.set(copyOf(text), number);
    return number;
  }
}

/** A text of its own: a piece of a page's text would keep the whole page. */
function copyOf(text: string): string {
  return ` ${text}`.slice(1);
}
