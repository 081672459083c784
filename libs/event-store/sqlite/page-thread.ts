import { parentPort, workerData } from 'node:worker_threads';
import type { Position } from '../port.js';
import { checkedPage, type CheckedPage } from './checked-page.js';
import { openReader } from './connections.js';
import { NameLookup, type NumberedName } from './name-lookup.js';
import { RowPages } from './row-pages.js';

/** Asked of the thread: the events after a position up to another one. */
export interface PageTask {
  readonly after: Position;
  readonly to: Position;
}

/** What it answers: undefined where the page cannot be read whole, for whatever reason. */
export interface PageAnswer {
  readonly page: CheckedPage | undefined;
  /** Names that it met first in this page or one before that was not whole. */
  readonly names: readonly NumberedName[];
  readonly streams: readonly NumberedName[];
}

/** The program of the thread that reads a log ahead. */
const db = openReader((workerData as { readonly file: string }).file);
const met = { names: [] as NumberedName[], streams: [] as NumberedName[] };
const names = new NameLookup(db, 'names', (name) => met.names.push(name));
const streams = new NameLookup(db, 'streams', (name) => met.streams.push(name));
const pages = new RowPages(db);

function read({ after, to }: PageTask): CheckedPage | undefined {
  try {
    const page = pages.read(after, to);
    return page && checkedPage(page, streams, names);
  } catch {
    return undefined;
  }
}

parentPort?.on('message', (task: PageTask) => {
  const page = read(task);
  parentPort?.postMessage({ page, names: met.names.splice(0), streams: met.streams.splice(0) } satisfies PageAnswer);
});
