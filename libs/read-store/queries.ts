import type { Position } from '#event-store';
import type { CivilDate } from '#temporal';
import type { Alias, LifecycleState, Outlook, ServiceClass, StockState, UnitRefusal, UnitState } from '#units/domain';

/** What the read store answers, under current knowledge. `validAt` absent: the latest state, the future's included. */
export interface ReadQueries {
  /** @throws BadCursor */
  searchUnits(query: UnitSearch): Promise<Page<UnitItem> & { readonly total: number }>;

  /** A unit with its state at a date; undefined when there is no such unit. */
  unit(unitId: string, validAt?: CivilDate): Promise<UnitDetail | undefined>;

  /**
   * The units that an alias names or named: those that hold it now come first, those in stock before the others.
   * Several are an ambiguity for the caller to show, not to resolve.
   */
  unitByAlias(value: string, scheme?: string): Promise<readonly AliasMatch[]>;

  /** Facts that today's guards would refuse where they stand, in the order in which they were recorded. @throws BadCursor */
  anomalies(query?: AnomalySearch): Promise<Page<AnomalyRow>>;

  /** Where events are in the log, by what an auditor asks for. @throws BadCursor */
  findEvents(query: EventSearch): Promise<Page<EventPlace>>;

  /** Where the event with this id is. */
  locateEvent(eventId: string): Promise<EventPlace | undefined>;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Gives the items after these; absent at the end. */
  readonly next?: string;
}

export const UNIT_SORTS = ['label', 'owner', 'municipality', 'lifecycle', 'since'] as const;
export type UnitSort = (typeof UNIT_SORTS)[number];

export interface UnitSearch {
  /** The unit's id, or an alias it has or had, or a part of one, in any scheme; case is not looked at in ASCII letters. */
  readonly q?: string;
  readonly owner?: string;
  /** ISTAT code; null: those whose municipality is not known. */
  readonly municipality?: string | null;
  readonly ambito?: string;
  readonly lifecycle?: LifecycleState;
  readonly stock?: StockState;
  readonly serviceClass?: ServiceClass;
  readonly provisional?: boolean;
  /** Designated for transitory services. */
  readonly sat?: boolean;
  readonly programme?: string;
  readonly lot?: string;
  readonly validAt?: CivilDate;
  /** By label when absent. */
  readonly sort?: UnitSort;
  readonly descending?: boolean;
  /** From 1 to 1,000; 50 when absent. */
  readonly limit?: number;
  readonly cursor?: string;
}

export interface UnitItem {
  readonly unitId: string;
  /** Preferred alias as known now, or `provisional:{uuid}`. */
  readonly label: string;
  readonly owner: string;
  readonly municipality: string | null;
  readonly ambito: string;
  readonly serviceClass: ServiceClass;
  readonly lifecycle: LifecycleState;
  readonly stock: StockState;
  readonly provisional: boolean;
  readonly sat: boolean;
  readonly lot: { readonly programme: string; readonly lot: string } | null;
  /** The unit stands in a list in this way on [since, until). */
  readonly since: CivilDate;
  readonly until: CivilDate | null;
}

export interface UnitDetail {
  readonly unitId: string;
  readonly label: string;
  /** Null before its registration. */
  readonly state: UnitState | null;
  readonly outlook: Outlook | null;
  /** Aliases that the unit had and has no more. */
  readonly formerAliases: readonly Alias[];
  /** Revision and position of its last event. */
  readonly revision: number;
  readonly position: Position;
}

export interface AliasMatch {
  readonly alias: Alias;
  /** False for an alias that was released, or whose giving was annulled by a later fact. */
  readonly held: boolean;
  readonly unit: UnitItem;
}

export interface AnomalySearch {
  readonly owner?: string;
  readonly ambito?: string;
  /** From 1 to 1,000; 50 when absent. */
  readonly limit?: number;
  readonly cursor?: string;
}

export interface AnomalyRow {
  readonly unitId: string;
  readonly label: string;
  readonly owner: string;
  readonly ambito: string;
  readonly eventId: string;
  readonly position: Position;
  readonly type: string;
  readonly effectiveOn: CivilDate;
  /** Why the guard would refuse it. */
  readonly code: UnitRefusal;
}

export interface EventSearch {
  readonly stream?: string;
  readonly type?: string;
  readonly actor?: string;
  /** Recorded time made monotone in position order, as knowledge is; both ends belong to the range. ISO 8601 with offset. */
  readonly recordedFrom?: string;
  readonly recordedTo?: string;
  /** Both ends belong to the range. */
  readonly effectiveFrom?: CivilDate;
  readonly effectiveTo?: CivilDate;
  readonly newestFirst?: boolean;
  /** From 1 to 1,000; 50 when absent. */
  readonly limit?: number;
  readonly cursor?: string;
}

export interface EventPlace {
  readonly position: Position;
  readonly stream: string;
  readonly revision: number;
}
