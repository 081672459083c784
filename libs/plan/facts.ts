import type { CivilDate } from '#temporal';
import type { BodyKind } from '#bodies/domain';
import type { FigureBasis, FigureLetter, SurveyStatus } from '#declarations/domain';
import type { LotKind } from '#programmes/domain';
import type { AlikeStatuses } from './alike-statuses.js';
import type { LifecycleState, LotInclusion, ServiceClass } from '#units/domain';

/**
 * Everything a plan is computed from, as of one coordinate: plain data, made by the timeline index and the directory
 * (libs/register) or by brute force (tests). The rules in this room read nothing else.
 */
export interface PlanFacts {
  readonly ambito: string;
  readonly year: number;
  /** D. */
  readonly validAt: CivilDate;
  /** K: recorded time and position of the last event taken into account; nulls when nothing is known. */
  readonly knownAt: string | null;
  readonly position: number | null;
  readonly settled: boolean;

  readonly bodies: readonly OwnerBody[];
  /** Units in stock at D, counted by owner, municipality and class: letter a. */
  readonly stock: readonly StockRow[];
  /**
   * The units of the Ambito that can stand in another letter at D: SAP or not, those vacant, under works or assignment,
   * in a lot that has not delivered them, designated SAT, conferred, planned, with a forecast of release, or carrying a
   * declared count.
   */
  readonly units: readonly PlanUnit[];
  /** Of these, by id, those that a stock count registered: their class is the count's, not a list's silence. */
  readonly classCounted: ReadonlySet<string>;
  /** Assignments effective in Y-1 of units of the Ambito, swaps included: letter k. */
  readonly assignments: readonly AssignmentOfYear[];
  /** Declarations of year Y known at K, with the last earlier one where there is none for Y. */
  readonly declarations: readonly OwnerDeclaration[];
  readonly lots: readonly LotAtD[];
  readonly conferrals: readonly Convention[];
  /** Commands over several streams of which only a part is known at K. */
  readonly unfinishedCommands: readonly { readonly commandId: string; readonly unitIds: readonly string[] }[];
  /**
   * Swaps, merges and splits of units of the Ambito, known whole at K, that were annulled on some units and stand on the
   * others: their labels.
   */
  readonly halfAnnulledCommands: readonly {
    readonly commandId: string;
    readonly annulledOn: readonly string[];
    readonly standsOn: readonly string[];
  }[];
  /** Facts that today's guards would refuse where they stand, in units of the Ambito. */
  readonly anomalies: readonly {
    readonly unitId: string;
    readonly label: string;
    readonly type: string;
    readonly code: string;
    readonly effectiveOn: CivilDate;
    readonly eventId: string;
  }[];
  /**
   * What sources last reported of the units of the Ambito that can stand in another letter, or stood in a lot; and of
   * every other unit where the code is in no table. There are thousands of few kinds.
   */
  readonly sourceStatuses: readonly AlikeStatuses[];
}

export interface OwnerBody {
  readonly id: string;
  readonly kind: BodyKind;
  /** Canonical name at D. */
  readonly name: string;
  /** ISTAT code of its own municipality (a Comune's id); null for other bodies. */
  readonly municipality: string | null;
  /** Member of the Ambito at D: its 48 Comuni are; ALER, which owns there, is not counted in the response. */
  readonly member: boolean;
  /** Body that manages its units at D, when delegated. */
  readonly managedBy: string | null;
}

export interface StockRow {
  readonly owner: string;
  readonly municipality: string | null;
  readonly sap: number;
  readonly sas: number;
  readonly other: number;
}

export interface PlanUnit {
  readonly unitId: string;
  /** Preferred alias, or `provisional:{uuid}`. */
  readonly label: string;
  /** ALER's (or the owner's) own code, where it has one: Allegato B. */
  readonly ownerCode: string | null;
  readonly provisional: boolean;
  readonly owner: string;
  readonly municipality: string | null;
  readonly stock: 'PLANNED' | 'IN_STOCK' | 'OUT';
  readonly serviceClass: ServiceClass;
  readonly lifecycle: LifecycleState;
  readonly lot: LotInclusion | null;
  readonly sat: boolean;
  readonly conferral: string | null;
  readonly registeredOn: CivilDate;
  readonly lastDeliveredOn: CivilDate | null;
  /** Known start of the void in course; null: unknown; undefined: no void. */
  readonly voidSince: CivilDate | null | undefined;
  readonly releaseExpectedOn: CivilDate | null;
  readonly worksExpectedOn: CivilDate | null;
}

