import { readBody, type EventBody, type EventCodec } from '../codec.js';

/** Most texts kept of one type and version. */
const KEPT = 1_024;
/** Of texts that are asked for, the share that must have been met before for them to be kept: one in so many. */
const WORTH = 4;

/** What texts of one type and version mean. */
interface Meanings {
  readonly bodies: Map<string, EventBody>;
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
   * @param json the event's data as they lie in the log
   * @throws Error whose message is the reason why they cannot be read
   */
  read(type: string, schemaVersion: number, json: string): EventBody {
    const meanings = this.#meanings(type, schemaVersion);
    if (meanings === null) return this.#parse(type, schemaVersion, json);
    const known = meanings.bodies.get(json);
    if (known) {
      meanings.found++;
      return known;
    }
    const body = this.#parse(type, schemaVersion, json);
    freeze(body.data);
    if (meanings.bodies.size >= KEPT) this.#makeRoom(type, schemaVersion, meanings);
    meanings.bodies.set(copyOf(json), body);
    return body;
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

  #parse(type: string, schemaVersion: number, json: string): EventBody {
    return readBody(this.codec, { type, schemaVersion, data: JSON.parse(json) as object });
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
