import { setTimeout as sleep } from 'node:timers/promises';

/** Wakes those who wait for the views to move. */
export class Progress {
  #next = Promise.withResolvers<void>();

  /** Something changed. */
  tell(): void {
    this.#next.resolve();
    this.#next = Promise.withResolvers<void>();
  }

  /** Resolves at the next change told here, or after `atMost` milliseconds: another process tells nothing. */
  async wait(atMost: number): Promise<void> {
    const timer = new AbortController();
    const timeout = sleep(atMost, undefined, { signal: timer.signal }).catch(() => undefined);
    await Promise.race([this.#next.promise, timeout]);
    timer.abort();
  }
}
