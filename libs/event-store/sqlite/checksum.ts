import { crc32 } from 'node:zlib';
import type { EventMetadata } from '../port.js';
import { moreMetadata } from './more-metadata.js';

export interface ChecksummedEvent {
  readonly position: number;
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly schemaVersion: number;
  readonly recordedMillis: number;
  readonly knownMillis: number;
  readonly metadata: EventMetadata;
  readonly json: string;
}

/**
 * CRC-32 over all an event is, names and recording included, as a signed 32-bit integer: SQLite does not check its
 * pages, and a register whose bytes have changed must say so instead of answering something else.
 */
export function checksum(event: ChecksummedEvent): number {
  const { metadata: m } = event;
  const source = m.source ? `${m.source.file ?? ''}\n${m.source.row ?? ''}\n${m.source.list ?? ''}` : '';
  return (
    crc32(
      `${event.position}\n${event.id}\n${event.stream}\n${event.revision}\n${event.type}\n${event.schemaVersion}\n` +
        `${event.recordedMillis}\n${event.knownMillis}\n${m.commandId}\n${m.commandDigest}\n${m.correlationId}\n${m.actor}\n` +
        `${source}\n${moreMetadata(m) ?? ''}\n${event.json}`,
    ) | 0
  );
}
