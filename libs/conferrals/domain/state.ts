import type { CivilDate, Stored } from '#temporal';
import type { ConferralEvent } from './events.js';

/** An event that states a fact about the conferral: every one but a correction. */
export type ConferralFact = Exclude<ConferralEvent, { type: 'EventAnnulled' }>;
export type StoredConferralFact = Stored<ConferralFact>;

export interface ConferralState {
  readonly body: string;
  readonly ambito: string;
  readonly title: string;
  /** First day of the convention. */
  readonly from: CivilDate;
  /** Last day: the one it ended on, or the one it says; null when no end is known. */
  readonly until: CivilDate | null;
  readonly ended: boolean;
}

/** The state of a stream without events. */
export type MaybeConferral = ConferralState | null;

/** Both the first and the last day are days of the convention. */
export function isOpenOn({ from, until }: Pick<ConferralState, 'from' | 'until'>, on: CivilDate): boolean {
  return from <= on && (until === null || on <= until);
}
