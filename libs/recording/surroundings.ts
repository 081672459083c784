import type { Position } from '#event-store';
import type { RecordedEvent } from './command.js';
import type { DecidedEvent } from './part.js';

/** What the recorder needs around the log. */
export interface Surroundings {
  /** Schema version of today of an event type in a stream. */
  versionOf(stream: string, type: string): number;
  /** The event that undoes one of a command over several streams which cannot be finished. */
  undoOf(event: RecordedEvent): DecidedEvent;
  /** Resolves when every view has seen the position: the caller reads his own write. */
  reached(position: Position): Promise<void>;
  /** Resolves when every view has seen all that is in the log now, whoever wrote it: what is decided by is up to date. */
  current(): Promise<void>;
}
