import type { RegionPlace } from './region-facts.js';

/**
 * Numbers the owners of each Ambito (slots) and their municipalities (places), from 0, in order of appearance. A number
 * is its place's for ever.
 */
export class Places {
  /** By Ambito: its number, from 0 as well, and the slots of its owners. */
  readonly #ambiti = new Map<string, { readonly ambito: number; readonly slots: Map<string, number> }>();
  /** By number of an Ambito: how many places it has. */
  readonly #sizes: number[] = [];
  readonly #ofSlot: Map<string | null, number>[] = [];
  /** By slot. */
  readonly ambitoOf: string[] = [];
  readonly ownerOf: string[] = [];
  /** By slot: the number of its Ambito. */
  readonly ambitoAt: number[] = [];
  /** By place. */
  readonly slotOf: number[] = [];
  readonly municipalityOf: (string | null)[] = [];
  /** By place: its index among its Ambito's, for ever as well. */
  readonly indexOf: number[] = [];

  get slots(): number {
    return this.ambitoOf.length;
  }

  get size(): number {
    return this.slotOf.length;
  }

  /** The number of an Ambito. */
  ambito(name: string): number {
    return this.#ofAmbito(name).ambito;
  }

  /** How many places an Ambito has. */
  sizeOf(ambito: number): number {
    return this.#sizes[ambito]!;
  }

  slot(name: string, owner: string): number {
    const { ambito, slots } = this.#ofAmbito(name);
    let slot = slots.get(owner);
    if (slot === undefined) {
      slots.set(owner, (slot = this.ambitoOf.push(name) - 1));
      this.ambitoAt.push(ambito);
      this.ownerOf.push(owner);
      this.#ofSlot.push(new Map());
    }
    return slot;
  }

  place({ ambito, owner, municipality }: RegionPlace): number {
    return this.placeIn(this.slot(ambito, owner), municipality);
  }

  placeIn(slot: number, municipality: string | null): number {
    const places = this.#ofSlot[slot]!;
    let place = places.get(municipality);
    if (place === undefined) {
      places.set(municipality, (place = this.slotOf.push(slot) - 1));
      this.municipalityOf.push(municipality);
      this.indexOf.push(this.#sizes[this.ambitoAt[slot]!]!++);
    }
    return place;
  }

  /** The places of an owner in an Ambito. */
  ofSlot(slot: number): Iterable<number> {
    return this.#ofSlot[slot]!.values();
  }

  #ofAmbito(name: string) {
    let of = this.#ambiti.get(name);
    if (!of) {
      this.#ambiti.set(name, (of = { ambito: this.#sizes.push(0) - 1, slots: new Map<string, number>() }));
    }
    return of;
  }
}
