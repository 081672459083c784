import type { Position } from '#event-store';
import type { CivilDate } from '#temporal';

/** What every command carries besides its body. */
export interface CommandContext {
  /** A UUID. The same id with the same body is the same command: it appends once. */
  readonly commandId: string;
  /** Who says so: an office or an account, never a tenant. */
  readonly actor: string;
  readonly correlationId: string;
  /** If-Match: the revision the caller saw (`'none'`: not there yet). Absent: decided on the stream as it is found. */
  readonly expectedRevision?: number | 'none';
  /** Where the facts were read. */
  readonly source?: { readonly file?: string; readonly row?: number; readonly list?: string };
}

/** An event that a command appended, as its answer tells it. */
export interface RecordedEvent {
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly data: object;
}

/** What a command did. */
export interface Outcome {
  /** recorded: events were appended; repeated: by this very command, before; unchanged: there was nothing to say. */
  readonly status: 'recorded' | 'repeated' | 'unchanged';
  readonly events: readonly RecordedEvent[];
  /** Revision of the command's main stream after it; null when the stream does not exist. */
  readonly revision: number | null;
  /** Position that a query must have reached to see the outcome; null when nothing was ever appended. */
  readonly position: Position | null;
  /** What the command made, where it makes something with an id of its own (a unit). */
  readonly id?: string;
}

/** The register says no. Nothing was appended. */
export class CommandRejected extends Error {
  override readonly name = 'CommandRejected';
  constructor(
    /** Stable code, e.g. `NOT_VACANT`. */
    readonly code: string,
    message: string,
    /** The event that stands against the command, where there is one. */
    readonly conflict?: { readonly eventId: string; readonly type: string; readonly effectiveOn: CivilDate },
    /** Facts for a message in another language. */
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }
}

/** If-Match does not hold: somebody changed the stream. Nothing was appended, and no trace is left. */
export class PreconditionFailed extends Error {
  override readonly name = 'PreconditionFailed';
  constructor(
    readonly expected: number | 'none',
    readonly actual: number | 'none',
  ) {
    super(`the record is at revision ${actual}, not ${expected}`);
  }
}

/** The command id was used before for another body. */
export class CommandIdReused extends Error {
  override readonly name = 'CommandIdReused';
  constructor(readonly commandId: string) {
    super(`command ${commandId} was given before with another body`);
  }
}

/** Others kept changing the same record: nothing was appended (or what was has been undone, visibly). Try again. */
export class Contended extends Error {
  override readonly name = 'Contended';
  constructor(readonly stream: string) {
    super(`${stream} kept changing while the command was decided`);
  }
}
