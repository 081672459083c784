import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { StoreUnavailable, type EventStore } from '#event-store';
import { Projector, type Lag, type ProjectorState, type ProjectorStatus, type ReadStore } from '#read-store';
import type { Say } from './log-lines.js';
import { stoppedBy, type StoppedBy } from './stopped-by.js';

export interface ProjectingOptions {
  /** Opens the log; called again while it is out of reach. */
  readonly openLog: () => Promise<EventStore>;
  readonly views: ReadStore;
  readonly say: Say;
  /** Build every view anew first, beside those that answer. */
  readonly rebuild: boolean;
}

export interface ProjectingStatus {
  /** `opening`: the log was not reached yet. */
  readonly state: ProjectorState | 'opening';
  /** The event that it cannot go past; only in the state `stopped`, which no time heals. */
  readonly stoppedBy: StoppedBy | undefined;
  /** How often it failed and began again since it was started. */
  readonly failures: number;
}

const SHORTEST_WAIT = 500;
const LONGEST_WAIT = 30_000;

/**
 * The projector as a service: it goes on by itself through whatever may pass (a log out of reach, a disk full), and stays
 * stopped, for everybody to see, at an event that nothing can be made of.
 */
export class Projecting {
  readonly #options: ProjectingOptions;
  #log: EventStore | undefined;
  #projector: Projector | undefined;
  #mustRebuild: boolean;
  #failures = 0;

  constructor(options: ProjectingOptions) {
    this.#options = options;
    this.#mustRebuild = options.rebuild;
  }

  status(): ProjectingStatus {
    const { state, stoppedBy: error } = this.#projector?.status() ?? { state: 'opening', stoppedBy: null };
    const poison = stoppedBy(error);
    // What failed and is about to begin again is idle in between.
    return { state: state === 'stopped' && !poison ? 'idle' : state, stoppedBy: poison, failures: this.#failures };
  }

  /** How far the views are behind. @throws StoreUnavailable the log is out of reach, or was never reached */
  async lag(): Promise<Lag> {
    if (!this.#projector) throw new StoreUnavailable('the log was not reached yet');
    return this.#projector.lag();
  }

  /**
   * Works until the signal aborts.
   * @returns the event that it could not go past, if one stopped it
   * @throws what no waiting heals before the log was opened: a configuration that cannot be
   */
  async run(signal: AbortSignal): Promise<StoppedBy | undefined> {
    const { views, say } = this.#options;
    const log = await this.#persist(signal, (error) => error instanceof StoreUnavailable, this.#options.openLog);
    if (!log) return undefined;
    this.#log = log;
    this.#projector = new Projector({ log, views, onStatus: (status) => this.#tell(status) });
    try {
      await this.#persist(
        signal,
        (error) => !stoppedBy(error),
        () => this.#project(signal),
      );
      return undefined;
    } catch (error) {
      const event = stoppedBy(error);
      if (!event) throw error;
      say('error', 'stopped', event);
      if (!signal.aborted) await once(signal, 'abort');
      return event;
    }
  }

  /** Lets go of log and views. */
  async close(): Promise<void> {
    await this.#options.views.close();
    await this.#log?.close();
  }

  async #project(signal: AbortSignal): Promise<void> {
    const running = this.#projector?.run(signal);
    if (this.#mustRebuild) await Promise.all([running, this.#rebuild()]);
    else await running;
  }

  /** Asked for before the projector holds the views: it is the first thing that is done with them. */
  async #rebuild(): Promise<void> {
    await this.#projector?.rebuild();
    this.#mustRebuild = false;
    this.#options.say('info', 'rebuilt');
  }

  /** Does it until it succeeds or the signal aborts, and waits longer and longer between. @throws what does not pass */
  async #persist<T>(
    signal: AbortSignal,
    passes: (error: unknown) => boolean,
    work: () => Promise<T>,
  ): Promise<T | undefined> {
    for (let wait = SHORTEST_WAIT; !signal.aborted; wait = Math.min(2 * wait, LONGEST_WAIT)) {
      const begun = performance.now();
      try {
        return await work();
      } catch (error) {
        if (signal.aborted) return undefined;
        if (!passes(error)) throw error;
        this.#failures++;
        // What went well for a while begins anew.
        if (performance.now() - begun > LONGEST_WAIT) wait = SHORTEST_WAIT;
        this.#options.say('error', 'failed', {
          reason: String(error),
          againAfterMilliseconds: wait,
        });
        await sleep(wait, undefined, { signal }).catch(() => undefined);
      }
    }
    return undefined;
  }

  #tell({ state, stoppedBy: error }: ProjectorStatus): void {
    if (!error) this.#options.say('info', state);
  }
}
