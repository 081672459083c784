/**
 * Who may write at the same time in this process: those who share no key, and nobody beside one who is alone. First come,
 * first served.
 */
export class Turns {
  readonly #last = new Map<string, Promise<unknown>>();
  readonly #shared = new Set<Promise<unknown>>();
  #alone: Promise<unknown> = Promise.resolve();

  /** Runs after every other task that has one of these keys, and after whoever was alone. */
  async shared<T>(keys: ReadonlySet<string>, task: () => Promise<T>): Promise<T> {
    const before = Promise.all([this.#alone, ...[...keys].map((key) => this.#last.get(key))]);
    const run = before.then(task);
    const settled = run.catch(() => undefined);
    for (const key of keys) this.#last.set(key, settled);
    this.#shared.add(settled);
    try {
      return await run;
    } finally {
      this.#shared.delete(settled);
      for (const key of keys) if (this.#last.get(key) === settled) this.#last.delete(key);
    }
  }

  /** Runs after everything that was asked for before; what is asked for later waits. */
  async alone<T>(task: () => Promise<T>): Promise<T> {
    const run = Promise.all([this.#alone, ...this.#shared]).then(task);
    this.#alone = run.catch(() => undefined);
    return run;
  }
}
