import { readBody, type EventBody, type EventCodec } from '../codec.js';

/** Most texts kept of one type and version. */
const KEPT = 1_024;
/** Of texts that are asked for, the share that must have been met before for them to be kept: one in so many. */
const WORTH = 4;

/** What a text means: nothing until the texts of its page were parsed. */
interface Known {
  body: EventBody | undefined;
  readonly isKept: boolean;
}

/** What texts of one type and version mean. */
interface Meanings {
  readonly bodies: Map<string, Known>;
  /** Of those in the map, how often one was found there. */
  found: number;
}

/**
 * Events' data read by the codec. The same words come again and again (the same act on the same day): a text is parsed
 * and checked once as long as it is kept, and the events that share it share the data, which nobody can change.
 */
export class KnownBodies {
  /** By type, then by version; null for those whose words rarely come again. */
  readonly #types = new Map<string, (Meanings | null)[]>();

  constructor(private readonly codec: EventCodec) {}

  /**
   * What some events say. Texts not met before are parsed in one go: they are what was written, each JSON by itself, or
   * the checksums would not hold.
   * @param jsons the events' data as they lie in the log
   * @throws Error whose message is the reason why one of them cannot be read
   */
  readAll(types: readonly string[], schemaVersions: ArrayLike<number>, jsons: readonly string[]): EventBody[] {
    if (jsons.length !== types.length) throw new Error('there are not as many data as events');
    try {
      const fresh: number[] = [];
      const met = jsons.map((json, i) => this.#meet(types[i]!, schemaVersions[i]!, json, () => fresh.push(i)));
      const parsed = JSON.parse(`[${fresh.map((i) => jsons[i]).join(',')}]`) as readonly object[];
      if (parsed.length !== fresh.length) throw new SyntaxError('a text is not one JSON value');
      for (const [n, i] of fresh.entries()) {
        const known = met[i]!;
        known.body = readBody(this.codec, { type: types[i]!, schemaVersion: schemaVersions[i]!, data: parsed[n]! });
        if (known.isKept) freeze(known.body.data);
      }
      return met.map(({ body }) => body!);
    } catch (error) {
      this.forget();
      throw error;
    }
  }

  /** Lets go of what was kept. */
  forget(): void {
    this.#types.clear();
  }

  #meanings(type: string, schemaVersion: number): Meanings | null {
    const versions = this.#types.get(type);
    if (!versions) this.#types.set(type, []);
    const known = versions?.[schemaVersion];
    if (known !== undefined) return known;
    return (this.#types.get(type)![schemaVersion] = { bodies: new Map(), found: 0 });
  }

  #makeRoom(type: string, schemaVersion: number, meanings: Meanings): void {
    if (meanings.found * WORTH < KEPT) this.#types.get(type)![schemaVersion] = null;
    meanings.bodies.clear();
    meanings.found = 0;
  }

  /** What a text is known as. @param onNew told when it has still to be parsed */
  #meet(type: string, schemaVersion: number, json: string, onNew: () => void): Known {
    const meanings = this.#meanings(type, schemaVersion);
    const known = meanings?.bodies.get(json);
    if (known) {
      meanings!.found++;
      return known;
    }
    onNew();
    const isKept = meanings !== null;
    const fresh: Known = { body: undefined, isKept };
    if (isKept) {
      if (meanings.bodies.size >= KEPT) this.#makeRoom(type, schemaVersion, meanings);
      meanings.bodies.set(copyOf(json), fresh);
    }
    return fresh;
  }
}

/** A text of its own: a piece of a page's text would keep the whole page. */
function copyOf(text: string): string {
  return ` ${text}`.slice(1);
}

function freeze(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  Object.freeze(value);
  for (const inner of Object.values(value)) freeze(inner);
}
