import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical.js';
import type { HistoricalEvent } from './port.js';

/**
 * SHA-256, in hexadecimal, over every event in order: all an event is but its position, so that a log written out and
 * read into another one has the same digest. Read the log without upcasters (`asStored`).
 */
export async function logDigest(events: AsyncIterable<HistoricalEvent> | Iterable<HistoricalEvent>): Promise<string> {
  const sum = createHash('sha256');
  for await (const { stream, revision, id, type, schemaVersion, recordedAt, data, metadata } of events) {
    sum.update(`${canonicalJson([stream, revision, id, type, schemaVersion, recordedAt, data, metadata])}\n`);
  }
  return sum.digest('hex');
}
