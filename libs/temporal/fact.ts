import type { CivilDate } from './civil-date.js';

/** The least that the two clocks need to know of a stored event. */
export interface Fact {
  readonly id: string;
  readonly revision: number;
  readonly position: number;
  readonly type: string;
  readonly data: {
    /** When the fact is true in the world. */
    readonly effectiveOn: CivilDate;
    /** The event that this one stands in for: it takes its rank among that day's facts. */
    readonly replaces?: string;
  };
}

/** The event type by which an earlier event of the same stream is annulled. Its data carry `target`. */
export const EVENT_ANNULLED = 'EventAnnulled';

/** Where a question stands: the date it asks about, and the prefix of the log it may know. */
export interface AsOf {
  /** Facts effective after this date are left out. Absent: every date, the future included. */
  readonly validAt?: CivilDate;
  /** Events after this position are not known. Absent: everything known. */
  readonly knownAt?: number;
}
