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
    readonly answered: number;
    readonly owners: number;
    readonly rate: number | null;
    readonly byStatus: Readonly<Record<string, number>>;
  };
  readonly findings: readonly Finding[];
  /** Section 8: voids, movements and re-let times. */
  readonly measures?: unknown;
}

export const PLAN_GROUPS = ['COMUNE', 'ALER', 'AMBITO'] as const;
export type PlanGroup = (typeof PLAN_GROUPS)[number];
export type Basis = 'units' | 'count' | 'mixed' | 'carried-forward';
/** A total adds the known numbers; `nulls` says how many were not known, where any. */
export type Totals<N> = Readonly<Record<PlanGroup, N & { readonly nulls?: number }>>;

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
export interface UnitsRow extends Cell {
  readonly units: number | null;
  readonly unitIds: readonly string[];
  readonly basis: Basis;
}
export interface FreeRow extends Cell {
  readonly free: number | null;
  readonly turnover: number | null;
  readonly total: number | null;
  readonly unitIds: readonly string[];
  readonly basis: Basis;
}
export interface ExpectedNumbers {
  readonly free: number | null;
  readonly renovation: number | null;
  readonly asIs: number | null;
  readonly conferred: number | null;
  readonly total: number | null;
}
export interface ExpectedRow extends Cell, ExpectedNumbers {
  readonly unitIds: readonly string[];
  readonly basis: Basis;
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
    readonly totals: Totals<{ readonly free: number | null; readonly turnover: number | null; readonly total: number | null }>;
  };
  readonly f: LetterOfUnits;
  readonly g: { readonly rows: readonly ExpectedRow[]; readonly totals: Totals<ExpectedNumbers & { readonly literal: number | null }> };
  readonly h: { readonly rows: readonly (Cell & { readonly percentOver20: number | null; readonly units: number | null })[] };
  readonly i: {
    readonly a: { readonly rows: readonly { readonly owner: string; readonly municipality: string | null; readonly category: string }[] };
    readonly b: {
      readonly rows: readonly (Cell & { readonly percent: number; readonly units: number | null; readonly cap: number })[];
    };
  };
  readonly j: LetterOfUnits;
  readonly k: {
    readonly rows: readonly (Cell & {
      readonly assigned: number | null;
      readonly ofWhichMobility: number | null;
      readonly unitIds: readonly string[];
      readonly basis: Basis;
    })[];
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
export type AnnexATotals = Readonly<Record<string, number | Readonly<Record<string, number>>>>;

export interface AnnexB {
  readonly vacantAndAsIs: readonly {
    readonly unitId: string;
    readonly ownerCode: string | null;
    readonly municipality: string | null;
    readonly state: string;
  }[];
  readonly lots: readonly {
    readonly lot: string;
    readonly rows: readonly { readonly unitId: string; readonly ownerCode: string | null; readonly municipality: string | null; readonly sourceStatus: string | null }[];
  }[];
  readonly lotRows: number;
  readonly distinctUnits: number;
}

export interface Tab1Row {
  readonly pairs: number;
  readonly municipalities: number;
  readonly free: number;
  readonly renovation: number;
  readonly asIs: number;
  readonly conferred: number | null;
  readonly total: number;
  readonly percent: { readonly free: number | null; readonly renovation: number | null; readonly asIs: number | null; readonly total: number | null };
}
export interface Tab2Row {
  readonly owners: number;
  readonly municipalities: number;
  readonly sap: number;
  readonly sas: number;
  readonly total: number;
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
