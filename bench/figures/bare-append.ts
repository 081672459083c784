import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { StoredEvent } from '#event-store';
import { percentiles, type Percentiles } from '../measure.js';

/** The floor: `node:sqlite` with nothing around it, an event a transaction, WAL and synchronous=FULL. */
export async function bareAppend(events: readonly StoredEvent[], folder: string): Promise<Percentiles> {
  const at = await mkdtemp(join(folder, 'bare-'));
  const db = new DatabaseSync(join(at, 'log.db'));
  db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
    CREATE TABLE events (position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, stream TEXT NOT NULL, revision INT NOT NULL,
      type TEXT NOT NULL, recorded_at TEXT NOT NULL, data TEXT NOT NULL, metadata TEXT NOT NULL,
      UNIQUE (stream, revision)) STRICT`);
  const insert = db.prepare(
    'INSERT INTO events (id, stream, revision, type, recorded_at, data, metadata) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const millis: number[] = [];
  for (const { id, stream, revision, type, recordedAt, data, metadata } of events) {
    const start = performance.now();
    db.exec('BEGIN IMMEDIATE');
    insert.run(id, stream, revision, type, recordedAt, JSON.stringify(data), JSON.stringify(metadata));
    db.exec('COMMIT');
    millis.push(performance.now() - start);
  }
  db.close();
  await rm(at, { recursive: true });
  return percentiles(millis);
}
