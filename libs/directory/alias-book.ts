import { Ints, Rows, Texts } from '#columns';
import type { StoredEvent } from '#event-store';
import type { SavedPart, SavedReader } from '#saved-views';
import { aliasOfStream, aliasStream, type Alias, type AliasEvent } from '#units/domain';

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

/** Where each integer of an entry stands. */
const E = {
  scheme: 0,
  value: 1,
  unit: 2,
  /** Revision of the last event of its stream that was taken in, and in the last bit whether the alias is held. */
  revision: 3,
  /** The stream, where its name is not that of the alias; else {@link OWN}. */
  stream: 4,
  /** The next entry of the same value; else {@link NONE}. */
  next: 5,
} as const;
const ENTRY = 6;
const OWN = -1;
const NONE = -1;

/**
 * Who holds which alias now, by the log's reservations. An alias that was freed still finds the unit it named last. A
 * Region has several hundred thousand of them, so that each is six integers and its characters.
 */
export class AliasBook {
  readonly #schemes = new Texts();
  readonly #values = new Texts();
  readonly #units = new Texts();
  readonly #entries = new Rows(ENTRY);
  /** By value: the first entry that has it, in whatever scheme. */
  readonly #first = new Ints();
  /** Streams whose name is not that of the alias they reserve: none that this program writes. */
  readonly #streams = new Texts();
  /** By such a stream: its entry. */
  readonly #ofStream = new Ints();

  /** Takes in an event of the log; one of a stream that is no alias's is passed over. Twice is once. */
  apply(event: StoredEvent): void {
    if (!event.stream.startsWith('alias-')) return;
    // The log's codec has checked the event against the schema of its stream.
    const { type, data } = event as unknown as AliasEvent;
    const { stream, revision } = event;
    const own = ownAlias(stream);
    const known = this.#known(stream, own);
    if (known !== undefined && revision <= this.#at(known, E.revision) >> 1) return;
    if (type === 'AliasReserved') {
      const isOwn = own?.scheme === data.scheme && own.value === data.value;
      const entry = this.#entryOf(data, stream, isOwn);
      this.#set(entry, E.unit, this.#units.code(data.unit));
      this.#set(entry, E.revision, revision * 2 + 1);
    } else if (known !== undefined && this.#unitOf(known) === data.unit) {
      this.#set(known, E.revision, revision * 2);
    }
  }

  capture(): SavedPart[] {
    return [
      ...this.#schemes.capture('schemes of aliases'),
      ...this.#values.capture('values of aliases'),
      ...this.#units.capture('units of aliases'),
      this.#entries.capture('aliases'),
      this.#first.capture('first aliases'),
      ...this.#streams.capture('streams of aliases'),
      this.#ofStream.captureCopy('aliases of streams'),
    ];
  }

  restore(from: SavedReader): void {
    this.#schemes.restore('schemes of aliases', from);
    this.#values.restore('values of aliases', from);
    this.#units.restore('units of aliases', from);
    this.#entries.restore('aliases', from);
    this.#first.restore('first aliases', from);
    this.#streams.restore('streams of aliases', from);
    this.#ofStream.restore('aliases of streams', from);
  }

  /** The unit that holds the alias, or null when it is free. */
  holderOf(alias: Alias): string | null {
    const entry = this.#find(alias);
    return entry !== undefined && this.#isHeld(entry) ? this.#unitOf(entry) : null;
  }

  /** The unit that an alias names, or named last when nobody holds it. */
  find(alias: Alias): AliasLookup {
    const entry = this.#find(alias);
    if (entry === undefined) return { kind: 'unknown' };
    return { kind: 'found', unitId: this.#unitOf(entry), former: !this.#isHeld(entry) };
  }

  /** The unit that an identifier names in any scheme; where some hold it, those that held it once do not count. */
  findValue(value: string): AliasLookup {
    const entries = [...this.#withValue(value)];
    const holding = entries.filter((entry) => this.#isHeld(entry));
    const meant = holding.length > 0 ? holding : entries;
    const [first] = meant;
    if (first === undefined) return { kind: 'unknown' };
    const unitId = this.#unitOf(first);
    if (meant.every((entry) => this.#at(entry, E.unit) === this.#at(first, E.unit))) {
      return { kind: 'found', unitId, former: !this.#isHeld(first) };
    }
    const holders = meant.map((entry) => ({ alias: this.#aliasOf(entry), unitId: this.#unitOf(entry) }));
    return { kind: 'ambiguous', holders };
  }

  #at(entry: number, field: number): number {
    return this.#entries.chunk(entry)[this.#entries.start(entry) + field]!;
  }

  #set(entry: number, field: number, value: number): void {
    this.#entries.changing(entry)[this.#entries.start(entry) + field] = value;
  }

  #isHeld(entry: number): boolean {
    return (this.#at(entry, E.revision) & 1) === 1;
  }

  #unitOf(entry: number): string {
    return this.#units.text(this.#at(entry, E.unit));
  }

  #aliasOf(entry: number): Alias {
    return {
      scheme: this.#schemes.text(this.#at(entry, E.scheme)),
      value: this.#values.text(this.#at(entry, E.value)),
    };
  }

  /** The entries with a value, in the order in which the log first spoke of them. */
  *#withValue(value: string): Iterable<number> {
    const code = this.#values.find(value);
    let entry = code === undefined ? NONE : this.#first.at(code);
    for (; entry !== NONE; entry = this.#at(entry, E.next)) yield entry;
  }

  /** @param stream absent: of whatever stream */
  #find({ scheme, value }: Alias, stream?: number): number | undefined {
    const code = this.#schemes.find(scheme);
    for (const entry of this.#withValue(value)) {
      if (this.#at(entry, E.scheme) !== code) continue;
      if (stream === undefined || this.#at(entry, E.stream) === stream) return entry;
    }
    return undefined;
  }

  /** The entry that a stream's last event was about. */
  #known(stream: string, own: Alias | undefined): number | undefined {
    const code = this.#streams.find(stream);
    if (code !== undefined) return this.#ofStream.at(code);
    return own && this.#find(own, OWN);
  }

  /** The entry of an alias that a stream reserves; a new one for what it never reserved. */
  #entryOf(alias: Alias, stream: string, isOwn: boolean): number {
    const code = isOwn ? OWN : this.#streams.code(stream);
    const entry = this.#find(alias, code) ?? this.#add(alias, code);
    const other = isOwn ? this.#streams.find(stream) : code;
    if (other === this.#ofStream.length) this.#ofStream.push(entry);
    else if (other !== undefined) this.#ofStream.set(other, entry);
    return entry;
  }

  #add({ scheme, value }: Alias, stream: number): number {
    const entry = this.#entries.add();
    const code = this.#values.code(value);
    if (code === this.#first.length) this.#first.push(entry);
    else this.#set([...this.#withValue(value)].at(-1)!, E.next, entry);
    this.#entries
      .changing(entry)
      .set([this.#schemes.code(scheme), code, 0, 0, stream, NONE], this.#entries.start(entry));
    return entry;
  }
}

/** The alias whose stream has that name; undefined for a name that is not as this program writes it. */
function ownAlias(stream: string): Alias | undefined {
  try {
    const alias = aliasOfStream(stream);
    return aliasStream(alias) === stream ? alias : undefined;
  } catch {
    return undefined;
  }
}
