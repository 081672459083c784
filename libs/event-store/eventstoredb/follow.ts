import { setTimeout as sleep } from 'node:timers/promises';
import { StoreUnavailable, type Position } from '../port.js';
import type { Gateway, LiveEvents, LoggedEvent } from './gateway.js';

/** What befell a subscription, for a log or a metric: being dropped by a busy server is ordinary life. */
export interface SubscriptionNotice {
  readonly kind: 'dropped';
  readonly reason: string;
  /** Where it goes on from. */
  readonly after: Position;
  /** How long it waits before, in milliseconds. */
  readonly waits: number;
}

/** What `follow` yields: the server's event, or that there is nothing more for now. */
export type Followed = LoggedEvent | 'caught-up';

export interface Following {
  readonly prefix: string;
  readonly after: Position;
  readonly signal: AbortSignal;
  /** The last position that the caller must have seen before it may be told that it has caught up. */
  readonly mustReach: () => Position;
  /** Ends after this position, and fails when the server is out of reach. Absent: goes on for ever, through every outage. */
  readonly until?: Position;
  readonly notice: (notice: SubscriptionNotice) => void;
}

const SHORTEST_WAIT = 20;
const LONGEST_WAIT = 2_000;
/** A reader that does not go on for ever fails after so many tries in a row that brought nothing. */
const TRIES = 2;

/**
 * Every event after a position, once and in order, through drops and outages: a new subscription begins after the last
 * event that was handled. Being pulled, an event was handled when the next one is asked for.
 * @throws StoreUnavailable when the log is closed; with `until` also when the server is out of reach
 */
export async function* follow(gateway: Gateway, following: Following): AsyncGenerator<Followed, void, void> {
  const { prefix, mustReach, notice, until = Infinity } = following;
  const signal = AbortSignal.any([following.signal, gateway.closed]);
  let handled = following.after;
  let barren = 0;
  let news = true;
  while (!signal.aborted && handled < until) {
    let live: LiveEvents | undefined;
    barren++;
    try {
      live = gateway.subscribe(prefix, handled);
      while (!signal.aborted && handled < until) {
        const owed = !live.caughtUp || handled < mustReach();
        if (!owed && news) {
          news = false;
          yield 'caught-up';
        }
        const event = await gateway.next(live, signal, owed);
        if (event === undefined) break;
        // That nothing more is there is no news for who waits for an event that must be: it may have been lost.
        if (event !== 'caught-up' || until === Infinity) barren = 0;
        if (event === 'caught-up' || event.position <= handled) continue;
        yield event;
        handled = event.position;
        news = true;
      }
    } catch (error) {
      if (!(error instanceof StoreUnavailable) || (until < Infinity && barren >= TRIES)) throw error;
      if (signal.aborted) break;
      const waits = waitBefore(barren);
      notice({ kind: 'dropped', reason: error.message, after: handled, waits });
      await sleep(waits, undefined, { signal }).catch(() => undefined);
    } finally {
      live?.stop();
    }
  }
  if (!following.signal.aborted) gateway.assertOpen();
}

/** Doubles up to two seconds; a random half of it, so that many subscribers do not come back at once. */
function waitBefore(barren: number): number {
  const longest = Math.min(SHORTEST_WAIT * 2 ** barren, LONGEST_WAIT);
  return Math.round((longest * (1 + Math.random())) / 2);
}
