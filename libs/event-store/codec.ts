import { InvalidEvent } from './port.js';
import { reasonOf } from './reason.js';

/** What a schema speaks about: an event without where, when and who. */
export interface EventBody {
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: object;
}

/** What the domain plugs into a log: it knows the schemas, the log does not. Applied at every read. */
export interface EventCodec {
  /**
   * The body in the schema version of today.
   * @throws Error whose message is the reason why it cannot be
   */
  upcast(body: EventBody): EventBody;

  /** Why a body of today's version is not valid; undefined when it is. */
  validate?(body: EventBody): string | undefined;
}

/** The log as it lies: no upcasting, no schemas. What exports, digests and golden logs read with. */
export const asStored: EventCodec = { upcast: (body) => body };

/**
 * The body as of today, checked.
 * @throws Error whose message is the reason
 */
export function readBody(codec: EventCodec, body: EventBody): EventBody {
  const today = codec.upcast(body);
  const fault = codec.validate?.(today);
  if (fault !== undefined) throw new Error(fault);
  return today;
}

/**
 * Only events of today's schema version are appended: an old version in the log is an old event.
 * @throws InvalidEvent
 */
export function assertWritable(codec: EventCodec, body: EventBody): void {
  let today: EventBody;
  try {
    today = readBody(codec, body);
  } catch (error) {
    throw new InvalidEvent(`${body.type}: ${reasonOf(error)}`);
  }
  if (today.schemaVersion !== body.schemaVersion) {
    throw new InvalidEvent(
      `${body.type} is written in schema version ${today.schemaVersion}, not ${body.schemaVersion}`,
    );
  }
}
