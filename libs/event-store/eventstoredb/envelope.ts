import type { CheckedEvent } from '../checked-events.js';
import { readBody, type EventCodec } from '../codec.js';
import { recordedMillis } from '../instants.js';
import { UnreadableEvent, type EventMetadata, type StoredEvent } from '../port.js';
import { reasonOf } from '../reason.js';
import type { LoggedEvent, SentEvent } from './gateway.js';

/** What stands in an event's metadata on the server: the envelope that EventStoreDB has no place for. */
interface StoredMetadata extends EventMetadata {
  readonly schemaVersion: number;
  /** Only in an imported history: the time it had. Otherwise the server's own time counts. */
  readonly recordedAt?: string;
}

/** @param recordedAt the recorded time of an event of an imported history */
export function toSend(event: CheckedEvent, recordedAt?: string): SentEvent {
  const { id, type, schemaVersion } = event;
  const metadata: StoredMetadata = {
    ...event.metadata,
    schemaVersion,
    ...(recordedAt !== undefined && { recordedAt }),
  };
  return { id, type, data: JSON.parse(event.json) as object, metadata };
}

/**
 * An event as of today's schemas.
 * @param stream the domain's name of its stream
 * @throws UnreadableEvent
 */
export function fromLog(event: LoggedEvent, stream: string, codec: EventCodec): StoredEvent {
  const { id, revision, position } = event;
  try {
    if (!isObject(event.data)) throw new Error('its data are not a JSON object');
    const { schemaVersion: version, recordedAt: _imported, ...metadata } = metadataOf(event);
    const { type, schemaVersion, data } = readBody(codec, {
      type: event.type,
      schemaVersion: version,
      data: event.data,
    });
    const recordedAt = new Date(recordedMillisOf(event)).toISOString();
    return { id, stream, revision, position, type, schemaVersion, recordedAt, data, metadata };
  } catch (error) {
    throw new UnreadableEvent(position, stream, reasonOf(error));
  }
}

/**
 * When the log learned an event, in milliseconds since 1970: an imported one brings its own time.
 * @throws RangeError when that is none
 */
export function recordedMillisOf(event: LoggedEvent): number {
  const recordedAt: unknown = isObject(event.metadata) ? event.metadata['recordedAt'] : undefined;
  return typeof recordedAt === 'string' ? recordedMillis(recordedAt) : event.createdMillis;
}

/** The command of an event, without looking at anything else of it. */
export function commandOf(event: LoggedEvent): unknown {
  return isObject(event.metadata) ? event.metadata['commandId'] : undefined;
}

const TEXTS = ['commandId', 'actor', 'correlationId', 'commandDigest'] as const;

function metadataOf({ metadata }: LoggedEvent): StoredMetadata {
  if (!isObject(metadata)) throw new Error('its metadata are not a JSON object');
  const { schemaVersion } = metadata;
  if (!Number.isSafeInteger(schemaVersion)) throw new Error('its metadata tell no schema version');
  for (const name of TEXTS) {
    if (typeof metadata[name] !== 'string') throw new Error(`its metadata tell no ${name}`);
  }
  return metadata as unknown as StoredMetadata;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);
}
