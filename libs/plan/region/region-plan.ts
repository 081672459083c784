import type { BodyKind } from '#bodies/domain';
import type { CivilDate } from '#temporal';
import type { StockNumbers } from '../document.js';
import type { ExpectedWithLiteral } from '../letters/expected-sum.js';

/** The plans of every Ambito in one, numbers only. A number not known is null; what a letter has no row for is absent. */
export interface RegionPlan {
  readonly year: number;
  readonly validAt: CivilDate;
  readonly knownAt: string | null;
  readonly position: string | null;
  readonly settled: boolean;
  readonly ruleSet: string;
  /** One for each Ambito, in order. */
  readonly ambiti: readonly { readonly ambito: string; readonly totals: RegionTotals }[];
  readonly totals: RegionTotals;
  /** By Ambito, then in the order of its plan. */
  readonly rows: readonly RegionRow[];
}

/** Everything that a plan says by number of an owner in a municipality. */
export interface RegionRow {
  readonly ambito: string;
  /** Id of the body. */
  readonly owner: string;
  readonly ownerName: string;
  readonly ownerKind: BodyKind;
  /** ISTAT code; null: unknown, or the whole owner. */
  readonly municipality: string | null;
  readonly municipalityName: string | null;
  readonly a: StockNumbers | undefined;
  readonly b: number | null | undefined;
  readonly c: number | null | undefined;
  readonly d: number | null | undefined;
  readonly e: TurnoverNumbers | undefined;
  readonly f: number | null | undefined;
  readonly g: ExpectedWithLiteral | undefined;
  readonly h: { readonly percentOver20: number | null; readonly units: number | null } | undefined;
  /** One for each quota declared. */
  readonly ib: readonly { readonly percent: number; readonly units: number | null; readonly cap: number }[] | undefined;
  readonly j: number | null | undefined;
  readonly k: AssignedNumbers | undefined;
}

export interface TurnoverNumbers {
  readonly free: number | null;
  readonly turnover: number | null;
  readonly total: number | null;
}
export interface AssignedNumbers {
  readonly assigned: number | null;
  readonly ofWhichMobility: number | null;
}

/** The known numbers of the letters added up. */
export interface RegionTotals {
  readonly a: StockNumbers;
  readonly b: number | null;
  readonly c: number | null;
  readonly d: number | null;
  readonly e: TurnoverNumbers;
  readonly f: number | null;
  readonly g: ExpectedWithLiteral;
  readonly j: number | null;
  readonly k: AssignedNumbers;
  /** How many values of each column were not known, where any: `a.sap`, `b`, `g.free`. */
  readonly nulls?: Readonly<Record<string, number>>;
}
