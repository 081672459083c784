import type { CivilDate, Stored } from '#temporal';
import type { LotKind, ProgrammeEvent } from './events.js';

/** An event that states a fact about the programme: every one but a correction. */
export type ProgrammeFact = Exclude<ProgrammeEvent, { type: 'EventAnnulled' }>;
export type StoredProgrammeFact = Stored<ProgrammeFact>;

export interface ProgrammeState {
  readonly name: string;
  readonly owner: string;
  readonly ambito: string;
  readonly proposedOn: CivilDate;
  /** Null: not formalised by an act yet. */
  readonly formalisedOn: CivilDate | null;
  readonly lots: readonly Lot[];
}

export interface Lot {
  readonly lot: string;
  readonly name: string;
  readonly kind: LotKind;
  readonly openedOn: CivilDate;
  readonly closedOn: CivilDate | null;
  /** Expected delivery; null when not known. */
  readonly expectedOn: CivilDate | null;
  /** Year in which its units are declared assignable; null when not declared. */
  readonly assignableIn: number | null;
}

/** The state of a stream without events. */
export type MaybeProgramme = ProgrammeState | null;

/** Open on that day: opened by then and not closed by then. A lot that closes on a day is not open on it. */
export function isOpenOn({ openedOn, closedOn }: Pick<Lot, 'openedOn' | 'closedOn'>, on: CivilDate): boolean {
  return openedOn <= on && (closedOn === null || on < closedOn);
}
