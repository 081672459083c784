import { constants } from 'node:fs';
import { access as accessFile } from 'node:fs/promises';
import { SqliteEventStore, type Clock, type EventStore } from '#event-store';
import type { SubscriptionNotice } from '#event-store/eventstoredb';
import { both, logSentenceInItalian } from '#wording';
import { codec } from './codec.js';
import { BadLogPlace, type LogPlace, type ServerPlace } from './log-place.js';

export interface OpenLogOptions {
  /** `read` needs no lock and refuses appends. Default `write`. */
  readonly mode?: 'read' | 'write';
  /** What the process does, for another that has to wait for the file. */
  readonly purpose: string;
  /** Make the file when there is none. A register on a server begins with its first event. */
  readonly createIfAbsent?: boolean;
  /** A file's clock; a server has its own. */
  readonly clock?: Clock;
  /** How long to wait for another process to let go of a file, in milliseconds. Default 5000. */
  readonly waitMillis?: number;
  /** Told when a server dropped a subscription, which goes on by itself. */
  readonly onDrop?: (notice: SubscriptionNotice) => void;
}

/**
 * Opens a register's log wherever it is. A server is connected to when first asked.
 * @throws StoreUnavailable the file is held by another process (named), absent, damaged or of a newer format
 * @throws BadLogPlace what is said of the server cannot be
 * @throws the system's error (`ENOENT`, …) when the authority's certificate cannot be read
 */
export async function openLog(place: LogPlace, options: OpenLogOptions): Promise<EventStore> {
  const { mode = 'write', onDrop, ...rest } = options;
  if (place.kind === 'server') return openServer(place, mode, onDrop);
  return SqliteEventStore.open({ file: place.file, access: mode, codec, ...rest });
}

/** Its client is loaded only by who needs it. */
async function openServer(
  { kind: _, ...place }: ServerPlace,
  access: 'read' | 'write',
  onDrop: OpenLogOptions['onDrop'],
): Promise<EventStore> {
  if (place.caFile !== undefined) await accessFile(place.caFile, constants.R_OK);
  const { EventStoreDbEventStore } = await import('#event-store/eventstoredb');
  try {
    return new EventStoreDbEventStore({ ...place, access, codec, ...(onDrop && { onSubscription: onDrop }) });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new BadLogPlace(both(logSentenceInItalian(error.message), error.message));
  }
}
