import { assertPlainJson, assertPlainObject, NotPlainJson } from './canonical.js';
import { assertWritable, type EventCodec } from './codec.js';
import { InvalidEvent, MAX_APPEND_BYTES, type EventMetadata, type ExpectedRevision, type NewEvent } from './port.js';
import { isUuid } from './uuid.js';

/** An event that every adapter can store as it is, with its data as JSON text. */
export interface CheckedEvent {
  readonly id: string;
  readonly type: string;
  readonly schemaVersion: number;
  readonly metadata: EventMetadata;
  readonly json: string;
}

export interface CheckedAppend {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: readonly CheckedEvent[];
}

const MAX_NAME = 500;
const CONTROL = /\p{Cc}/u;
/** Nearly every name is of these characters alone, and then one look tells that it is one. */
const PLAIN_NAME = new RegExp(`^[ -~]{1,${MAX_NAME}}$`);
const METADATA_KEYS = new Set([
  'commandId',
  'actor',
  'correlationId',
  'commandDigest',
  'commandEvents',
  'compensation',
  'source',
]);
const SOURCE_KEYS = new Set(['file', 'row', 'list']);

/**
 * Everything that can be wrong with an append before the log is looked at.
 * @throws InvalidEvent
 */
export function checkAppend(
  stream: string,
  expected: ExpectedRevision,
  events: readonly NewEvent[],
  codec: EventCodec,
): CheckedAppend {
  checkStream(stream);
  if (expected !== 'none' && !isCount(expected)) {
    throw new InvalidEvent(`expected revision ${String(expected)} is neither 'none' nor an integer from 0`);
  }
  if (events.length === 0) throw new InvalidEvent('an append has at least one event');
  const checked = events.map((event) => checkEvent(event));
  if (new Set(checked.map((event) => event.id)).size !== checked.length)
    throw new InvalidEvent('an event id stands twice in the append');
  const bytes = checked.reduce((sum, event) => sum + Buffer.byteLength(event.json), 0);
  if (bytes > MAX_APPEND_BYTES)
    throw new InvalidEvent(`the append has ${bytes} bytes of data; the limit is ${MAX_APPEND_BYTES}`);
  for (const event of events) assertWritable(codec, event);
  return { stream, expected, events: checked };
}

/** @throws InvalidEvent when a stream cannot have this name in every adapter */
export function checkStream(stream: string): void {
  checkName('the stream', stream);
  if (stream.startsWith('$'))
    throw new InvalidEvent(`stream "${stream}" begins with $, which EventStoreDB keeps for itself`);
}

/** @throws InvalidEvent */
export function checkEvent(event: NewEvent): CheckedEvent {
  const { id, type, schemaVersion, data } = event;
  if (typeof id !== 'string' || !isUuid(id)) throw new InvalidEvent(`event id "${String(id)}" is not a lowercase UUID`);
  checkName('the event type', type);
  if (type.startsWith('$'))
    throw new InvalidEvent(`event type "${type}" begins with $, which EventStoreDB keeps for itself`);
  if (!isCount(schemaVersion) || schemaVersion < 1)
    throw new InvalidEvent(`schema version ${String(schemaVersion)} is not an integer from 1`);
  const metadata = plain(() => checkMetadata(event.metadata));
  plain(() => {
    assertPlainObject(data, 'data');
    assertPlainJson(data, 'data');
  });
  return { id, type, schemaVersion, metadata, json: JSON.stringify(data) };
}

/** Metadata have a fixed form, so that adapters may store them in columns without losing anything. */
function checkMetadata(metadata: EventMetadata): EventMetadata {
  assertPlainObject(metadata, 'metadata');
  checkKeys('metadata', metadata, METADATA_KEYS);
  const { commandId, actor, correlationId, commandDigest, commandEvents, compensation } = metadata;
  checkName('metadata.commandId', commandId);
  checkName('metadata.actor', actor);
  checkName('metadata.correlationId', correlationId);
  checkName('metadata.commandDigest', commandDigest);
  if (commandEvents !== undefined && (!isCount(commandEvents) || commandEvents < 1)) {
    throw new InvalidEvent(`metadata.commandEvents is ${String(commandEvents)}, not an integer from 1`);
  }
  if (compensation !== undefined && compensation !== true)
    throw new InvalidEvent('metadata.compensation is neither true nor absent');
  const source = metadata.source === undefined ? undefined : checkSource(metadata.source);
  const checked: { -readonly [F in keyof EventMetadata]: EventMetadata[F] } = {
    commandId,
    actor,
    correlationId,
    commandDigest,
  };
  if (commandEvents !== undefined) checked.commandEvents = commandEvents;
  if (compensation) checked.compensation = compensation;
  if (source) checked.source = source;
  return checked;
}

/** A source that says nothing is no source. */
function checkSource(source: NonNullable<EventMetadata['source']>): EventMetadata['source'] {
  assertPlainObject(source, 'metadata.source');
  checkKeys('metadata.source', source, SOURCE_KEYS);
  const { file, row, list } = source;
  if (file !== undefined) checkName('metadata.source.file', file);
  if (row !== undefined && !isCount(row))
    throw new InvalidEvent(`metadata.source.row is ${String(row)}, not an integer from 0`);
  if (list !== undefined) checkName('metadata.source.list', list);
  if (file === undefined && row === undefined && list === undefined) return undefined;
  return {
    ...(file !== undefined && { file }),
    ...(row !== undefined && { row }),
    ...(list !== undefined && { list }),
  };
}

function checkKeys(what: string, value: object, known: ReadonlySet<string>): void {
  for (const key of Object.keys(value)) {
    if (!known.has(key)) throw new InvalidEvent(`${what}.${key} is not a field of an event's metadata`);
  }
}

function checkName(what: string, name: unknown): asserts name is string {
  if (typeof name !== 'string') throw new InvalidEvent(`${what} is not a text`);
  if (PLAIN_NAME.test(name)) return;
  if (name === '' || name.length > MAX_NAME)
    throw new InvalidEvent(`${what} is empty or longer than ${MAX_NAME} characters`);
  if (CONTROL.test(name) || !name.isWellFormed()) throw new InvalidEvent(`${what} holds characters that are not text`);
}

/** @throws RangeError unless the log can be asked for what comes after this position */
export function checkPosition(position: number): void {
  if (!isCount(position)) throw new RangeError(`${String(position)} is not a position`);
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function plain<T>(check: () => T): T {
  try {
    return check();
  } catch (error) {
    throw error instanceof NotPlainJson ? new InvalidEvent(error.message) : error;
  }
}
