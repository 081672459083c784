import { setImmediate as nextTurn } from 'node:timers/promises';
import type { EventStore, Position, StoredEvent } from '#event-store';
import { PoisonEvent, type Checkpoint, type ReadStore } from './port.js';
import { Progress } from './progress.js';

export interface ProjectorOptions {
  readonly log: Pick<EventStore, 'subscribe' | 'readPages' | 'readStream' | 'head'>;
  readonly views: Pick<ReadStore, 'apply' | 'checkpoint' | 'hold' | 'startVersion'>;
  /** What it does, for another projector that has to wait. Default "projector". */
  readonly purpose?: string;
  /** Most events in one transaction while following. Default 50: others get their turn in between. */
  readonly batchSize?: number;
  /**
   * How long it rests after it has caught up, in milliseconds: what is recorded meanwhile goes into the views together, for
   * a fraction of the work. Whoever waits for the views ends the rest. Default 100.
   */
  readonly restMillis?: number;
  /**
   * Resolves when those who read the log first have read up to a position: the views are not built before, for two who
   * read the whole log at once take each other's time. Default: nobody goes first.
   */
  readonly goesFirst?: (position: Position) => Promise<void>;
  /** Told whenever the status changes. */
  readonly onStatus?: (status: ProjectorStatus) => void;
}

/**
 * idle: not running; waiting: another projector works; building: a new version is made, the old one answers meanwhile;
 * following: the log's events are applied as they come; stopped: something cannot be gone past, the answers stay as they are.
 */
export type ProjectorState = 'idle' | 'waiting' | 'building' | 'following' | 'stopped';

export interface ProjectorStatus {
  readonly state: ProjectorState;
  /** Why it stopped: a PoisonEvent names the event; an unreadable event or a store out of reach say so themselves. */
  readonly stoppedBy: Error | null;
}

export interface Lag {
  /** Position that the answers go up to; null while there are none. */
  readonly position: Position | null;
  readonly head: Position;
  readonly caughtUp: boolean;
  /** Events that the answers lack; null while there are no answers. */
  readonly events: number | null;
  /** Recorded time between the last event applied and the log's last; null while there are no answers. */
  readonly seconds: number | null;
}

/** As many events behind, and so large a part of the log, views are built anew in less time than they take to catch up. */
const FAR_BEHIND = { events: 20_000, share: 0.2 };
const FOLLOW_BATCH = 50;
const REST_MILLIS = 100;
/** How often another process's progress is looked for. */
const POLL_MILLIS = 50;

/** Feeds the views from the log. */
export class Projector {
  readonly #options: ProjectorOptions;
  readonly #progress = new Progress();
  /** Told when a rest must end. */
  readonly #wanted = new Progress();
  /** How many wait for the views. */
  #waiting = 0;
  #status: ProjectorStatus = { state: 'idle', stoppedBy: null };
  /** Settles when the rebuild that was asked for is done. */
  #rebuild: PromiseWithResolvers<void> | undefined;
  #interrupt = new AbortController();

  constructor(options: ProjectorOptions) {
    this.#options = options;
  }

  status(): ProjectorStatus {
    return this.#status;
  }

