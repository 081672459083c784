import type { CivilDate } from '#temporal';
import type { Alias, ServiceClass } from './vocabulary.js';

/** What a unit's decisions need to know of other aggregates, as known now: data, asked by date. */
export interface UnitContext {
  /** The lot is open on that day. */
  lotOpen(programme: string, lot: string, on: CivilDate): boolean;
  noticeOpen(notice: string, on: CivilDate): boolean;
  /** The convention of a private conferral is open on that day. */
  conventionOpen(conferral: string, on: CivilDate): boolean;
  ownerInAmbito(owner: string, ambito: string, on: CivilDate): boolean;
  /** The municipality (ISTAT code) exists on that day and belongs to the Ambito. */
  municipalityInAmbito(municipality: string, ambito: string, on: CivilDate): boolean;
  /** Longest SAT designation of the rule set in force on that day, in years; null when it sets none. */
  satCapYears(on: CivilDate): number | null;
  /** Id of the live unit that holds the alias, or null. A unit out of stock holds nothing against others. */
  aliasHolder(alias: Alias): string | null;
  /** How many provisional units of that owner and class, known only from its stock count, are still to be identified. */
  countedUnits(owner: string, ambito: string, serviceClass: ServiceClass): number;
}
