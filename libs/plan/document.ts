import type { CivilDate } from '#temporal';

/** The plan as programs read it: shared/design/plan-output.md. Fields may be added, never renamed. A number not known is null. */
export interface PlanDocument {
  readonly ambito: string;
  readonly year: number;
  readonly validAt: CivilDate;
  readonly knownAt: string | null;
  readonly position: string | null;
  readonly settled: boolean;
  readonly ruleSet: string;
  /** `sha256:` of the canonical JSON of everything but itself, position, knownAt, settled. */
  readonly digest: string;
  readonly letters: Letters;
  readonly annexA: { readonly rows: readonly AnnexARow[]; readonly totals: AnnexATotals };
  readonly annexB: AnnexB;
  readonly tab1: Readonly<Record<PlanGroup, Tab1Row>>;
  readonly tab2: Readonly<Record<PlanGroup, Tab2Row>>;
  readonly response: {
    readonly answered: number | null;
    readonly owners: number | null;
    readonly rate: number | null;
    readonly byStatus: Readonly<Record<string, number>>;
  };
  readonly findings: readonly Finding[];
  /** Section 8: voids, movements and re-let times. */
  readonly measures: Measures;
}

export const PLAN_GROUPS = ['COMUNE', 'ALER', 'AMBITO'] as const;
export type PlanGroup = (typeof PLAN_GROUPS)[number];
export type Basis = 'units' | 'count' | 'mixed' | 'carried-forward';
/** A total adds the known numbers; `nulls` says how many of each column were not known, where any. */
export type Totals<N> = Readonly<Record<PlanGroup, N & { readonly nulls?: Readonly<Record<string, number>> }>>;

export interface Cell {
  readonly owner: string;
  readonly ownerKind: string;
  readonly municipality: string | null;
}

export interface StockNumbers {
  readonly sap: number | null;
  readonly sas: number | null;
  readonly other: number | null;
  readonly total: number | null;
}
/** What a number rests on. */
export interface Support {
  readonly unitIds: readonly string[];
  readonly basis: Basis;
  /** The part of the number that no unit supports: to be marked wherever the number is shown. */
  readonly unsupported: number;
}
export interface UnitsRow extends Cell, Support {
  readonly units: number | null;
}
export interface FreeRow extends Cell, Support {
  readonly free: number | null;
  readonly turnover: number | null;
  readonly total: number | null;
  /** Units whose release is forecast in the year. */
  readonly turnoverUnitIds: readonly string[];
  /** `declared`, `forecasts`, `larger-of-declared-and-forecasts` or `model:{name}`; null where turnover is not known. */
  readonly turnoverMethod: string | null;
}
export interface ExpectedNumbers {
  readonly free: number | null;
  readonly renovation: number | null;
  readonly asIs: number | null;
  readonly conferred: number | null;
  readonly total: number | null;
}
export interface ExpectedRow extends Cell, ExpectedNumbers, Support {
  readonly literal: number | null;
  readonly overlaps: readonly { readonly unitId: string; readonly letters: readonly string[] }[];
}
export interface Letters {
  readonly a: {
    readonly rows: readonly (Cell & StockNumbers & { readonly basis: Basis; readonly status: string | null })[];
    readonly totals: Totals<StockNumbers>;
  };
  readonly b: LetterOfUnits;
  readonly c: LetterOfUnits;
  readonly d: LetterOfUnits;
  readonly e: {
    readonly rows: readonly FreeRow[];
    readonly totals: Totals<{
      readonly free: number | null;
      readonly turnover: number | null;
      readonly total: number | null;
    }>;
  };
  readonly f: LetterOfUnits;
  readonly g: {
    readonly rows: readonly ExpectedRow[];
    readonly totals: Totals<ExpectedNumbers & { readonly literal: number | null }>;
  };
  readonly h: {
    readonly rows: readonly (Cell & { readonly percentOver20: number | null; readonly units: number | null })[];
  };
  readonly i: {
    readonly a: {
      readonly rows: readonly {
        readonly owner: string;
        readonly municipality: string | null;
        readonly category: string;
      }[];
    };
    readonly b: {
      readonly rows: readonly (Cell & {
        readonly percent: number;
        readonly units: number | null;
        readonly cap: number;
      })[];
    };
  };
  readonly j: LetterOfUnits;
  readonly k: {
    /** A unit let twice in the year is named twice. */
    readonly rows: readonly (Cell &
      Support & { readonly assigned: number | null; readonly ofWhichMobility: number | null })[];
    readonly totals: Totals<{ readonly assigned: number | null; readonly ofWhichMobility: number | null }>;
  };
}
export interface LetterOfUnits {
  readonly rows: readonly UnitsRow[];
  readonly totals: Totals<{ readonly units: number | null }>;
}

