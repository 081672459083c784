import type { SavedViews } from './saved-views.js';
import type { RegisterViews } from './views.js';

export interface KeepingOptions {
  /** Events after which the views are worth saving again: what would have to be read at the next start. */
  readonly after?: number;
  /** How long at least between two savings while the register goes on, in milliseconds. */
  readonly every?: number;
}

/** Some tenths of a second of reading. */
const AFTER = 20_000;
const EVERY = 10 * 60_000;
/** A register that was just opened without saved views, or with old ones, does not wait so long. */
const FIRST = 1_000;

/** Saves the views now and then, and at the end, when enough came since. That it cannot be done is no reason to stop. */
export class ViewsKeeper {
  readonly #after: number;
  readonly #ending = new AbortController();
  readonly #timers: readonly NodeJS.Timeout[];
  #saved: number;
  #saving: Promise<void> | undefined;

  /** @param saved how many events the saved views hold */
  constructor(
    private readonly file: SavedViews,
    private readonly views: RegisterViews,
    saved: number,
    { after = AFTER, every = EVERY }: KeepingOptions = {},
  ) {
    this.#saved = saved;
    this.#after = after;
    const save = () => void this.saveWhenWorth();
    this.#timers = [setTimeout(save, Math.min(FIRST, every)).unref(), setInterval(save, every).unref()];
  }

  /** Saves the views when enough came since they were saved; resolves when it is done, or was under way and is. */
  async saveWhenWorth(): Promise<void> {
    if (!this.#saving && this.views.events - this.#saved < this.#after) return;
    this.#saving ??= this.#save(this.#ending.signal).finally(() => (this.#saving = undefined));
    await this.#saving;
  }

  /** Throws away what is saved: the next saving is of the views as they are. */
  async discard(): Promise<void> {
    await this.#saving;
    this.#saved = 0;
    await this.file.discard();
  }

  /** Ends what is under way, and saves the views a last time when that is worth it. Nothing may be taken in any more. */
  async close(): Promise<void> {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#ending.abort();
    await this.#saving;
    if (this.views.events - this.#saved >= this.#after) await this.#save();
  }

  /** A cache that cannot be written is done without. */
  async #save(signal?: AbortSignal): Promise<void> {
    const { events } = this.views;
    await this.file.save(this.views, signal).then(
      () => (this.#saved = events),
      () => undefined,
    );
  }
}
