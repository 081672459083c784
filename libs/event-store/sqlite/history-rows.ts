import type { DatabaseSync } from 'node:sqlite';
import type { Position } from '../port.js';
import { uuidBytes, uuidText } from '../uuid.js';
import { openWriter } from './connections.js';
import { createIndexes, dropIndexes } from './format.js';
import { HistoryPages, idsOf, type HistoryPage } from './history-page.js';
import { RowWriter, type LogEnd } from './row-writer.js';

/** What a history came to: all of it is in the log, or an id in it stands twice and nothing is. */
export type Written =
  | { readonly kind: 'whole'; readonly events: number }
  | { readonly kind: 'twice'; readonly id: string; readonly position: Position };

/** The rows of a history, in one transaction, written in this thread or in another. */
export interface HistoryRows {
  /** Writes events behind those written before. Resolves when more may come. @throws StoreUnavailable */
  take(page: HistoryPage): Promise<void>;
  /** Durable when it resolves with `whole`. @throws StoreUnavailable */
  finish(): Promise<Written>;
  /** Lets go of the file; what is not finished is taken back. */
  close(): Promise<void>;
}

/**
 * The sorted pages of the names stay in memory, indexes are sorted by two threads, and what was committed is moved from the
 * write-ahead log into the file by `close`: meanwhile it can be read.
 */
const PRAGMAS = 'PRAGMA cache_size = -65536; PRAGMA threads = 1; PRAGMA wal_autocheckpoint = 0';

/**
 * Kilobytes that are sorted in memory at once. More, and sorting them misses the processor's cache, and the second thread has
 * nothing to do before everything has been read.
 */
const SORTED_AT_ONCE = 8_192;

/**
 * So small a part of a history, its last, is written when the indexes are there already. `CREATE INDEX` leaves no room in its
 * pages, and an append splits one in each index as long as that is so.
 */
const LAST_PART = 1 / 256;

/**
 * Writes into an empty log over a connection of its own. Nearly all rows go first and the indexes after, which find an id that
 * stands twice.
 */
export class FileRows implements HistoryRows {
  readonly #db: DatabaseSync;
  readonly #rows: RowWriter;
  readonly #pages = new HistoryPages();
  /** The last pages, still to be written. */
  readonly #last: HistoryPage[] = [];
  #lastEvents = 0;
  #end: LogEnd;

  constructor(file: string) {
    this.#db = openWriter(file, false);
    this.#db.exec(`${PRAGMAS}; BEGIN IMMEDIATE`);
    dropIndexes(this.#db);
    this.#rows = new RowWriter(this.#db, true);
    this.#end = this.#rows.end();
  }

  async take(page: HistoryPage): Promise<void> {
    this.#last.push(page);
    this.#lastEvents += page.events;
    const most = (this.#end.position + this.#lastEvents) * LAST_PART;
    for (let [first] = this.#last; first && this.#lastEvents - first.events >= most; [first] = this.#last) {
      this.#last.shift();
      this.#lastEvents -= first.events;
      this.#write(first);
    }
  }

  async finish(): Promise<Written> {
    this.#rows.flush();
    try {
      this.#db.exec(`PRAGMA cache_size = -${SORTED_AT_ONCE}`);
      createIndexes(this.#db);
    } catch (error) {
      const twice = idThatStandsTwice(this.#db);
      if (!twice) throw error;
      return twice;
    }
    const twice = this.#firstThatIsNotNew(this.#last.flatMap(idsOf));
    if (twice) return twice;
    for (const page of this.#last) this.#write(page);
    this.#rows.flush();
    this.#db.exec('COMMIT');
    return { kind: 'whole', events: this.#end.position };
  }

  async close(): Promise<void> {
    if (!this.#db.isOpen) return;
    if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
    else this.#db.exec('PRAGMA wal_checkpoint(PASSIVE)');
    this.#db.close();
  }

  #write(page: HistoryPage): void {
    for (const { recordedMillis, events } of this.#pages.runs(page)) {
      this.#end = this.#rows.write(this.#end, recordedMillis, events);
    }
  }

  #firstThatIsNotNew(ids: readonly string[]): Written | undefined {
    const find = this.#db.prepare('SELECT 1 FROM events WHERE id = ?');
    const known = new Set<string>();
    for (const [nth, id] of ids.entries()) {
      if (known.has(id) || find.get(uuidBytes(id)))
        return { kind: 'twice', id, position: this.#end.position + nth + 1 };
      known.add(id);
    }
    return undefined;
  }
}

function idThatStandsTwice(db: DatabaseSync): Written | undefined {
  const row = db
    .prepare(
      `SELECT id, position FROM (SELECT id, position, row_number() OVER (PARTITION BY id ORDER BY position) AS n FROM events)
       WHERE n = 2 ORDER BY position LIMIT 1`,
    )
    .get();
  return row && { kind: 'twice', id: uuidText(row['id'] as Uint8Array), position: Number(row['position']) };
}
