import { setTimeout as sleep } from 'node:timers/promises';
import { StoreUnavailable, type ExpectedRevision } from '../port.js';
import type { Gateway, LoggedEvent, SentEvent, Written } from './gateway.js';

/** How long to wait for a server that dropped the connection, in milliseconds. */
const PAUSE = 50;

/**
 * Appends, and when the answer is lost finds out: a failed append may have been stored, whole. If it is there, that is the
 * answer. If it is not, it is tried once more at the same expected revision: should the lost one arrive after all, the
 * server sees the same ids at the same place and stores them once.
 * @throws ServerIsElsewhere, InvalidEvent; StoreUnavailable when they are not known to be stored
 */
export async function appendSurely(
  gateway: Gateway,
  stream: string,
  expected: ExpectedRevision,
  events: readonly SentEvent[],
): Promise<Written> {
  try {
    return await gateway.append(stream, expected, events);
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error;
    gateway.assertOpen();
    await sleep(PAUSE);
    const stored = await readBack(gateway, stream, expected, events.length);
    const last = stored.at(-1);
    if (last && stored.length === events.length && stored.every((event, i) => event.id === events[i]?.id)) return last;
    return gateway.append(stream, expected, events);
  }
}

/** What lies where an append was to go. */
export async function readBack(
  gateway: Gateway,
  stream: string,
  expected: ExpectedRevision,
  events: number,
): Promise<readonly LoggedEvent[]> {
  return gateway.readStream(stream, expected === 'none' ? 0 : expected + 1, events);
}
