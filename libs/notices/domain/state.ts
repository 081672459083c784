import type { CivilDate, Stored } from '#temporal';
import type { NoticeEvent } from './events.js';

/** An event that states a fact about the notice: every one but a correction. */
export type NoticeFact = Exclude<NoticeEvent, { type: 'EventAnnulled' }>;
export type StoredNoticeFact = Stored<NoticeFact>;

export interface NoticeState {
  readonly ambito: string;
  readonly title: string;
  readonly openedOn: CivilDate;
  /** Closing date announced; it may be prolonged, so it closes nothing by itself. */
  readonly closesOn: CivilDate | null;
  readonly closedOn: CivilDate | null;
}

/** The state of a stream without events. */
export type MaybeNotice = NoticeState | null;

/** Open on that day: opened by then and not closed by then. */
export function isOpenOn({ openedOn, closedOn }: Pick<NoticeState, 'openedOn' | 'closedOn'>, on: CivilDate): boolean {
  return openedOn <= on && (closedOn === null || on < closedOn);
}
