import type { Position } from '#event-store';
import type { CivilDate } from '#temporal';
import type {
  LifecycleState,
  Outlook,
  ProvisionalList,
  ServiceClass,
  StockState,
  TerminationCause,
  UnitState,
} from '#units/domain';
import type { PlanUnit } from '#plan';
import type { ColumnUnits } from './ambito-columns.js';

/** The word for every Ambito at once: the Region. */
export const ALL_AMBITI = 'all';

/** A question about an Ambito (or `all`) as of a date, knowing the log up to a position (absent: all of it). */
export interface AmbitoAsOf {
  readonly ambito: string;
  readonly validAt: CivilDate;
  readonly knownAt?: Position | undefined;
}

/** As {@link AmbitoAsOf}; the units named are answered too, whatever state or Ambito they are in. */
export interface PlanUnitsQuery extends AmbitoAsOf {
  readonly also?: Iterable<string> | undefined;
}

/** A unit as a plan looks at it, and the list of the count that it comes from; null for one that was registered by itself. */
export interface IndexedPlanUnit extends PlanUnit {
  readonly list: ProvisionalList | null;
}

/** What happened in a civil year to the units of an Ambito, as known at a position. */
export interface YearQuery {
  readonly ambito: string;
  readonly year: number;
  readonly knownAt?: Position | undefined;
  /** Facts effective after this date are left out, and labels are those of this date. Absent: the year's last day. */
  readonly validAt?: CivilDate | undefined;
}

/** How units are counted: everything that a letter of the plan looks at, but for single dates and ids. */
export interface GroupKey {
  readonly ambito: string;
  readonly owner: string;
  readonly municipality: string | null;
  readonly serviceClass: ServiceClass;
  readonly stock: StockState;
  readonly lifecycle: LifecycleState;
  readonly sat: boolean;
  readonly conferral: string | null;
  /** The lot that has still to deliver them; null for units that theirs has delivered, too. */
  readonly lot: { readonly programme: string; readonly lot: string; readonly delivered: false } | null;
  /** Year of the expected release of the tenancy in course; null when none is expected. */
  readonly releaseExpectedIn: number | null;
  /** Year in which works are expected to end, of units that a lot has still to deliver; null for others. */
  readonly worksExpectedIn: number | null;
}

export interface GroupCount {
  readonly key: GroupKey;
  /** Never 0. */
  readonly units: number;
}

/**
 * Takes counts in columns of its own, Ambito by Ambito. Every unit is counted in its base; one that a lot has still to
 * deliver, that is conferred or of which a release is expected, in its special group as well.
 */
export interface CountVisitor {
  /** The columns of its Ambito that the units of a base count in. Asked once for each base: it must hold for ever. */
  readonly columnsOf: (base: GroupKey) => readonly number[];
  /** Takes the units of an Ambito by column, and those in special groups; both hold until the next Ambito. */
  readonly ambito: (ambito: string, units: ColumnUnits, specials: SpecialUnits) => void;
}

/** The special groups of an Ambito that have units, by index and by number: both are theirs for ever. */
export interface SpecialUnits {
  /** By index of a group in its Ambito: its number. */
  readonly codes: readonly number[];
  /** The first `count` of these are the indexes of the groups that have units. */
  readonly groups: Int32Array;
  /** By the place of a group's index in `groups`; never 0. */
  readonly units: Int32Array;
  readonly count: number;
}

/** Units in stock by owner, municipality, class and state. */
export interface StateCount {
  readonly ambito: string;
  readonly owner: string;
  readonly municipality: string | null;
  readonly serviceClass: ServiceClass;
  readonly lifecycle: LifecycleState;
  readonly units: number;
}

/** A release (keys back) or a let that had effect, with where the unit stood at the end of that day. */
export type Movement = Release | Let;

interface MovementOfUnit {
  readonly unitId: string;
  readonly label: string;
  readonly owner: string;
  readonly municipality: string | null;
  readonly serviceClass: ServiceClass;
  readonly effectiveOn: CivilDate;
  readonly eventId: string;
}

export interface Release extends MovementOfUnit {
  readonly movement: 'release';
  /** Why the title had ended; null when nobody recorded it. */
  readonly cause: TerminationCause | null;
}

export interface Let extends MovementOfUnit {
  readonly movement: 'let';
  readonly channel: string;
  /** Start of the void that the let closes; null: not known; undefined: there was no void (a swap). */
  readonly voidSince: CivilDate | null | undefined;
  /** End of the major works done in that void. */
  readonly worksEndedOn: CivilDate | null;
  /** Never let before: new build. */
  readonly firstLet: boolean;
}

/** The movements of a year: by unit in the order of the log, then in effective order. */
export interface Movements {
  readonly releases: readonly Release[];
  readonly lets: readonly Let[];
}

/** How movements are counted. */
export interface MovementKey {
  readonly ambito: string;
  readonly movement: 'release' | 'let';
  readonly owner: string;
  readonly municipality: string | null;
  readonly serviceClass: ServiceClass;
  /** A let's channel; a release's cause, null when nobody recorded it. */
  readonly by: string | null;
}

/** Movements of a year counted. */
export interface MovementCount extends MovementKey {
  readonly units: number;
}

/** A fact that the guards of today would refuse where it stands. */
export interface Anomaly {
  readonly unitId: string;
  readonly label: string;
  readonly type: string;
  readonly code: string;
  readonly effectiveOn: CivilDate;
  readonly eventId: string;
}

/** What is known of a unit as of a coordinate. */
export interface UnitView {
  readonly unitId: string;
  readonly state: UnitState;
  readonly outlook: Outlook;
  readonly label: string;
}

/** A stretch of a unit's history in which nothing changed: [from, to), `to` null when it has no end yet. */
export interface HistorySegment {
  readonly from: CivilDate;
  readonly to: CivilDate | null;
  readonly state: UnitState;
  readonly outlook: Outlook;
}
