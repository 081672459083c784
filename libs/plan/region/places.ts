import type { RegionPlace } from './region-facts.js';

/**
 * Numbers the owners of each Ambito (slots) and their municipalities (places), from 0, in order of appearance. A number
 * is its place's for ever.
 */
export class Places {
  readonly #slots = new Map<string, Map<string, number>>();
  readonly #ofSlot: Map<string | null, number>[] = [];
  /** By slot. */
  readonly ambitoOf: string[] = [];
  readonly ownerOf: string[] = [];
  /** By place. */
  readonly slotOf: number[] = [];
  readonly municipalityOf: (string | null)[] = [];

  get slots(): number {
    return this.ambitoOf.length;
  }

  get size(): number {
    return this.slotOf.length;
  }

  slot(ambito: string, owner: string): number {
    let owners = this.#slots.get(ambito);
    if (!owners) this.#slots.set(ambito, (owners = new Map<string, number>()));
    let slot = owners.get(owner);
    if (slot === undefined) {
      owners.set(owner, (slot = this.ambitoOf.push(ambito) - 1));
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
    }
    return place;
  }

  /** The places of an owner in an Ambito. */
  ofSlot(slot: number): Iterable<number> {
    return this.#ofSlot[slot]!.values();
  }
}
