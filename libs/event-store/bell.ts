/** Wakes those who wait for the log to grow. A ring that nobody waits for is lost: look at the log before waiting. */
export class Bell {
  readonly #sleepers = new Set<() => void>();

  ring(): void {
    for (const wake of [...this.#sleepers]) wake();
  }

  /** Resolves at the next ring, when the signal aborts, or after `atMost` milliseconds. */
  async wait(signal: AbortSignal, atMost?: number): Promise<void> {
    if (signal.aborted) return;
    await new Promise<void>((resolve) => {
      const timer = atMost === undefined ? undefined : setTimeout(() => wake(), atMost);
      const wake = (): void => {
        clearTimeout(timer);
        this.#sleepers.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.#sleepers.add(wake);
      signal.addEventListener('abort', wake);
    });
  }
}
