import { Command } from '@nestjs/cqrs';
import type { CommandContext, Outcome } from './command.js';
import type { DecidedEvent } from './part.js';

/** The aggregates that have one stream an instance and no commands but facts and corrections. */
export const REFERENCE_AGGREGATES = ['body', 'declaration', 'programme', 'conferral', 'notice'] as const;
export type ReferenceAggregate = (typeof REFERENCE_AGGREGATES)[number];

/** An event to annul, and what takes its place (and its rank) if anything does. */
export interface CorrectionOrder {
  /** Id of the event to annul. */
  readonly target: string;
  readonly reason: string;
  /** The act that orders the correction, where there is one. */
  readonly act?: string;
  readonly replacements?: readonly DecidedEvent[];
}

/** Records facts of a body, a declaration, a programme, a conferral or a notice. Stream `{aggregate}-{id}`. */
export class RecordFacts extends Command<Outcome> {
  constructor(
    readonly context: CommandContext,
    readonly aggregate: ReferenceAggregate,
    readonly id: string,
    readonly facts: readonly DecidedEvent[],
  ) {
    super();
  }
}

/** Annuls events of such a stream, with their replacements. */
export class CorrectFacts extends Command<Outcome> {
  constructor(
    readonly context: CommandContext,
    readonly aggregate: ReferenceAggregate,
    readonly id: string,
    readonly corrections: readonly CorrectionOrder[],
  ) {
    super();
  }
}
