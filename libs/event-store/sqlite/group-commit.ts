import { StoreUnavailable } from '../port.js';

interface Waiting<Request, Answer> {
  readonly request: Request;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (reason: unknown) => void;
}

/** Most requests in one transaction, so that the first of a crowd does not wait for the last. */
const MOST = 256;

/** How long commits may follow one another before everything else of the process gets its turn, in milliseconds. */
const AT_A_STRETCH = 10;

/**
 * Gathers the requests that are made before everything that can go on without waiting has gone on, and hands them over
 * together. `commit` is synchronous: while it waits for the disk the next ones gather. A lone request does not wait for a
 * turn of the event loop, which would cost it a tenth of what the disk takes; but now and then there is one.
 */
export class GroupCommit<Request, Answer> {
  readonly #commit: (requests: readonly Request[]) => readonly (Answer | Error)[];
  readonly #waiting: Waiting<Request, Answer>[] = [];
  #scheduled = false;
  #lastTurn = -Infinity;
  #alone: Promise<unknown> | undefined;
  #closed = false;
  #commits = 0;

  constructor(commit: (requests: readonly Request[]) => readonly (Answer | Error)[]) {
    this.#commit = commit;
  }

  /** Transactions made so far. */
  get commits(): number {
    return this.#commits;
  }

  /** Resolves with the answer once it is durable. @throws what `commit` threw or answered */
  submit(request: Request): Promise<Answer> {
    if (this.#closed) return Promise.reject(new StoreUnavailable('the log is closed'));
    return new Promise((resolve, reject) => {
      this.#waiting.push({ request, resolve, reject });
      this.#schedule();
    });
  }

  /** Runs a long task by itself: what came before goes first, what comes meanwhile waits. */
  async alone<T>(task: () => Promise<T>): Promise<T> {
    while (this.#alone) await this.#alone.catch(() => undefined);
    if (this.#closed) throw new StoreUnavailable('the log is closed');
    this.#flush();
    const running = task();
    this.#alone = running;
    try {
      return await running;
    } finally {
      this.#alone = undefined;
      this.#schedule();
    }
  }

  /** Hands over what is waiting, then takes no more. */
  async close(): Promise<void> {
    this.#closed = true;
    while (this.#alone) await this.#alone.catch(() => undefined);
    this.#flush();
  }

  #schedule(): void {
    if (this.#scheduled || this.#alone || this.#waiting.length === 0) return;
    this.#scheduled = true;
    if (performance.now() - this.#lastTurn < AT_A_STRETCH) process.nextTick(() => this.#commitDue());
    else {
      setImmediate(() => {
        this.#lastTurn = performance.now();
        this.#commitDue();
      });
    }
  }

  #commitDue(): void {
    this.#scheduled = false;
    if (!this.#alone) this.#flushSome();
    this.#schedule();
  }

  #flush(): void {
    while (this.#waiting.length > 0) this.#flushSome();
  }

  #flushSome(): void {
    const batch = this.#waiting.splice(0, MOST);
    if (batch.length === 0) return;
    let answers: readonly (Answer | Error)[];
    try {
      this.#commits++;
      answers = this.#commit(batch.map((waiting) => waiting.request));
    } catch (error) {
      for (const waiting of batch) waiting.reject(error);
      return;
    }
    for (const [i, waiting] of batch.entries()) {
      const answer = answers[i];
      if (answer === undefined || answer instanceof Error) waiting.reject(answer);
      else waiting.resolve(answer);
    }
  }
}
