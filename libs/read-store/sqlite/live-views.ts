import type { DatabaseSync } from 'node:sqlite';
import type { StoredEvent } from '#event-store';
import { ReadStoreNotReady, type Checkpoint } from '../port.js';
import { CurrentConnection, openForWriting } from './connection.js';
import type { LiveTask } from './live-thread.js';
import { LiveWriter } from './live-writer.js';
import type { ViewsFolder } from './views-folder.js';
import { WorkingThread, type StartThread } from './working-thread.js';

/**
 * Applies batches to the version that answers: in this thread at first, and in one of its own once this process has
 * applied so many that it seems to go on. Rows take several times as long as the command that they tell of.
 */
export class LiveViews {
  readonly #connection: CurrentConnection;
  #here: { readonly db: DatabaseSync; readonly writer: LiveWriter } | undefined;
  #thread: WorkingThread<LiveTask, Checkpoint> | undefined;
  #applied = 0;

  constructor(
    private readonly folder: ViewsFolder,
    private readonly startThread: StartThread | undefined,
    private readonly threadFrom: number,
  ) {
    this.#connection = new CurrentConnection(folder, openForWriting);
  }

  /** As `ReadStore.apply`; a version was published. */
  async apply(batch: readonly StoredEvent[]): Promise<Checkpoint> {
    if (this.startThread && this.#applied >= this.threadFrom) return this.#applyThere(this.startThread, batch);
    this.#applied += batch.length;
    const db = this.#connection.get() ?? gone();
    if (this.#here?.db !== db) this.#here = { db, writer: new LiveWriter(db) };
    return this.#here.writer.apply(batch);
  }

  async close(): Promise<void> {
    this.#connection.close();
    await this.#thread?.end();
  }

  async #applyThere(startThread: StartThread, batch: readonly StoredEvent[]): Promise<Checkpoint> {
    this.#connection.close();
    this.#here = undefined;
    if (!this.#thread || this.#thread.ended) this.#thread = new WorkingThread(startThread('live-thread', undefined));
    const [stamp, file] = [this.folder.stamp(), this.folder.current()];
    if (stamp === undefined || file === undefined) return gone();
    return this.#thread.ask({ file, stamp, events: JSON.stringify(batch) });
  }
}

function gone(): never {
  throw new ReadStoreNotReady('the views were removed while they were written to');
}