  /**
   * Waits until no other projector works on these views, then builds them when there are none (or they are of another log)
   * and follows the log. Resolves when the signal aborts. May be called again after it stopped.
   * @throws PoisonEvent, UnreadableEvent, StoreUnavailable: what it stopped by; the answers stay up
   */
  async run(signal: AbortSignal): Promise<void> {
    this.#become('waiting');
    const { views, purpose = 'projector' } = this.#options;
    try {
      const hold = await views.hold(purpose, signal);
      if (!hold) return;
      try {
        await this.#work(signal);
      } finally {
        hold.release();
      }
    } catch (error) {
      this.#stop(error instanceof Error ? error : new Error(String(error)));
      throw error;
    } finally {
      if (this.#status.state !== 'stopped') this.#become('idle');
      this.#rebuild?.reject(new Error('the projector ended before the views were built anew'));
      this.#rebuild = undefined;
    }
  }

  /**
   * Resolves when the answers go up to a position: a caller who just wrote sees what he wrote. Another process may be the
   * one that works.
   * @param signal ends the waiting
   * @throws what the projector stopped by; the signal's reason
   */
  async catchUp(to: Position, signal?: AbortSignal): Promise<Checkpoint> {
    this.#waiting++;
    this.#wanted.tell();
    try {
      for (;;) {
        const checkpoint = await this.#options.views.checkpoint();
        if (checkpoint && checkpoint.position >= to) return checkpoint;
        if (this.#status.stoppedBy) throw this.#status.stoppedBy;
        signal?.throwIfAborted();
        await this.#progress.wait(POLL_MILLIS);
      }
    } finally {
      this.#waiting--;
    }
  }

  /**
   * For a command that ends at once: the answers go up to the log's head as it is now, by this process's work or another's.
   * @throws as `run` and `catchUp`
   */
  async bringUpToDate(signal?: AbortSignal): Promise<Checkpoint> {
    const { position } = await this.#options.log.head();
    if (this.#isRunning()) return this.catchUp(position, signal);
    // Views of another log may be ahead of this one: nothing to wait for, and all of it wrong.
    if (await this.#mustBuild()) await this.#buildAlone('building', () => this.#mustBuild(), signal);
    const done = new AbortController();
    const ends = signal ? AbortSignal.any([signal, done.signal]) : done.signal;
    const running = this.run(ends);
    try {
      const failed = running.then(() => new Promise<never>(() => undefined));
      return await Promise.race([failed, this.catchUp(position, signal)]);
    } finally {
      done.abort();
      await running;
    }
  }

  /**
   * Builds every view anew beside those that answer, and swaps them. Resolves when the new ones answer.
   * @throws as `run`; the old answers stay
   */
  async rebuild(signal?: AbortSignal): Promise<void> {
    if (this.#isRunning()) return this.#askForRebuild();
    await this.#buildAlone('rebuilding', async () => true, signal);
  }

  async lag(): Promise<Lag> {
    const { views, log } = this.#options;
    // What is applied while the log is asked counts as applied: the answers are looked at last.
    const head = await log.head();
    const checkpoint = await views.checkpoint();
    const position = checkpoint?.position ?? null;
    if (!checkpoint) return { position, head: head.position, caughtUp: false, events: null, seconds: null };
    const caughtUp = checkpoint.position >= head.position;
    const events = caughtUp ? 0 : Math.max(0, head.events - checkpoint.events);
    const behind = Date.parse(head.recordedAt ?? '') - Date.parse(checkpoint.recordedAt ?? head.recordedAt ?? '');
    return { position, head: head.position, caughtUp, events, seconds: caughtUp ? 0 : Math.max(0, behind / 1_000) };
  }

  #isRunning(): boolean {
    return this.#status.state !== 'idle' && this.#status.state !== 'stopped';
  }

  /** @param needed asked when no other projector works any more: it may have done it */
  async #buildAlone(
    what: string,
    needed: () => Promise<boolean>,
    signal: AbortSignal = new AbortController().signal,
  ): Promise<void> {
    const { views, purpose = 'projector' } = this.#options;
    this.#become('waiting');
    try {
      const hold = await views.hold(`${purpose}, ${what}`, signal);
      try {
        if (hold && (await needed())) await this.#build(signal);
      } finally {
        hold?.release();
      }
    } finally {
      this.#become('idle');
    }
    signal.throwIfAborted();
  }

  async #work(signal: AbortSignal): Promise<void> {
    if (await this.#mustBuild()) await this.#build(signal);
    while (!signal.aborted) {
      this.#interrupt = new AbortController();
      const asked = this.#rebuild;
      if (asked) {
        if (!(await this.#build(signal))) return;
        this.#rebuild = undefined;
        asked.resolve();
      } else {
        await this.#follow(AbortSignal.any([signal, this.#interrupt.signal]));
      }
    }
  }

  /** No views yet, or those of a log that this one does not go on from: another register's, or one restored from before. */
  async #mustBuild(): Promise<boolean> {
    const checkpoint = await this.#options.views.checkpoint();
    if (!checkpoint) return true;
    if (!checkpoint.last) return false;
    const { id, stream, revision } = checkpoint.last;
    const event = (await this.#options.log.readStream(stream))[revision];
    return event?.id !== id || event.position !== checkpoint.position;
  }

  /** @returns false when the signal aborted first: nothing was changed */
  async #build(signal: AbortSignal): Promise<boolean> {
    this.#become('building');
    const { position } = await this.#options.log.head();
    await this.#options.goesFirst?.(position);
    const version = await this.#options.views.startVersion(position);
    try {
      for await (const page of this.#options.log.readPages(0)) {
        if (signal.aborted) return false;
        await version.apply(page);
        await nextTurn();
      }
      if (signal.aborted) return false;
      await version.finish();
      await version.publish();
      return true;
    } finally {
      await version.discard();
    }
  }

  async #follow(signal: AbortSignal): Promise<void> {
    this.#become('following');
    const { batchSize = FOLLOW_BATCH } = this.#options;
    signal.addEventListener('abort', () => this.#wanted.tell(), { once: true });
    for await (const batch of this.#news(batchSize, signal)) {
      await this.#apply(batch);
      if (batch.length < batchSize) await this.#rest(batch, signal);
      else if (await this.#isFarBehind()) this.#rebuild ??= unawaited();
      if (this.#rebuild) return;
      await nextTurn();
    }
  }

  /** After work only: what comes after a silence is applied at once. */
  async #rest(done: readonly StoredEvent[], signal: AbortSignal): Promise<void> {
    const { restMillis = REST_MILLIS } = this.#options;
    if (done.length > 0 && this.#waiting === 0 && !signal.aborted) await this.#wanted.wait(restMillis);
  }

  /** A history was imported, or the projector was away for long. */
  async #isFarBehind(): Promise<boolean> {
    const { events } = await this.#options.log.head();
    const behind = events - ((await this.#options.views.checkpoint())?.events ?? 0);
    return behind > FAR_BEHIND.events && behind > events * FAR_BEHIND.share;
  }

  /** What the log has more, in batches as large as it has at once. What was read before it failed still comes. */
  async *#news(batchSize: number, signal: AbortSignal): AsyncGenerator<readonly StoredEvent[], void, void> {
    const { log, views } = this.#options;
    const from = (await views.checkpoint())?.position ?? 0;
    let batch: StoredEvent[] = [];
    try {
      for await (const item of log.subscribe(from, signal)) {
        if (item.kind === 'event' && batch.push(item.event) < batchSize) continue;
        yield batch;
        batch = [];
      }
    } catch (error) {
      yield batch;
      throw error;
    }
  }

  /** What comes before a poison event is applied: the answers go as far as they can. */
  async #apply(batch: readonly StoredEvent[]): Promise<void> {
    if (batch.length === 0) return;
    try {
      await this.#options.views.apply(batch);
    } catch (error) {
      if (error instanceof PoisonEvent) {
        const before = batch.filter((event) => event.position < error.position);
        if (before.length < batch.length) await this.#apply(before);
      }
      throw error;
    }
    this.#progress.tell();
  }

  async #askForRebuild(): Promise<void> {
    this.#rebuild ??= Promise.withResolvers<void>();
    this.#interrupt.abort();
    await this.#rebuild.promise;
  }

  #become(state: ProjectorState): void {
    this.#status = { state, stoppedBy: null };
    this.#options.onStatus?.(this.#status);
    this.#progress.tell();
  }

  #stop(error: Error): void {
    this.#status = { state: 'stopped', stoppedBy: error };
    this.#options.onStatus?.(this.#status);
    this.#rebuild?.reject(error);
    this.#progress.tell();
  }
}

/** A rebuild that nobody asked for: what it fails by stops the projector itself. */
function unawaited(): PromiseWithResolvers<void> {
  const rebuild = Promise.withResolvers<void>();
  rebuild.promise.catch(() => undefined);
  return rebuild;
}
