/** Wakes those who wait for the log to grow. A ring that nobody waits for is lost: look at the log before waiting. */
export class Bell {
  readonly #sleepers = new Set<() => void>();
  /** Those that ring when they abort: listening to one anew at every wait costs more than the wait. */
  readonly #heard = new WeakSet<AbortSignal>();

  ring(): void {
    for (const wake of [...this.#sleepers]) wake();
  }

  /** Resolves at the next ring, when a signal that somebody waits with aborts, or after `atMost` milliseconds. */
  wait(signal: AbortSignal, atMost?: number): Promise<void> {
    if (signal.aborted) return Promise.resolve();
    this.#hear(signal);
    return new Promise((resolve) => {
      const timer = atMost === undefined ? undefined : setTimeout(() => wake(), atMost);
      const wake = (): void => {
        clearTimeout(timer);
        this.#sleepers.delete(wake);
        resolve();
      };
      this.#sleepers.add(wake);
    });
  }

  #hear(signal: AbortSignal): void {
    if (this.#heard.has(signal)) return;
    this.#heard.add(signal);
    signal.addEventListener('abort', () => this.ring(), { once: true });
  }
}
