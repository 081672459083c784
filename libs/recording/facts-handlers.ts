import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { StoredEvent } from '#event-store';
import type { Outcome } from './command.js';
import { CorrectFacts, RecordFacts, type CorrectionOrder, type ReferenceAggregate } from './facts-commands.js';
import type { DecidedEvent, Decision } from './part.js';
import { Recorder } from './recorder.js';

/** What is asked of one of the aggregates without commands of their own. */
export type FactsCommand =
  | { readonly kind: 'record'; readonly facts: readonly DecidedEvent[] }
  | { readonly kind: 'correct'; readonly corrections: readonly CorrectionOrder[] };

/** Injection token of {@link ReferenceDeciders}. */
export const REFERENCE_DECIDERS = Symbol('ReferenceDeciders');

/** How each aggregate decides on its stream. */
export type ReferenceDeciders = Readonly<
  Record<ReferenceAggregate, (id: string, command: FactsCommand, events: readonly StoredEvent[]) => Decision>
>;

@CommandHandler(RecordFacts)
export class RecordFactsHandler implements ICommandHandler<RecordFacts> {
  constructor(
    private readonly recorder: Recorder,
    @Inject(REFERENCE_DECIDERS) private readonly deciders: ReferenceDeciders,
  ) {}

  execute({ context, aggregate, id, facts }: RecordFacts): Promise<Outcome> {
    const command = { name: 'RecordFacts', body: { aggregate, id, facts } };
    return this.recorder.record(context, command, () => [
      {
        stream: `${aggregate}-${id}`,
        decide: (events) => this.deciders[aggregate](id, { kind: 'record', facts }, events),
      },
    ]);
  }
}

@CommandHandler(CorrectFacts)
export class CorrectFactsHandler implements ICommandHandler<CorrectFacts> {
  constructor(
    private readonly recorder: Recorder,
    @Inject(REFERENCE_DECIDERS) private readonly deciders: ReferenceDeciders,
  ) {}

  execute({ context, aggregate, id, corrections }: CorrectFacts): Promise<Outcome> {
    const command = { name: 'CorrectFacts', body: { aggregate, id, corrections } };
    return this.recorder.record(context, command, () => [
      {
        stream: `${aggregate}-${id}`,
        decide: (events) => this.deciders[aggregate](id, { kind: 'correct', corrections }, events),
      },
    ]);
  }
}
