import type { StoredEvent } from '#event-store';
import { itemsPart, type SavedPart, type SavedReader } from '#saved-views';
import { aliasStream, type Alias, type AliasEvent } from '#units/domain';

/** An alias and the unit it names, or named last. */
export interface HeldAlias {
  readonly alias: Alias;
  readonly unitId: string;
}

/** What an identifier of unstated scheme stands for. Never a guess. */
export type AliasLookup =
  | { readonly kind: 'found'; readonly unitId: string; readonly former: boolean }
  | { readonly kind: 'ambiguous'; readonly holders: readonly HeldAlias[] }
  | { readonly kind: 'unknown' };

interface Entry extends HeldAlias {
  readonly stream: string;
  readonly held: boolean;
  /** Of the last event of its stream that was taken in. */
  readonly revision: number;
}

/** The stream only where its name is not that of the alias. */
type SavedEntry = readonly [
  scheme: string,
  value: string,
  unitId: string,
  held: boolean,
  revision: number,
  stream?: string,
];

/** Who holds which alias now, by the log's reservations. An alias that was freed still finds the unit it named last. */
export class AliasBook {
  readonly #byStream = new Map<string, Entry>();
  /** The aliases with that value, in whatever scheme: nearly always one, so a list, a fifth of the size of a map. */
  readonly #byValue = new Map<string, readonly Entry[]>();

  /** Takes in an event of the log; one of a stream that is no alias's is passed over. Twice is once. */
  apply(event: StoredEvent): void {
    if (!event.stream.startsWith('alias-')) return;
    // The log's codec has checked the event against the schema of its stream.
    const { type, data } = event as unknown as AliasEvent;
    const { stream, revision } = event;
    const known = this.#byStream.get(stream);
    if (known && revision <= known.revision) return;
    if (type === 'AliasReserved') {
      const { scheme, value, unit } = data;
      this.#put({ stream, alias: { scheme, value }, unitId: unit, held: true, revision });
    } else if (known?.unitId === data.unit) {
      this.#put({ ...known, held: false, revision });
    }
  }

  capture(): SavedPart {
    return itemsPart('aliases', [...this.#byStream.values()], ({ stream, alias, ...held }): SavedEntry => {
      const { scheme, value } = alias;
      const named = [scheme, value, held.unitId, held.held, held.revision] as const;
      return stream === aliasStream(alias) ? named : [...named, stream];
    });
  }

  restore(from: SavedReader): void {
    for (const [scheme, value, unitId, held, revision, stream] of from.items<SavedEntry>('aliases')) {
      const alias = { scheme, value };
      this.#put({ stream: stream ?? aliasStream(alias), alias, unitId, held, revision });
    }
  }

  /** The unit that holds the alias, or null when it is free. */
  holderOf(alias: Alias): string | null {
    const entry = this.#entry(alias);
    return entry?.held ? entry.unitId : null;
  }

  /** The unit that an alias names, or named last when nobody holds it. */
  find(alias: Alias): AliasLookup {
    const entry = this.#entry(alias);
    return entry ? { kind: 'found', unitId: entry.unitId, former: !entry.held } : { kind: 'unknown' };
  }

  /** The unit that an identifier names in any scheme; where some hold it, those that held it once do not count. */
  findValue(value: string): AliasLookup {
    const entries = this.#byValue.get(value) ?? [];
    const holding = entries.filter((entry) => entry.held);
    const meant = holding.length > 0 ? holding : entries;
    const [first] = meant;
    if (!first) return { kind: 'unknown' };
    if (meant.every((entry) => entry.unitId === first.unitId)) {
      return { kind: 'found', unitId: first.unitId, former: !first.held };
    }
    return { kind: 'ambiguous', holders: meant.map(({ alias, unitId }) => ({ alias, unitId })) };
  }

  #entry({ scheme, value }: Alias): Entry | undefined {
    return this.#byValue.get(value)?.find((entry) => entry.alias.scheme === scheme);
  }

  #put(entry: Entry): void {
    const { stream, alias } = entry;
    this.#byStream.set(stream, entry);
    const { value } = alias;
    const same = this.#byValue.get(value) ?? [];
    const known = same.findIndex((other) => other.stream === stream);
    this.#byValue.set(value, known === -1 ? [...same, entry] : same.with(known, entry));
  }
}
