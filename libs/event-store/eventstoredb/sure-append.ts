import { setTimeout as sleep } from 'node:timers/promises';
import { StoreUnavailable, type ExpectedRevision } from '../port.js';
import type { Gateway, LoggedEvent, SentEvent, Written } from './gateway.js';

/** Where an append ended, and the events as they are stored now. */
export interface SurelyWritten extends Written {
  readonly stored: readonly LoggedEvent[];
}

/** How long to wait for a server that dropped the connection, in milliseconds. */
const PAUSE = 50;

/**
 * Appends, and when the answer is lost finds out: a failed append may have been stored, whole. If it is there, that is the
 * answer. If it is not, it is tried once more at the same expected revision: should the lost one arrive after all, the
 * server sees the same ids at the same place and stores them once.
 * Reads back what was stored also when all went well: the server takes the same ids at the same revision for the same
 * events without looking at their content.
 * @throws ServerIsElsewhere, InvalidEvent; StoreUnavailable when they are not known to be stored
 */
export async function appendSurely(
  gateway: Gateway,
  stream: string,
  expected: ExpectedRevision,
  events: readonly SentEvent[],
): Promise<SurelyWritten> {
  const first = expected === 'none' ? 0 : expected + 1;
  const readBack = (): Promise<readonly LoggedEvent[]> => gateway.readStream(stream, first, events.length);
  let written: Written;
  try {
    written = await gateway.append(stream, expected, events);
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error;
    gateway.assertOpen();
    await sleep(PAUSE);
    const stored = await readBack();
    const last = stored.at(-1);
    if (last && stored.length === events.length && stored.every((event, i) => event.id === events[i]?.id)) {
      return { revision: last.revision, position: last.position, stored };
    }
    written = await gateway.append(stream, expected, events);
  }
  return { ...written, stored: await readBack() };
}
