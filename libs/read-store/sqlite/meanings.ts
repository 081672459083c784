import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { isUuid } from '#event-store';
import { packId } from './event-ids.js';
import { isId } from './schema.js';

/** Finds the event that a correction means, one that came before it in its stream: by the index of ids. */
export class Meanings {
  readonly #find: StatementSync;

  constructor(db: DatabaseSync) {
    this.#find = db.prepare(`SELECT revision FROM events WHERE ${isId('id', '?1')} AND stream = ?2`);
  }

  /** Its revision; null when there is none. */
  revisionOf(eventId: string, stream: number): number | null {
    if (!isUuid(eventId)) return null;
    const row = this.#find.get(packId(eventId), stream);
    return row ? Number(row['revision']) : null;
  }
}
