import { Query } from '@nestjs/cqrs';
import type { PlanDocument, PlanDiff, Explanation, RegionPlan } from '#plan';
import type { KnownBody, KnownConferral, KnownDeclaration, KnownNotice, KnownProgramme } from '#directory';
import type { EventSearch, HistoryEntry, Page, UnitItem, UnitSearch } from '#read-store';
import type { CivilDate } from '#temporal';
import type { Alias, Outlook, UnitState } from '#units/domain';

/** Where a reading stands, as people write it. */
export interface Coordinates {
  /** D. Absent: today in Rome. */
  readonly validAt?: CivilDate;
  /** K: an instant with its offset, or a position. Absent: everything known. */
  readonly knownAt?: string;
}

/** Where a plan stands: all that makes two plans the same. */
export interface PlanCoordinates extends Coordinates {
  /** Id of the Ambito. */
  readonly ambito: string;
  readonly year: number;
  /** Absent: the rule set in force at D. */
  readonly ruleSet?: string;
  /** Asks for the model of turnover where neither a count nor a forecast speaks (letter e2). */
  readonly turnoverModel?: boolean;
}

/** The annual plan. D is 31 December of the year before where absent. @throws BadCoordinate UnknownAmbito UnknownRuleSet */
export class GetPlan extends Query<PlanDocument> {
  constructor(readonly coordinates: PlanCoordinates) {
    super();
  }
}

/** Where a plan of the whole Region stands. */
export interface RegionPlanCoordinates extends Coordinates {
  readonly year: number;
  /** Absent: the rule set in force at D. */
  readonly ruleSet?: string;
}

/** The plans of every Ambito, numbers only. D is 31 December of the year before where absent. @throws BadCoordinate UnknownRuleSet */
export class GetRegionPlan extends Query<RegionPlan> {
  constructor(readonly coordinates: RegionPlanCoordinates) {
    super();
  }
}

/** What moved between two plans, and the events that moved it. */
export interface PlanComparison {
  readonly from: PlanDocument;
  readonly to: PlanDocument;
  readonly diff: PlanDiff;
  /**
   * Events known to one of the plans only, or effective between their dates, of what moved: units (of letter a, where a
   * hundred at most moved), declarations, programmes, conventions. In log order.
   */
  readonly events: readonly HistoryEntry[];
}
export class ComparePlans extends Query<PlanComparison> {
  constructor(
    readonly from: PlanCoordinates,
    readonly to: PlanCoordinates,
  ) {
    super();
  }
}

/** Which number of the plan to open: `g.free`, `k.assigned`, … */
export interface CellChoice {
  readonly cell: string;
  /** Body id, name or spelling. */
  readonly owner?: string;
  /** ISTAT code, name or spelling. */
  readonly municipality?: string;
}
export interface ExplainedPlan {
  readonly explanation: Explanation;
  /**
   * The events behind each unit, by its label (with its id where another has the same), and behind the declared figures,
   * as of the plan's coordinates; of letter a, where the rows hold a hundred units at most.
   */
  readonly events: Readonly<Record<string, readonly HistoryEntry[]>>;
}
export class ExplainPlan extends Query<ExplainedPlan> {
  constructor(
    readonly coordinates: PlanCoordinates,
    readonly choice: CellChoice,
  ) {
    super();
  }
}

/** Units as known at an instant or a position, or those that stand in a letter of a plan, as that plan knows them. */
export type UnitsOf = { readonly knownAt: string } | { readonly letter: string; readonly plan: PlanCoordinates };

/** A page of units, under current knowledge unless `of` says otherwise. @throws BadCursor BadCoordinate UnknownName */
export class SearchUnits extends Query<Page<UnitItem> & { readonly total: number }> {
  constructor(
    readonly search: UnitSearch,
    readonly of?: UnitsOf,
  ) {
    super();
  }
}

/** A unit as of a coordinate. */
export interface UnitReading {
  readonly unitId: string;
  readonly label: string;
  /** Null before it was registered, or known. */
  readonly state: UnitState | null;
  readonly outlook: Outlook | null;
  readonly formerAliases: readonly Alias[];
  /** Revision of its stream as known: what If-Match speaks of. Null where nothing of it was known. */
  readonly revision: number | null;
  readonly validAt: CivilDate;
  readonly knownAt: string | null;
  readonly position: string;
  readonly settled: boolean;
}
/** By UUID, or by any alias (`value`, or `scheme:value`). @throws UnitNotFound AmbiguousAlias BadCoordinate */
export class GetUnit extends Query<UnitReading> {
  constructor(
    readonly ref: string,
    readonly coordinates: Coordinates,
  ) {
    super();
  }
}

/** Every event of a unit known at K, in log order. @throws as GetUnit */
export class GetUnitHistory extends Query<{
  readonly unitId: string;
  readonly label: string;
  readonly events: readonly HistoryEntry[];
}> {
  constructor(
    readonly ref: string,
    readonly knownAt?: string,
  ) {
    super();
  }
}

/** Every event of any stream, by name (`body-019036`), known at K: the auditor's view. */
export class GetStreamHistory extends Query<readonly HistoryEntry[]> {
  constructor(
    readonly stream: string,
    readonly knownAt?: string,
  ) {
    super();
  }
}

/** Events by what an auditor asks for, a page at a time. */
export class FindEvents extends Query<Page<HistoryEntry>> {
  constructor(readonly search: EventSearch) {
    super();
  }
}

export interface ReferenceLists {
  readonly body: KnownBody;
  readonly programme: KnownProgramme;
  readonly conferral: KnownConferral;
  readonly notice: KnownNotice;
}

/** Bodies, programmes, conferrals or notices as of a coordinate. */
export class ListReference<A extends keyof ReferenceLists = keyof ReferenceLists> extends Query<
  readonly ReferenceLists[A][]
> {
  constructor(
    readonly aggregate: A,
    readonly coordinates: Coordinates,
  ) {
    super();
  }
}

export interface DeclarationSearch {
  readonly ambito?: string;
  readonly year?: number;
  readonly owner?: string;
}

/** Declarations by Ambito, year and owner, as known at K. */
export class ListDeclarations extends Query<readonly KnownDeclaration[]> {
  constructor(
    readonly search: DeclarationSearch,
    readonly knownAt?: string,
  ) {
    super();
  }
}

/** How the register is: the log's head and how far the views are. */
export interface RegisterStatus {
  readonly position: string;
  readonly recordedAt: string | null;
  readonly units: number;
  readonly index: { readonly position: string; readonly lag: number };
  readonly readStore: { readonly position: string; readonly lag: number };
}
export class GetStatus extends Query<RegisterStatus> {}
