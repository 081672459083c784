import type { Alias } from '#units/domain';
import type { Ids } from './ids.js';
import type { Territory } from './territory.js';

/** Places among a unit's aliases: the Region's id, the owner's code, and the code that the owner gave it later. */
export const REGIONAL = 0;
export const OWN_CODE = 1;
export const NEW_CODE = 2;
export const ALIAS_SLOTS = 3;

/** What does not change of each unit, in columns. */
export class Units {
  readonly municipality: Uint16Array;
  /** Owner at the registration. */
  readonly owner: Uint16Array;
  /** The unit that it was split from; -1: none. */
  readonly splitFrom: Int32Array;
  /** Convention under which it was registered; -1: none. */
  readonly convention: Int8Array;

  constructor(
    readonly count: number,
    readonly territory: Territory,
    readonly ids: Ids,
  ) {
    this.municipality = new Uint16Array(count);
    this.owner = new Uint16Array(count);
    this.splitFrom = new Int32Array(count).fill(-1);
    this.convention = new Int8Array(count).fill(-1);
  }

  ambito(unit: number): number {
    return this.territory.ambitoOf[this.municipality[unit]!]!;
  }

  ambitoId(unit: number): string {
    return this.territory.ambitoId(this.ambito(unit));
  }

  alias(unit: number, slot: number): Alias {
    if (slot === REGIONAL) return { scheme: 'regional', value: String(3_000_000 + unit) };
    const owner = this.owner[unit]!;
    const renewed = slot === NEW_CODE ? '/1' : '';
    const id = this.territory.ownerId(owner);
    return this.territory.isAler(owner)
      ? { scheme: `aler/${id}`, value: `AL${100_000 + unit}${renewed}` }
      : { scheme: `municipal/${id}`, value: `${10_000 + unit}${renewed}` };
  }

  /** The aliases of a set of places, one bit a place. */
  aliases(unit: number, slots: number): Alias[] {
    return slotsOf(slots).map((slot) => this.alias(unit, slot));
  }
}

/** The places in a set, in order. */
export function slotsOf(slots: number): number[] {
  const found: number[] = [];
  for (let slot = 0; slot < ALIAS_SLOTS; slot++) if (slots & (1 << slot)) found.push(slot);
  return found;
}
