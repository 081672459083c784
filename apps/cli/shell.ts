import type { Language, Wording } from '#wording';

/** 0: done; 1: the data say no; 2: the call was wrong, or the register is held or out of reach (architecture.md, section 7). */
export type ExitCode = 0 | 1 | 2;

/** What the command line stands on: where it writes and what surrounds it. */
export interface Shell {
  readonly language: Language;
  readonly environment: NodeJS.ProcessEnv;
  /** Results, and nothing else. */
  readonly out: (text: string) => void;
  /** As `out`, and resolves when the reader has room for more: for results of any length. */
  readonly outInPace: (text: string) => Promise<void>;
  /** Progress, advice, errors. */
  readonly err: (text: string) => void;
}

/** The caller asked for something that cannot be: said in the caller's language, exit code 2. */
export class BadCall extends Error {
  override readonly name = 'BadCall';
  constructor(readonly wording: Wording) {
    super(wording.en);
  }
}
