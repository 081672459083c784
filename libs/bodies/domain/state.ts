import type { CivilDate, Stored } from '#temporal';
import type { BodyEvent, BodyKind } from './events.js';

/** An event that states a fact about the body: every one but a correction. */
export type BodyFact = Exclude<BodyEvent, { type: 'EventAnnulled' }>;
export type StoredBodyFact = Stored<BodyFact>;

/** What is true of a body as of a coordinate. */
export interface BodyState {
  readonly kind: BodyKind;
  /** Canonical name. */
  readonly name: string;
  /** Other ways in which documents write it, earlier names included. */
  readonly spellings: readonly string[];
  /** The Ambiti it belongs to. */
  readonly ambiti: readonly string[];
  readonly registeredOn: CivilDate;
  /** Body that manages its units; null while it does so itself. */
  readonly managedBy: string | null;
  /** The Comune it was merged into; its own code has ended. */
  readonly mergedInto: string | null;
}

/** The state of a stream without events. */
export type MaybeBody = BodyState | null;
