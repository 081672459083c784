import type { Language } from '#wording';

/** Injection token of {@link ApiSettings}. */
export const API_SETTINGS = Symbol('ApiSettings');

/** What the server is told when it starts, defaults filled in. */
export interface ApiSettings {
  /** Language of an answer to a caller who asks for none (Accept-Language). */
  readonly language: Language;
  /** Version of the program: semver. */
  readonly version: string;
  /** Most requests served at once; one more is answered 429. Health and metrics are always served. */
  readonly inFlight: number;
  /** Most milliseconds a request is worked on before it is answered 503. */
  readonly answerMillis: number;
  /** Most milliseconds a read waits for the views to reach its `minPosition`. */
  readonly catchUpMillis: number;
  /** Hosts that a request may be for; null: any (the server is published by others). */
  readonly onlyLoopbackHosts: boolean;
  /** Takes each line of the log, a JSON object without its newline. */
  readonly log: (line: string) => void;
}

export const DEFAULT_LIMITS = { inFlight: 256, answerMillis: 30_000, catchUpMillis: 2_000 } as const;

/** Where the resources stand; the version is in the path, as the Italian guidelines ask. */
export const API_BASE = 'api/v1';
