import type { CivilDate } from '#temporal';
import type {
  Alias,
  LifecycleState,
  OutReason,
  ProvisionalList,
  ServiceClass,
  StockState,
  TerminationCause,
} from './vocabulary.js';

/** What is true of a unit as of a coordinate. Independent dimensions, never melted into one. */
export interface UnitState {
  readonly stock: StockState;
  readonly outReason: OutReason | null;
  readonly serviceClass: ServiceClass;
  readonly lifecycle: LifecycleState;
  /** The state that a declined proposal or an ended valorisation goes back to. */
  readonly before: LifecycleState | null;
  readonly owner: string;
  readonly municipality: string | null;
  readonly ambito: string;
  readonly aliases: readonly Alias[];
  readonly provisional: { readonly list: ProvisionalList; readonly ordinal: number } | null;
  readonly registeredOn: CivilDate;
  /** The tenant's title has ended and the unit is still occupied: why. */
  readonly titleEnded: TerminationCause | null;
  readonly lot: LotInclusion | null;
  readonly sat: { readonly from: CivilDate; readonly until: CivilDate } | null;
  readonly notice: string | null;
  readonly conferral: string | null;
  readonly saleOrValorisation: 'valorisation' | 'sale' | null;
  /** The void in course; null while there is none. */
  readonly openVoid: OpenVoid | null;
  /** Last day on which works were completed or the unit was let, delivered or removed from a lot (letter c). */
  readonly lastDeliveredOn: CivilDate | null;
  readonly merged: { readonly into: string; readonly kind: 'duplicate' | 'joined'; readonly revision: number } | null;
}

export interface LotInclusion {
  readonly programme: string;
  readonly lot: string;
  readonly includedOn: CivilDate;
  /** Works completed, delivered, let or out of stock since the unit entered the lot (domain.md, letter c). */
  readonly delivered: boolean;
}

export interface OpenVoid {
  /** Null when the release is not known (vacant since before its census). */
  readonly since: CivilDate | null;
  /** End of the major works done in this void, if any. */
  readonly worksEndedOn: CivilDate | null;
  /** The unit was never let before: new build. */
  readonly firstLet: boolean;
}

/** The state of a stream without events. */
export type MaybeUnit = UnitState | null;

/** What is expected of a unit, read by knowledge alone: when it was stated is not compared with the valid date. */
export interface Outlook {
  /** Expected release of the tenancy in course, as last stated; null when none is, or it was withdrawn. */
  readonly releaseExpectedOn: CivilDate | null;
  /** Expected end of the works in course or to come, as last stated. */
  readonly worksExpectedOn: CivilDate | null;
}
