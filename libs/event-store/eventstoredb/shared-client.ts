import { EventStoreDBClient } from '@eventstore/db-client';
import type { Location } from './location.js';

interface Shared {
  readonly location: Location;
  readonly client: EventStoreDBClient;
  users: number;
}

let shared: Shared | undefined;

/** How long a connection may be silent before it is asked whether it is alive, and how long it has to answer (ms). */
const KEEP_ALIVE_INTERVAL = 10_000;
const KEEP_ALIVE_TIMEOUT = 5_000;

/** A hold on the client of this process; let go of it once. */
export interface ClientHold {
  readonly client: EventStoreDBClient;
  release(): Promise<void>;
}

/**
 * The one client of this process. Two of them in one process are not safe: the client keeps state in its module, and a
 * reset of one rejects what the other has under way.
 * @throws RangeError another EventStoreDB is in use in this process, or the same one by somebody else
 */
export function holdClient(location: Location): ClientHold {
  if (shared && !sameLocation(shared.location, location)) {
    throw new RangeError(
      `this process uses the EventStoreDB at ${shared.location.name}: ${location.name} needs a process of its own`,
    );
  }
  const hold = (shared ??= { location, client: connect(location), users: 0 });
  hold.users++;
  return {
    client: hold.client,
    release: async () => {
      if (--hold.users > 0) return;
      if (shared === hold) shared = undefined;
      await hold.client.dispose();
    },
  };
}

function connect({ url }: Location): EventStoreDBClient {
  const settings = `keepAliveInterval=${KEEP_ALIVE_INTERVAL}&keepAliveTimeout=${KEEP_ALIVE_TIMEOUT}`;
  return EventStoreDBClient.connectionString(`${url}${url.includes('?') ? '&' : '?'}${settings}`);
}

function sameLocation(a: Location, b: Location): boolean {
  return (
    a.url === b.url &&
    a.credentials?.username === b.credentials?.username &&
    a.credentials?.password === b.credentials?.password
  );
}
