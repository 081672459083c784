import { monitorEventLoopDelay } from 'node:perf_hooks';

/** How often the event loop is looked at, in milliseconds. */
const RESOLUTION = 2;

/** The longest time, from when it is made, that the event loop let nobody in. */
export class Stalls {
  readonly #delay = monitorEventLoopDelay({ resolution: RESOLUTION });

  constructor() {
    this.#delay.enable();
  }

  /** In milliseconds. */
  end(): number {
    this.#delay.disable();
    return Math.max(0, this.#delay.max / 1e6 - RESOLUTION);
  }
}
