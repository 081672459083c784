import type { CivilDate } from '#temporal';

/** The letters whose units are expected in the year, as the precedence of letter g names them. */
export const EXPECTED_SOURCES = ['f', 'e1', 'b', 'c', 'd'] as const;
export type ExpectedSource = (typeof EXPECTED_SOURCES)[number];

export const ROUNDINGS = ['up', 'half-up', 'down'] as const;
export type Rounding = (typeof ROUNDINGS)[number];

/** A quota of g for indigent households (r.r. 4/2017, art. 13). */
export interface IndigentQuota {
  readonly basePercent: number;
  /** Whether the owner may declare an excess over the base. */
  readonly excess: boolean;
}

/** Something that no source could be read for: the plan says so, and a later rule set may change it. */
export interface Assumption {
  readonly parameter: string;
  readonly it: string;
  readonly en: string;
}

/** The rules in force from a date on, as data (domain.md, section 5). */
export interface RuleSet {
  readonly id: string;
  readonly inForceFrom: CivilDate;
  readonly sources: readonly string[];
  /** Letter g: a unit in several letters counts under the first of them. */
  readonly precedence: readonly ExpectedSource[];
  readonly indigents: { readonly COMUNE: IndigentQuota; readonly ALER: IndigentQuota; readonly rounding: Rounding };
  /** Letter i.b: quota for police and fire, in percent of g. */
  readonly police: { readonly capPercent: number; readonly rounding: Rounding };
  /** Longest designation of a unit for transitory services, in years. */
  readonly satMaxYears: number;
  /** Letter k. */
  readonly assignments: { readonly mobilityChannels: readonly string[]; readonly excludedChannels: readonly string[] };
  readonly assumptions: readonly Assumption[];
}
