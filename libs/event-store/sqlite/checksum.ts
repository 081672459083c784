import { crc32 } from 'node:zlib';
import type { EventMetadata } from '../port.js';

/** What is said of an event but for its recording and its data. */
export interface ChecksummedEvent {
  readonly position: number;
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly schemaVersion: number;
}

/**
 * CRC-32 over all an event is, names and recording included, as a signed 32-bit integer: SQLite does not check its
 * pages, and a register whose bytes have changed must say so instead of answering something else.
 */
export function checksumOfText(text: string): number {
  return crc32(text) | 0;
}

/** What an event's checksum is of. @param recorded what {@link recordedText} says of its recording */
export function eventText(event: ChecksummedEvent, recorded: string, json: string): string {
  const { position, id, stream, revision, type, schemaVersion } = event;
  return `${position}\n${id}\n${stream}\n${revision}\n${type}\n${schemaVersion}\n${recorded}\n${json}`;
}

/** What events that were recorded together have in common. @param more metadata without a column of their own, as JSON */
export function recordedText(
  recordedMillis: number,
  knownMillis: number,
  { commandId, commandDigest, correlationId, actor, source }: EventMetadata,
  more: string | null,
): string {
  const from = source ? `${source.file ?? ''}\n${source.row ?? ''}\n${source.list ?? ''}` : '';
  return `${recordedMillis}\n${knownMillis}\n${commandId}\n${commandDigest}\n${correlationId}\n${actor}\n${from}\n${more ?? ''}`;
}