export interface AssignmentOfYear {
  readonly unitId: string;
  readonly label: string;
  readonly owner: string;
  readonly municipality: string | null;
  readonly serviceClass: ServiceClass;
  readonly channel: string;
  readonly effectiveOn: CivilDate;
  readonly eventId: string;
}

export interface OwnerDeclaration {
  readonly owner: string;
  readonly year: number;
  readonly status: SurveyStatus;
  /** Date of the owner's first census known at K, in any year; null when its units come from no census. */
  readonly firstCensusOn: CivilDate | null;
  /** The stock as the owner last counted it, for findings. */
  readonly counted: {
    readonly on: CivilDate;
    readonly total: number;
    readonly sap: number;
    readonly sas: number;
    readonly other: number;
  } | null;
  readonly figures: readonly DeclaredFigure[];
}

export interface DeclaredFigure {
  readonly letter: FigureLetter;
  readonly municipality: string | null;
  readonly basis: FigureBasis;
  readonly units: number | null;
  readonly ofWhichMobility: number | null;
  readonly percent: number | null;
  readonly category: string | null;
  readonly label: string | null;
  readonly sameUnits: { readonly letter: FigureLetter; readonly units: readonly string[] } | null;
  /** Date the figure states, of its event. */
  readonly statedOn: CivilDate;
}

export interface LotAtD {
  readonly programme: string;
  readonly lot: string;
  readonly name: string;
  readonly owner: string;
  readonly kind: LotKind;
  /** Of a programme formalised by D. */
  readonly formalised: boolean;
  /** Opened by D and not closed by D. */
  readonly open: boolean;
  /** Read by knowledge alone. */
  readonly expectedOn: CivilDate | null;
  readonly assignableIn: number | null;
}

export interface Convention {
  readonly id: string;
  /** First and last day; null: no end is known. */
  readonly from: CivilDate;
  readonly until: CivilDate | null;
}

/** The last status that a source reported of a unit by D, and the state that the register derives at D. */
export interface SourceStatus {
  readonly unitId: string;
  readonly label: string;
  readonly owner: string;
  readonly lifecycle: LifecycleState;
  readonly code: string;
  readonly statusLabel: string;
  readonly mapsTo: LifecycleState | 'UNMAPPED';
}

/** What the measures of a year are computed from (domain.md, section 8): units of the Ambito, as of D and K. */
export interface MovementFacts {
  /** The calendar year measured; movements after D are not among these. */
  readonly year: number;
  readonly lettings: readonly LettingOfYear[];
  readonly releases: readonly ReleaseOfYear[];
  /** Stock in the year on several dates, e.g. its first and last day: their mean is the mean stock. */
  readonly stockOn: readonly { readonly on: CivilDate; readonly rows: readonly StockRow[] }[];
}

/** An assignment effective in the year, and the void that it closed. */
export interface LettingOfYear {
  readonly unitId: string;
  readonly label: string;
  readonly owner: string;
  readonly municipality: string | null;
  readonly effectiveOn: CivilDate;
  readonly channel: string;
  /** Day of the release that began the void; null when it is not known; undefined when there was no void (a swap). */
  readonly voidSince: CivilDate | null | undefined;
  /** End of the major works done in that void, if any. */
  readonly worksEndedOn: CivilDate | null;
  /** The unit had never been let: new build. */
  readonly firstLet: boolean;
}

/** A release (keys back) effective in the year. */
export interface ReleaseOfYear {
  readonly unitId: string;
  readonly label: string;
  readonly owner: string;
  readonly municipality: string | null;
  readonly effectiveOn: CivilDate;
  /** Why the title had ended (`notice`, `mobility`, ...); null when nobody said. */
  readonly cause: string | null;
}
