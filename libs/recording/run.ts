import {
  eventId,
  EventIdTaken,
  StoreUnavailable,
  WrongExpectedRevision,
  type AppendResult,
  type EventMetadata,
  type EventStore,
  type ExpectedRevision,
  type NewEvent,
  type Position,
  type StoredEvent,
} from '#event-store';
import {
  CommandIdReused,
  CommandRejected,
  Contended,
  PreconditionFailed,
  type CommandContext,
  type Outcome,
  type RecordedEvent,
} from './command.js';
import type { DecidedEvent, Decision, Part } from './part.js';
import type { Surroundings } from './surroundings.js';

/** How often one stream is decided again because others changed it in between, and a command because it was overtaken. */
export const TRIES = 16;

/** The same command, sent again, is carried out elsewhere at this moment, and is further: begin anew with what it has appended. */
export class Overtaken extends Error {
  override readonly name = 'Overtaken';
  constructor(readonly stream: string) {
    super(`${stream} has events of this command that were not there when it was begun`);
  }
}

/** True when all that a command appends is there. @param prior its events, none of them an undoing */
export function isWhole(prior: readonly StoredEvent[]): boolean {
  const first = prior[0];
  return first !== undefined && prior.length >= (first.metadata.commandEvents ?? 1);
}

/** A part with what was decided, or with what this command appended to its stream before it was interrupted. */
interface Draft {
  readonly part: Part;
  readonly events: readonly DecidedEvent[];
  readonly expected: ExpectedRevision;
  readonly there: boolean;
}

/** One execution of one command. */
export class Run {
  private readonly recorded: RecordedEvent[] = [];
  private readonly undoable: { readonly part: Part; readonly events: readonly RecordedEvent[] }[] = [];
  private position: Position | null = null;
  private appended = false;

  constructor(
    private readonly store: EventStore,
    private readonly surroundings: Surroundings,
    private readonly context: CommandContext,
    private readonly digest: string,
    private readonly prior: readonly StoredEvent[],
    private readonly parts: readonly Part[],
  ) {}

  async finish(): Promise<Outcome> {
    const main = Math.max(
      0,
      this.parts.findIndex((part) => part.main),
    );
    const stream = this.parts[main]!.stream;
    if (isWhole(this.prior)) {
      for (const event of this.prior) this.keep(event);
      return this.outcome('repeated', stream, null);
    }
    const drafts = await this.drafts(main);
    const total = drafts.reduce((sum, draft) => sum + draft.events.length, 0);
    let ordinal = 0;
    for (const draft of drafts) {
      if (draft.there) this.keepPrior(draft.part);
      else if (draft.events.length > 0) await this.append(draft, ordinal, total);
      ordinal += draft.events.length;
    }
    const untouched = drafts[main]!.expected;
    return this.outcome(total === 0 ? 'unchanged' : this.appended ? 'recorded' : 'repeated', stream, untouched);
  }

  /** Decides on every stream before anything is appended. */
  private async drafts(main: number): Promise<readonly Draft[]> {
    const drafts: Draft[] = [];
    for (const [index, part] of this.parts.entries()) {
      const own = this.prior.filter((event) => event.stream === part.stream);
      if (own.length > 0) {
        drafts.push({ part, events: own, expected: own.at(-1)!.revision, there: true });
        continue;
      }
      const { expectedRevision } = this.context;
      const foreseen = part.foresee?.();
      if (foreseen && (expectedRevision === undefined || expectedRevision === foreseen.revision)) {
        drafts.push({ part, events: foreseen.events, expected: foreseen.revision, there: false });
        continue;
      }
      const stored = await this.read(part.stream);
      const expected = revisionOf(stored);
      if (index === main && expectedRevision !== undefined && expectedRevision !== expected) {
        throw new PreconditionFailed(expectedRevision, expected);
      }
      drafts.push({ part, events: await this.decided(part, stored), expected, there: false });
    }
    return drafts;
  }

  /** @throws Overtaken */
  private async read(stream: string): Promise<readonly StoredEvent[]> {
    const stored = await this.store.readStream(stream);
    const known = new Set([...this.prior, ...this.recorded].map(({ id }) => id));
    const { commandId } = this.context;
    if (stored.some(({ id, metadata }) => metadata.commandId === commandId && !known.has(id)))
      throw new Overtaken(stream);
    return stored;
  }

  private async decided(part: Part, stored: readonly StoredEvent[]): Promise<readonly DecidedEvent[]> {
    const decision: Decision = part.decide(stored);
    if ('events' in decision) return decision.events;
    await this.undo();
    if ('contended' in decision) throw new Contended(part.stream);
    const { code, message, conflict, details } = decision.rejection;
    throw new CommandRejected(code, message, conflict, details);
  }

