import { writeUuid, type EventPage } from '#event-store';
import type { EventRecord } from './event-record.js';

/** Where the numbers of an event stand among those of a page: the first event's, then the second's. */
export const C = {
  position: 0,
  stream: 1,
  revision: 2,
  type: 3,
  effective: 4,
  known: 5,
  actor: 6,
  essence: 7,
  width: 8,
} as const;

/** In the place of an essence's number: it is the next of the long ones. */
export const LONG = -1;

/** In the place of what is a number from 0 on where it is. */
export const NONE = -1;

/**
 * Records of events on their way to another thread: numbers and ids go in one piece each, where every record by itself would
 * be copied part by part. Events by the million go this way.
 */
export interface RecordColumns {
  readonly count: number;
  /** NaN for what an event has not; see {@link C}. */
  readonly numbers: Float64Array;
  /** 16 bytes an event. */
  readonly ids: Uint8Array;
  /** Which of the events mean another one. */
  readonly corrections: Int32Array;
  /** The ids of what they mean, 16 bytes each. */
  readonly meant: Uint8Array;
  /** Essences that have no number. */
  readonly longEssences: readonly string[];
}

/**
 * @param recordOf gives what is kept of an event of the page
 * @throws TypeError an event's id is no UUID: no log takes it
 */
export function columnsOf(page: EventPage, recordOf: (i: number) => EventRecord): RecordColumns {
  const numbers = new Float64Array(page.length * C.width);
  const ids = new Uint8Array(16 * page.length);
  const corrections: number[] = [];
  const meant = new Uint8Array(16 * page.length);
  const longEssences: string[] = [];
  for (let i = 0, at = 0; i < page.length; i++, at += C.width) {
    const record = recordOf(i);
    numbers[at + C.position] = record.position;
    numbers[at + C.stream] = record.stream;
    numbers[at + C.revision] = record.revision;
    numbers[at + C.type] = record.type;
    numbers[at + C.effective] = record.effective ?? NaN;
    numbers[at + C.known] = record.known;
    numbers[at + C.actor] = record.actor;
    numbers[at + C.essence] = typeof record.essence === 'string' ? LONG : (record.essence ?? NaN);
    if (typeof record.essence === 'string') longEssences.push(record.essence);
    if (!page.writeId(i, words, 0)) throw new TypeError(`the id of event ${record.position} is not a lowercase UUID`);
    putWords(ids, 16 * i);
    // What is no UUID is no event's id: such a correction means nothing.
    if (record.meant === null || !writeUuid(record.meant, 0, words, 0)) continue;
    putWords(meant, 16 * corrections.length);
    corrections.push(i);
  }
  return {
    count: page.length,
    numbers,
    ids,
    corrections: Int32Array.from(corrections),
    meant: meant.slice(0, 16 * corrections.length),
    longEssences,
  };
}

export function numberOrNull(number: number): number | null {
  return Number.isNaN(number) ? null : number;
}

const words = new Int32Array(4);

function putWords(into: Uint8Array, at: number): void {
  for (let i = 0; i < 16; i++) into[at + i] = words[i >> 2]! >> (24 - 8 * (i & 3));
}
