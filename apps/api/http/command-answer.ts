import type { Request, Response } from 'express';
import type { Outcome, RecordedEvent } from '#recording';
import { contextOf } from './request-context.js';

/** What a command answers. */
export interface CommandAnswer {
  /** recorded now; repeated: by this very command, before; unchanged: there was nothing to say. */
  readonly status: Outcome['status'];
  readonly commandId: string;
  /** What the command made, where it makes something with an id of its own. */
  readonly id?: string;
  /** What If-Match can say next; null when the record does not exist. */
  readonly revision: number | null;
  /** What a read can give as `minPosition` to see the outcome; null when nothing was ever recorded. */
  readonly position: string | null;
  readonly events: readonly RecordedEvent[];
}

/**
 * Answers a command: 201 with a Location when events were recorded (by it, now or before), 200 when there was nothing
 * to say; ETag is the revision.
 * @param location address, without the host, of what was made
 */
export function answerCommand(response: Response, outcome: Outcome, location: string): CommandAnswer {
  const { commandId } = contextOf(response.req as Request);
  const { status, events, revision, position, id } = outcome;
  contextOf(response.req as Request).outcome = status;
  response.status(status === 'unchanged' ? 200 : 201);
  if (status !== 'unchanged') response.location(location);
  if (revision !== null) response.set('ETag', `"${revision}"`);
  return {
    status,
    commandId: commandId!,
    ...(id !== undefined && { id }),
    revision,
    position: position === null ? null : String(position),
    events: events.map(({ id, stream, revision, type, data }) => ({ id, stream, revision, type, data })),
  };
}