export interface AnnexARow {
  readonly owner: string;
  readonly sas: number | null;
  readonly sap: number | null;
  readonly available: number | null;
  readonly freeAndTurnover: number | null;
  readonly asIs: number | null;
  readonly newOrRenovated: number | null;
  readonly sat: number | null;
  readonly assignedPreviousYear: number | null;
  readonly conferred: number | null;
  readonly category: boolean | null;
  readonly percentOver20: number | null;
  readonly percentPolice: number | null;
}
/** Sums of each numeric column over the known values; `nulls` says how many were not known. */
export type AnnexATotals = Readonly<Record<AnnexAColumn, number | null>> & {
  readonly nulls?: Readonly<Record<string, number>>;
};
export type AnnexAColumn = Exclude<keyof AnnexARow, 'owner' | 'category'>;

export interface LotRow {
  readonly unitId: string;
  readonly ownerCode: string | null;
  readonly municipality: string | null;
  readonly sourceStatus: string | null;
}
export interface AnnexB {
  readonly vacantAndAsIs: readonly {
    readonly unitId: string;
    readonly ownerCode: string | null;
    readonly municipality: string | null;
    /** In Italian, as Allegato B names it. */
    readonly state: string;
    readonly lifecycle: string;
  }[];
  readonly lots: readonly {
    readonly lot: string;
    readonly rows: readonly LotRow[];
  }[];
  readonly lotRows: number | null;
  /** Of the lots' units those that `vacantAndAsIs` does not name. */
  readonly distinctUnits: number | null;
}

export interface Tab1Row extends ExpectedNumbers {
  readonly pairs: number | null;
  readonly municipalities: number | null;
  readonly percent: {
    readonly free: number | null;
    readonly renovation: number | null;
    readonly asIs: number | null;
    readonly total: number | null;
  };
}
export interface Tab2Row {
  readonly owners: number | null;
  readonly municipalities: number | null;
  readonly sap: number | null;
  readonly sas: number | null;
  readonly total: number | null;
  readonly percent: { readonly sap: number | null; readonly sas: number | null; readonly total: number | null };
}

export interface Finding {
  /** Stable rule id, e.g. `UNIT_IN_TWO_LETTERS`. */
  readonly rule: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly unitIds: readonly string[];
  /** `letter/ownerKind-or-owner/municipality/column`. */
  readonly cells: readonly string[];
  /** A sentence a clerk understands, in Italian; `messageEn` is the English one. */
  readonly message: string;
  readonly messageEn: string;
}

export interface Measures {
  readonly openVoids: Readonly<Record<PlanGroup, OpenVoids>>;
  /** The year of the movements; neither is there when they were not asked for. */
  readonly year?: number;
  readonly movements?: Readonly<Record<PlanGroup, MovementMeasures>>;
}
/** Units waiting for a tenant at D by the age of their void in months; `unknown` where the release is not known. */
export type OpenVoids = readonly {
  readonly age: string;
  readonly units: number;
  readonly unitIds: readonly string[];
}[];
export interface MovementMeasures {
  readonly releases: number;
  /** Of the releases those not by mobility. */
  readonly releasesOfTurnover: number;
  readonly assignments: number;
  readonly assignmentsByChannel: Readonly<Record<string, number>>;
  readonly reLetTime: ReLetTimes;
  readonly meanStock: number | null;
  /** Releases of turnover over the mean stock. */
  readonly turnoverRate: number | null;
}
export interface ReLetTimes {
  readonly all: ReLetTime;
  readonly withWorks: ReLetTime;
  readonly withoutWorks: ReLetTime;
  readonly leftOut: { readonly firstLets: number; readonly swaps: number; readonly releaseUnknown: number };
}
export interface ReLetTime {
  readonly lets: number;
  /** From the release to the next tenancy, in days. */
  readonly meanDays: number | null;
  /** From the end of the major works, where there were any. */
  readonly meanNetDays: number | null;
}