  /** Appends a part, deciding it again while others change its stream; what cannot follow undoes what went before. */
  private async append(draft: Draft, ordinal: number, total: number): Promise<void> {
    const { stream } = draft.part;
    let { events, expected } = draft;
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const appending = this.newEvents(stream, events, ordinal, total);
      const result = await this.tryAppend(stream, expected, appending);
      if (result !== 'lost') {
        this.appended ||= !result.repeated;
        this.keepAppended(draft.part, appending, result);
        return;
      }
      const stored = await this.read(stream);
      const actual = revisionOf(stored);
      if (this.context.expectedRevision !== undefined && this.context.expectedRevision === expected) {
        await this.undo();
        throw new PreconditionFailed(expected, actual);
      }
      // Whoever was faster may be another process: what is decided by must have seen it too.
      const last = stored.at(-1);
      if (last) await this.surroundings.reached(last.position);
      const again = await this.decided(draft.part, stored);
      // The ordinals of later parts, and the size that every event tells, are settled by now.
      if (again.length !== draft.events.length) break;
      [events, expected] = [again, actual];
    }
    await this.undo();
    throw new Contended(stream);
  }

  private async tryAppend(
    stream: string,
    expected: ExpectedRevision,
    events: readonly NewEvent[],
  ): Promise<AppendResult | 'lost'> {
    try {
      return await this.store.append(stream, expected, events);
    } catch (error) {
      if (error instanceof WrongExpectedRevision) return 'lost';
      if (error instanceof EventIdTaken) throw new CommandIdReused(this.context.commandId);
      if (error instanceof StoreUnavailable && error.holder === undefined) {
        // A failure is not a no: the events may be stored. Read back before anything else.
        const last = (await this.store.readStream(stream)).find((stored) => stored.id === events.at(-1)!.id);
        if (last) return { revision: last.revision, position: last.position, repeated: false };
      }
      throw error;
    }
  }

  private newEvents(stream: string, events: readonly DecidedEvent[], ordinal: number, total: number): NewEvent[] {
    const metadata: EventMetadata = {
      ...this.metadata(),
      ...(this.parts.length > 1 && { commandEvents: total }),
      ...(this.context.source && { source: this.context.source }),
    };
    return events.map((event, i) => this.newEvent(stream, event, ordinal + i, metadata));
  }

  private newEvent(stream: string, event: DecidedEvent, ordinal: number, metadata: EventMetadata): NewEvent {
    const schemaVersion = this.surroundings.versionOf(stream, event.type);
    return {
      id: eventId(this.context.commandId, ordinal),
      type: event.type,
      schemaVersion,
      data: event.data,
      metadata,
    };
  }

  private metadata(): EventMetadata {
    const { commandId, actor, correlationId } = this.context;
    return { commandId, actor, correlationId, commandDigest: this.digest };
  }

  /** Undoes, last first, what this command has appended so far: visibly, by events. */
  async undo(): Promise<void> {
    this.parts.forEach((part) => {
      if (!this.undoable.some((done) => done.part === part)) this.keepPrior(part);
    });
    // Past every ordinal that the command itself can have.
    let ordinal = 1_000_000;
    for (const { part, events } of this.undoable.toReversed()) {
      const undoing = events.toReversed().map((event) => this.surroundings.undoOf(event));
      const metadata: EventMetadata = { ...this.metadata(), compensation: true };
      const appending = undoing.map((event) => this.newEvent(part.stream, event, ordinal++, metadata));
      await this.appendAtEnd(part.stream, appending);
    }
  }

  private async appendAtEnd(stream: string, events: readonly NewEvent[]): Promise<void> {
    for (;;) {
      const expected = revisionOf(await this.store.readStream(stream));
      if ((await this.tryAppend(stream, expected, events)) !== 'lost') return;
    }
  }

  private keepPrior(part: Part): void {
    const own = this.prior.filter((event) => event.stream === part.stream);
    for (const event of own) this.keep(event);
    if (own.length > 0) this.undoable.push({ part, events: own });
  }

  private keep(event: StoredEvent): void {
    this.recorded.push(event);
    this.position = Math.max(this.position ?? 0, event.position);
  }

  private keepAppended(part: Part, events: readonly NewEvent[], result: AppendResult): void {
    const first = result.revision - events.length + 1;
    const { stream } = part;
    const recorded = events.map(({ id, type, data }, i) => ({ id, stream, revision: first + i, type, data }));
    this.recorded.push(...recorded);
    this.undoable.push({ part, events: recorded });
    this.position = Math.max(this.position ?? 0, result.position);
  }

  private outcome(status: Outcome['status'], stream: string, untouched: ExpectedRevision | null): Outcome {
    const last = this.recorded.filter((event) => event.stream === stream).at(-1);
    const revision = last?.revision ?? (typeof untouched === 'number' ? untouched : null);
    return { status, events: this.recorded, revision, position: this.position };
  }
}

function revisionOf(events: readonly StoredEvent[]): ExpectedRevision {
  return events.at(-1)?.revision ?? 'none';
}
