import { join } from 'node:path';
import { SqliteReadStore } from '#read-store';
import { openLog, VIEWS_FOLDER, type LogPlace } from '#register';
import { jsonLines } from './log-lines.js';
import { Metrics } from './metrics.js';
import { Projecting } from './projecting.js';
import { startHealthServer } from './server.js';

export interface ProjectorProcess {
  /** Where the log is. */
  readonly log: LogPlace;
  /** The folder in which the views are. */
  readonly data: string;
  /** Where health and metrics are answered; port 0: any free one. */
  readonly bind: string;
  readonly port: number;
  readonly publishedOnLoopback: boolean;
  /** Build every view anew first, beside those that answer. */
  readonly rebuild: boolean;
  /** Takes the lines of the log. */
  readonly write: (line: string) => void;
  /** Told the address of health and metrics when they are answered. */
  readonly listening: (url: string) => void;
}

/**
 * Feeds the views from the log until the signal aborts.
 * @returns 0; 1 when an event stopped it that nothing can be made of
 * @throws RefusedAddress, BadLogPlace, the system's error when the port cannot be had
 */
export async function runProjector(options: ProjectorProcess, signal: AbortSignal): Promise<0 | 1> {
  const say = jsonLines(options.write);
  const metrics = new Metrics();
  const views = new SqliteReadStore({
    folder: join(options.data, VIEWS_FOLDER),
    onWait: (holder) => say('info', 'held', { by: holder }),
  });
  const projecting = new Projecting({
    // The log may be written by another process, on this machine or on any: to read it takes no lock.
    openLog: () =>
      openLog(options.log, {
        mode: 'read',
        purpose: 'project',
        onDrop: ({ reason, after, waits }) => {
          metrics.countDrop();
          say('warn', 'dropped', { reason, after: String(after), againAfterMilliseconds: waits });
        },
      }),
    views,
    say,
    rebuild: options.rebuild,
  });
  const server = await startHealthServer({ ...options, projecting, metrics });
  try {
    options.listening(server.url);
    say('info', 'listening', { url: server.url });
    return (await projecting.run(signal)) ? 1 : 0;
  } finally {
    await server.close();
    await projecting.close();
    say('info', 'ended');
  }
}
