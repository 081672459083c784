import { canonicalDigest, type EventStore, type StoredEvent } from '#event-store';
import { CommandIdReused, CommandRejected, Contended, type CommandContext, type Outcome } from './command.js';
import type { Part } from './part.js';
import { isWhole, Overtaken, Run, TRIES } from './run.js';
import type { Surroundings } from './surroundings.js';

/** A command as the recorder takes it: what makes two commands the same. Plain JSON. */
export interface CommandBody {
  readonly name: string;
  readonly body: object;
}

/**
 * From a command to stored events: idempotent by command id, decided on the streams as they are and never at "any"
 * revision; over several streams either finished or visibly undone (architecture.md, sections 3 and 4).
 */
export class Recorder {
  constructor(
    private readonly store: EventStore,
    private readonly surroundings: Surroundings,
  ) {}

  /**
   * @param parts what to do to which stream, in the order in which it is appended; made on views that are up to date,
   *   knowing what this very command appended before it was interrupted, if anything
   * @throws CommandRejected PreconditionFailed CommandIdReused Contended StoreUnavailable
   */
  async record(
    context: CommandContext,
    command: CommandBody,
    parts: (prior: readonly StoredEvent[]) => readonly Part[] | Promise<readonly Part[]>,
  ): Promise<Outcome> {
    for (let tries = 1; ; tries++) {
      try {
        return await this.carryOut(context, command, parts);
      } catch (error) {
        if (!(error instanceof Overtaken)) throw error;
        if (tries === TRIES) throw new Contended(error.stream);
      }
    }
  }

  private async carryOut(
    context: CommandContext,
    command: CommandBody,
    parts: (prior: readonly StoredEvent[]) => readonly Part[] | Promise<readonly Part[]>,
  ): Promise<Outcome> {
    const digest = canonicalDigest({ ...command, actor: context.actor });
    const prior = await this.store.readCommand(context.commandId);
    if (prior.some((event) => event.metadata.commandDigest !== digest)) throw new CommandIdReused(context.commandId);
    if (prior.some((event) => event.metadata.compensation)) {
      throw new CommandRejected(
        'COMMAND_UNDONE',
        'this command could not be finished and was undone: give it a new id',
      );
    }
    await this.surroundings.current();
    const run = new Run(this.store, this.surroundings, context, digest, prior, await parts(prior));
    const outcome = await run.finish();
    if (outcome.position !== null) await this.surroundings.reached(outcome.position);
    return outcome;
  }

  /** Resolves when what commands are decided by is up to date: another process may have written. */
  current(): Promise<void> {
    return this.surroundings.current();
  }

  /**
   * Undoes the part that an interrupted command left behind, visibly, in its own name.
   * @returns how many events were undone; 0 when the command is whole, undone already, or unknown
   */
  async release(commandId: string): Promise<number> {
    const known = await this.store.readCommand(commandId);
    const prior = known.filter((event) => !event.metadata.compensation);
    const first = prior[0];
    // An undoing that was itself interrupted goes on: the events that undo have settled ids.
    if (!first || isWhole(prior) || known.length >= 2 * prior.length) return 0;
    const { actor, correlationId, commandDigest } = first.metadata;
    const context = { commandId, actor, correlationId };
    const parts = [...new Set(prior.map((event) => event.stream))].map((stream) => ({
      stream,
      decide: () => ({ events: [] }),
    }));
    await new Run(this.store, this.surroundings, context, commandDigest, prior, parts).undo();
    return prior.length;
  }
}
