import { UnreadableEvent } from '#event-store';
import { PoisonEvent } from '#read-store';

/** The event that nothing can be made of: in the log line, in the answer of `/health/ready`. */
export interface StoppedBy {
  readonly position: string;
  readonly stream: string;
  readonly reason: string;
}

/** The event that an error names; undefined for an error that may pass: a server away, a disk full. */
export function stoppedBy(error: unknown): StoppedBy | undefined {
  if (!(error instanceof PoisonEvent || error instanceof UnreadableEvent)) return undefined;
  return { position: String(error.position), stream: error.stream, reason: error.message };
}
