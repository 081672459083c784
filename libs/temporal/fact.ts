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

/** What an aggregate's event is before it is stored: the fact alone. */
export interface FactBody {
  readonly type: string;
  readonly data: Fact['data'];
}

/** A fact as it stands in its stream. */
export type Stored<B extends FactBody> = B & Pick<Fact, 'id' | 'revision' | 'position'>;

/** A correction: see domain.md, section 2. Its effectiveOn is its target's: nothing is read from it. */
export interface Annulment {
  readonly type: typeof EVENT_ANNULLED;
  readonly data: {
    readonly effectiveOn: CivilDate;
    readonly target: string;
    readonly reason: string;
    readonly replaces?: string;
    readonly act?: string;
    readonly note?: string;
  };
}

/** What a stream of these events holds that is not a correction. */
export type FactIn<F> = Exclude<F, { readonly type: typeof EVENT_ANNULLED }>;

/** Where a question stands: the date it asks about, and the prefix of the log it may know. */
export interface AsOf {
  /** Facts effective after this date are left out. Absent: every date, the future included. */
  readonly validAt?: CivilDate;
  /** Events after this position are not known. Absent: everything known. */
  readonly knownAt?: number;
}
