import { readBody, type EventBody, type EventCodec } from '../codec.js';
import { FRESH, UNNAMED, type PageTexts } from './known-texts.js';

/**
 * Events' data read by the codec, of pages that come in the order in which their texts were recognised: a text is parsed and
 * checked once as long as it is kept, and the events that share it share the data, which nobody can change.
 */
export class KnownBodies {
  /** By the number of their text. */
  #named: (EventBody | undefined)[] = [];

  constructor(private readonly codec: EventCodec) {}

  /**
   * What the events of a page say. Texts not met before are parsed in one go: they are what was written, each JSON by
   * itself, or the checksums would not hold.
   * @throws Error whose message is the reason why one of them cannot be read; of the pages after, those that repeat it cannot either
   */
  ofPage(types: readonly string[], schemaVersions: ArrayLike<number>, texts: PageTexts): EventBody[] {
    try {
      return this.#read(types, schemaVersions, texts);
    } catch (error) {
      // A number that this page would have given another meaning must not keep its old one.
      this.forget();
      throw error;
    }
  }

  /** Lets go of what was kept. */
  forget(): void {
    this.#named = [];
  }

  #read(types: readonly string[], schemaVersions: ArrayLike<number>, { fresh, named, said }: PageTexts): EventBody[] {
    const parsed = JSON.parse(`[${fresh.replaceAll('\n', ',')}]`) as readonly object[];
    if (parsed.length !== named.length) throw new SyntaxError('a text is not one JSON value');
    let next = 0;
    return types.map((type, i) => {
      const number = said[i]!;
      if (number !== FRESH) return this.#known(number);
      const body = readBody(this.codec, { type, schemaVersion: schemaVersions[i]!, data: parsed[next]! });
      this.#name(named[next++]!, body);
      return body;
    });
  }

  #known(number: number): EventBody {
    const body = this.#named[number];
    if (!body) throw new Error('what it says is not known here');
    return body;
  }

  #name(number: number, body: EventBody): void {
    if (number === UNNAMED) return;
    freeze(body.data);
    while (this.#named.length <= number) this.#named.push(undefined);
    this.#named[number] = body;
  }
}

function freeze(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  Object.freeze(value);
  for (const inner of Object.values(value)) freeze(inner);
}
