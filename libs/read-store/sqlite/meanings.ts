import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { isUuid } from '#event-store';
import { packId } from './event-ids.js';
import { isId } from './schema.js';

/** Finds the event that a correction means: one that came before it in its stream. */
export interface Meanings {
  /** Its revision; null when there is none. Any, in its place, where it is only looked for later. */
  revisionOf(eventId: string, stream: number, position: number): number | null;
}

/** By the index of ids. */
export class IndexedMeanings implements Meanings {
  readonly #find: StatementSync;

  constructor(db: DatabaseSync) {
    this.#find = db.prepare(`SELECT revision FROM events WHERE ${isId('id', '?1')} AND stream = ?2`);
  }

  revisionOf(eventId: string, stream: number): number | null {
    if (!isUuid(eventId)) return null;
    const row = this.#find.get(packId(eventId), stream);
    return row ? Number(row['revision']) : null;
  }
}

/** Takes the room of a revision in a row: a row that grew later would split its page, and corrections stand on most pages. */
const NOT_YET = 127;

/** While there is no index of ids yet: what is meant is noted, and looked for when there is one. */
export class LaterMeanings implements Meanings {
  readonly #note: StatementSync;

  constructor(private readonly db: DatabaseSync) {
    db.exec('CREATE TEMP TABLE meant (position INTEGER PRIMARY KEY, id BLOB NOT NULL)');
    this.#note = db.prepare('INSERT INTO meant VALUES (?, ?)');
  }

  revisionOf(eventId: string, _stream: number, position: number): number | null {
    if (!isUuid(eventId)) return null;
    this.#note.run(position, packId(eventId));
    return NOT_YET;
  }

  /** After the events were indexed. @returns by position of the correction, the revision of the event that it means */
  resolve(): ReadonlyMap<number, number> {
    this.db.exec(
      `UPDATE events SET means = (
         SELECT target.revision FROM events AS target
         WHERE ${isId('target.id', 'meant.id')} AND target.stream = events.stream AND target.position < events.position
       ) FROM meant WHERE events.position = meant.position`,
    );
    const resolved = this.db.prepare(
      'SELECT e.position, e.means FROM meant m CROSS JOIN events e ON e.position = m.position WHERE e.means IS NOT NULL',
    );
    return new Map(resolved.all().map(({ position, means }) => [Number(position), Number(means)]));
  }
}
