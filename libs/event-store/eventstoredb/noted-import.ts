import type { Gateway } from './gateway.js';
import type { RegisterStreams } from './register-streams.js';

/** What stands last in the stream that notes a register's imports. */
export interface NotedImport {
  readonly type: 'ImportBegun' | 'ImportFinished';
  /** SHA-256 of the history's lines. */
  readonly digest: string;
  readonly events: number;
  readonly revision: number;
}

/**
 * The last thing noted of an import, or undefined when none was ever begun. Begun and not finished, what lies in the log is
 * a part of that history, or its import is under way in another process.
 */
export async function lastNotedImport(gateway: Gateway, streams: RegisterStreams): Promise<NotedImport | undefined> {
  const last = (await gateway.readStream(streams.imports)).at(-1);
  if (!last) return undefined;
  const { digest, events } = last.data as Pick<NotedImport, 'digest' | 'events'>;
  return { type: last.type as NotedImport['type'], digest, events, revision: last.revision };
}
