import type { Silence } from '../figures.js';
import { joinClaims, type Claim } from '../joined-claims.js';
import type { Owner } from '../owners.js';
import type { DeclaredPlace } from './declared.js';
import type { PlaceSums } from './place-sums.js';
import type { Places } from './places.js';

/** What one letter says of the places of one owner, in their order. Made once and used for every owner. */
export class LetterColumn {
  /** By place; null: not known; undefined: no row. */
  readonly number: (number | null | undefined)[] = [];
  readonly rest: number[] = [];
  readonly counted: boolean[] = [];
  /** By place: whether units or declared figures speak, and not the owner's silence. */
  readonly speaks: boolean[] = [];
  /** Whether they speak anywhere. */
  isHeard = false;
  /** Whether the owner's units are not known at D: nothing rests on them. */
  isUnknown = false;

  constructor(private readonly places: Places) {}

  /**
   * @param places of the owner
   * @param sum which of the sums its units are
   * @param own where its own place stands among them
   */
  fill(
    owner: Owner,
    places: readonly number[],
    sums: PlaceSums,
    sum: number,
    declared: ReadonlyMap<number, DeclaredPlace> | undefined,
    silence: Silence,
    own: number,
  ): void {
    const isUnknown = owner.beforeCensus;
    this.isUnknown = isUnknown;
    this.isHeard = false;
    for (let i = 0; i < places.length; i++) {
      const units = isUnknown ? 0 : sums.at(places[i]!, sum);
      this.number[i] = units > 0 ? units : undefined;
      this.rest[i] = 0;
      this.counted[i] = false;
      this.speaks[i] = units > 0;
      this.isHeard ||= units > 0;
    }
    // Where nothing is declared every number is that of the units: there is nothing to join.
    if (declared && declared.size > 0) this.#join(owner, places, declared);
    if (!this.isHeard) this.number[own] = silence(owner);
  }

  #join(owner: Owner, places: readonly number[], declared: ReadonlyMap<number, DeclaredPlace>): void {
    const at: number[] = [];
    const claims: Claim[] = [];
    for (let i = 0; i < places.length; i++) {
      const place = places[i]!;
      const figures = declared.get(place);
      if (!figures && !this.speaks[i]) continue;
      at.push(i);
      claims.push({
        municipality: this.places.municipalityOf[place]!,
        supported: this.number[i] ?? 0,
        declared: figures?.figures.length ?? 0,
        count: figures?.count,
      });
    }
    joinClaims(owner, claims).forEach(({ rest, number }, claim) => {
      const i = at[claim]!;
      this.number[i] = number;
      this.rest[i] = rest;
      this.counted[i] = claims[claim]!.count !== undefined;
      this.speaks[i] = true;
      this.isHeard = true;
    });
  }
}
