import type { Checkpoint } from '../port.js';
import type { Building, RecordBatch } from './building.js';
import type { BuildingTask } from './building-thread.js';
import { WorkingThread, type StartThread } from './working-thread.js';

/** Batches on their way: enough that the thread never waits, few enough that they do not pile up. */
const ON_THEIR_WAY = 4;

/** Makes a version's file in a thread of its own: this one goes on serving, and reads the log meanwhile. */
export class ThreadedBuilding implements Building {
  readonly #thread: WorkingThread<BuildingTask, void>;
  #failed: { readonly by: unknown } | undefined;

  constructor(file: string, startThread: StartThread) {
    this.#thread = new WorkingThread(startThread('building-thread', { file }));
  }

  async take(batch: RecordBatch): Promise<void> {
    this.#assertWhole();
    // Told again by the batch that waits for it, by the next one, and by `finish`.
    this.#ask({ kind: 'take', batch }).catch(() => undefined);
    await this.#thread.hasRoom(ON_THEIR_WAY);
  }

  async finish(checkpoint: Checkpoint): Promise<void> {
    this.#assertWhole();
    await this.#ask({ kind: 'finish', checkpoint });
    this.#assertWhole();
    await this.abandon();
  }

  async abandon(): Promise<void> {
    await this.#thread.end();
  }

  /** The first failure is the version's: rows are missing from then on. */
  async #ask(task: BuildingTask): Promise<void> {
    try {
      await this.#thread.ask(task);
    } catch (error) {
      this.#failed ??= { by: error };
      throw this.#failed.by;
    }
  }

  #assertWhole(): void {
    if (this.#failed) throw this.#failed.by;
  }
}
