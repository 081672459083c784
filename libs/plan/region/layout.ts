import { compare, compareNullLast, inPlanOrder, type NamedOwner } from '../owners.js';
import type { Places } from './places.js';
import type { RegionBody } from './region-facts.js';

/** The order of the rows: by Ambito, then as its plan has them. Good as long as no body changes and no place is met. */
export class Layout {
  readonly bodies: ReadonlyMap<string, RegionBody>;
  /** Slots in order. */
  readonly slots: readonly number[];
  /** By slot: its places in order. */
  readonly placesOf: readonly (readonly number[])[];
  /** By place: its index among its owner's. */
  readonly indexAt: readonly number[];
  /** By slot: where among its places the owner's own stands, which what is said of the owner alone belongs to. */
  readonly ownPlaceOf: readonly number[];
  /** By slot: where its places begin among all in the order of the rows, in which they are read. */
  readonly firstOf: readonly number[];
  /** In the order of the rows: a place's index among its Ambito's, and its municipality. */
  readonly indexes: Int32Array;
  readonly municipalities: readonly (string | null)[];
  /** In the order of the rows: the canonical name of the municipality, or its code where nobody named it; null for none. */
  readonly names: readonly (string | null)[];
  /** By slot: the rank of its owner among all. */
  readonly rankOf: readonly number[];
  readonly #size: number;

  constructor(
    readonly list: readonly RegionBody[],
    private readonly places: Places,
  ) {
    this.bodies = new Map(list.map((body) => [body.id, body]));
    const slots = Array.from({ length: places.slots }, (_, slot) => slot);
    const own = slots.map((slot) => places.placeIn(slot, this.bodies.get(places.ownerOf[slot]!)?.municipality ?? null));
    const ranks = this.#ranks();
    this.rankOf = slots.map((slot) => ranks.get(places.ownerOf[slot]!)!);
    this.slots = slots.toSorted(
      (a, b) => compare(places.ambitoOf[a]!, places.ambitoOf[b]!) || this.rankOf[a]! - this.rankOf[b]!,
    );
    // After the owners' own places, which may be met here for the first time.
    this.placesOf = slots.map((slot) => [...places.ofSlot(slot)].sort((a, b) => this.#inOrder(a, b)));
    this.ownPlaceOf = slots.map((slot) => this.placesOf[slot]!.indexOf(own[slot]!));
    const indexAt = places.slotOf.map(() => 0);
    for (const of of this.placesOf) of.forEach((place, i) => (indexAt[place] = i));
    this.indexAt = indexAt;
    const firstOf = slots.map(() => 0);
    const inOrder = this.slots.flatMap((slot, i) => {
      const before = this.slots[i - 1];
      firstOf[slot] = before === undefined ? 0 : firstOf[before]! + this.placesOf[before]!.length;
      return this.placesOf[slot]!;
    });
    this.firstOf = firstOf;
    this.indexes = Int32Array.from(inOrder, (place) => places.indexOf[place]!);
    this.municipalities = inOrder.map((place) => places.municipalityOf[place]!);
    this.names = this.municipalities.map((code) => this.#nameOf(code));
    this.#size = places.size;
  }

  /** Whether it still is the order of everything met, with these bodies. */
  isOf(list: readonly RegionBody[]): boolean {
    if (!this.isCurrent()) return false;
    return (
      list === this.list || (list.length === this.list.length && list.every((body, i) => same(body, this.list[i]!)))
    );
  }

  /** No place was met since it was made. */
  isCurrent(): boolean {
    return this.#size === this.places.size && this.rankOf.length === this.places.slots;
  }

  #nameOf(code: string | null): string | null {
    const body = code === null ? undefined : this.bodies.get(code);
    return body && body.municipality === code ? body.name : code;
  }

  #ranks(): ReadonlyMap<string, number> {
    const owners = [...new Set(this.places.ownerOf)].map((id): NamedOwner => ({
      id,
      body: this.bodies.get(id) ?? null,
    }));
    return new Map(owners.sort(inPlanOrder).map(({ id }, rank) => [id, rank]));
  }

  #inOrder(a: number, b: number): number {
    const [one, other] = [this.places.municipalityOf[a]!, this.places.municipalityOf[b]!];
    return compareNullLast(this.#nameOf(one), this.#nameOf(other)) || compareNullLast(one, other);
  }
}

function same(a: RegionBody, b: RegionBody): boolean {
  return a.id === b.id && a.kind === b.kind && a.name === b.name && a.municipality === b.municipality;
}
