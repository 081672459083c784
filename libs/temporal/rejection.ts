import type { CivilDate } from './civil-date.js';

/** The event that stands against a command. */
export interface ConflictingEvent {
  readonly eventId: string;
  readonly type: string;
  readonly effectiveOn: CivilDate;
}

/** The register says no: a value, never an exception. The same for every aggregate. */
export interface Rejection {
  /** Stable code, e.g. `NOT_VACANT`. */
  readonly code: string;
  /** One plain English sentence; other languages are made from the code and the details. */
  readonly message: string;
  /** The event of the stream that stands against the command, where there is one. */
  readonly conflict?: ConflictingEvent;
  /** What a message needs besides: plain JSON, no personal data. */
  readonly details?: Readonly<Record<string, unknown>>;
}

export interface Rejected {
  readonly rejection: Rejection;
}

/** True when a decision is a refusal. */
export function isRejected<T extends object>(decision: T | Rejected): decision is Rejected {
  return 'rejection' in decision;
}
