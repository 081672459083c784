import type { DatabaseSync } from 'node:sqlite';
import type { StoredEvent } from '#event-store';
import { openForWriting } from './connection.js';
import { LiveWriter } from './live-writer.js';
import { doTasks } from './thread-tasks.js';

/** A batch for a version's file. */
export interface LiveTask {
  readonly file: string;
  /** Which publication of it: a file removed and made again may have the same name. */
  readonly stamp: string;
  /** The events as JSON: one text passes from thread to thread for a fraction of what as many objects take. */
  readonly events: string;
}

let open: { readonly stamp: string; readonly db: DatabaseSync; readonly writer: LiveWriter } | undefined;

function writerOf({ file, stamp }: LiveTask): LiveWriter {
  if (open?.stamp === stamp) return open.writer;
  open?.db.close();
  open = undefined;
  const db = openForWriting(file);
  open = { stamp, db, writer: new LiveWriter(db) };
  return open.writer;
}

/** The program of the thread that applies batches to the version that answers. */
doTasks((task: LiveTask) => writerOf(task).apply(JSON.parse(task.events) as StoredEvent[]));
