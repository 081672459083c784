import { Bell } from '../bell.js';

/** Nothing came from the server for longer than it is allowed to be silent. */
export class Silence extends Error {
  override readonly name = 'Silence';
  constructor(millis: number) {
    super(`no answer for ${millis} ms`);
  }
}

/** What is used of the client's streams. */
export interface ClientStream {
  readonly readableLength: number;
  read(): unknown;
  on(event: string, listener: (...args: unknown[]) => void): unknown;
  removeAllListeners(event: string): unknown;
  resume(): unknown;
}

/**
 * One of the client's streams, pulled item by item. The client's `for await` neither times out nor lets go of the call;
 * and `caughtUp` is emitted ahead of events that still wait in the stream: here it counts only once they were taken.
 */
export class PulledStream<T> {
  readonly #stream: ClientStream;
  readonly #cancel: () => Promise<void>;
  readonly #bell = new Bell();
  #failure: unknown;
  #failed = false;
  #ended = false;
  #signs = 0;
  #taken = 0;
  #caughtUpAfter = Infinity;

  constructor(stream: ClientStream, cancel: () => Promise<void>) {
    this.#stream = stream;
    this.#cancel = cancel;
    stream.on('readable', () => this.sign());
    stream.on('error', (error) => {
      if (!this.#failed) this.#failure = error;
      this.#failed = true;
      this.sign();
    });
    stream.on('end', () => this.#end());
    stream.on('close', () => this.#end());
    stream.on('caughtUp', () => {
      this.#caughtUpAfter = this.#taken + stream.readableLength;
      this.sign();
    });
    stream.on('fellBehind', () => {
      this.#caughtUpAfter = Infinity;
    });
  }

  /** The server has said something: it is not silent. */
  sign(): void {
    this.#signs++;
    this.#bell.ring();
  }

  /** True when everything the server has sent was taken and it says that this is all there is. */
  get caughtUp(): boolean {
    return this.#taken >= this.#caughtUpAfter && this.#stream.readableLength === 0 && !this.#failed;
  }

  /**
   * The next item, or that there is none for now any more; undefined at the end, and when the signal aborts.
   * @param silence how long to wait for a sign of the server while it owes one, in milliseconds; undefined: as long as it takes
   * @throws Silence; what the client throws
   */
  async take(signal: AbortSignal, silence: number | undefined): Promise<T | 'caught-up' | undefined> {
    const wasCaughtUp = this.caughtUp;
    while (!signal.aborted) {
      const item = this.#stream.read() as T | null;
      if (item !== null) {
        this.#taken++;
        return item;
      }
      if (this.#failed) throw this.#failure;
      if (this.#ended) return undefined;
      if (this.caughtUp && !wasCaughtUp) return 'caught-up';
      const signs = this.#signs;
      await this.#bell.wait(signal, silence);
      if (silence !== undefined && signs === this.#signs && !signal.aborted) throw new Silence(silence);
    }
    return undefined;
  }

  /**
   * Lets go of the call. What the client still reports about it concerns nobody; what was on its way is taken and thrown
   * away: the call behind a destroyed stream would never end, and the client waits for its calls when it is closed.
   */
  stop(): void {
    this.#stream.removeAllListeners('readable');
    this.#stream.on('error', () => undefined);
    this.#cancel().catch(() => undefined);
    this.#stream.resume();
  }

  #end(): void {
    this.#ended = true;
    this.sign();
  }
}
