import { joinClaims, numberOf, restOf, type Claim } from '../joined-claims.js';
import type { Owner } from '../owners.js';
import type { DeclaredPlace, DeclaredPlaces } from './declared.js';
import type { Places } from './places.js';

/** What one letter says of the places of one owner that declared something for it, in their order. Used for one owner after the other. */
export class LetterColumn {
  /** By place; null: not known; undefined: no row. */
  readonly number: (number | null | undefined)[] = [];
  readonly rest: number[] = [];
  readonly counted: boolean[] = [];

  /** Joins the units of one place with what was declared for it, where nothing was declared for the whole owner. */
  joinPlace(owner: Owner, i: number, units: number, { figures, count }: DeclaredPlace): void {
    const rest = restOf(count, units);
    this.number[i] = numberOf(owner, units, figures.length, count, rest);
    this.rest[i] = rest;
    this.counted[i] = count !== undefined;
  }

  /**
   * Joins the units of all places with what was declared.
   * @param places of the owner
   * @param units by place, in the same order
   */
  join(
    owner: Owner,
    places: readonly number[],
    municipalities: Places['municipalityOf'],
    units: readonly number[],
    declared: DeclaredPlaces,
  ): void {
    const at: number[] = [];
    const claims: Claim[] = [];
    for (let i = 0; i < places.length; i++) {
      const figures = declared.get(places[i]!);
      const supported = units[i]!;
      this.number[i] = undefined;
      if (!figures && supported === 0) continue;
      at.push(i);
      claims.push({
        municipality: municipalities[places[i]!]!,
        supported,
        declared: figures ? figures.figures.length : 0,
        count: figures ? figures.count : undefined,
      });
    }
    const joined = joinClaims(owner, claims);
    for (let claim = 0; claim < at.length; claim++) {
      const i = at[claim]!;
      this.number[i] = joined[claim]!.number;
      this.rest[i] = joined[claim]!.rest;
      this.counted[i] = claims[claim]!.count !== undefined;
    }
  }
}
