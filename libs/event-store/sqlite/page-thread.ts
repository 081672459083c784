import { parentPort, workerData } from 'node:worker_threads';
import type { Position } from '../port.js';
import { checkedPage, type CheckedPage } from './checked-page.js';
import { openReader } from './connections.js';
import { KnownTexts } from './known-texts.js';
import { NameLookup, type NumberedName } from './name-lookup.js';
import { RowPages } from './row-pages.js';

/** Asked of the thread: the pages of the log from these positions to the next; answered one by one. */
export type PagesTask = readonly Position[];

/** A page: none where it cannot be read whole, for whatever reason. */
export interface PageAnswer {
  readonly page?: CheckedPage;
  /** JSON lists of the {@link NumberedName}s that it met first in this page, or in one before that was not whole. */
  readonly names: string;
  readonly streams: string;
}

/** The program of the thread that reads a log ahead. */
const db = openReader((workerData as { readonly file: string }).file);
const met = { names: [] as NumberedName[], streams: [] as NumberedName[] };
const names = new NameLookup(db, 'names', (name) => met.names.push(name));
const streams = new NameLookup(db, 'streams', (name) => met.streams.push(name));
const pages = new RowPages(db);
const texts = new KnownTexts();

function read(after: Position, to: Position): CheckedPage | undefined {
  try {
    const page = pages.read(after, to);
    return page && checkedPage(page, streams, names, texts);
  } catch {
    return undefined;
  }
}

parentPort?.on('message', (ends: PagesTask) => {
  for (const [i, to] of ends.entries()) {
    if (i === 0) continue;
    const page = read(ends[i - 1]!, to);
    const said: PageAnswer = {
      ...(page && { page }),
      names: JSON.stringify(met.names.splice(0)),
      streams: JSON.stringify(met.streams.splice(0)),
    };
    parentPort?.postMessage(said);
  }
});
