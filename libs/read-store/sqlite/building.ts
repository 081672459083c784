import type { Checkpoint } from '../port.js';
import type { NumberedName } from './new-numbers.js';
import type { RecordColumns } from './record-columns.js';

/** Some events, with the names that came up in them first. */
export interface RecordBatch {
  readonly streams: readonly NumberedName[];
  readonly names: readonly NumberedName[];
  readonly events: RecordColumns;
}

/** A version's file while it is made, in this thread or in another. */
export interface Building {
  /** Keeps events, in position order. Resolves when more may come. */
  take(batch: RecordBatch): Promise<void>;
  /** Makes the views of the events kept. The file is closed and on the disk when this resolves. @throws PoisonEvent */
  finish(checkpoint: Checkpoint): Promise<void>;
  /** Ends the work, at whatever point; the file may be removed then. */
  abandon(): Promise<void>;
}
