import { writeUuid } from '#event-store';
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

/** @throws TypeError an event's id is no UUID: no log takes it */
export function columnsOf(records: readonly EventRecord[]): RecordColumns {
  const numbers = new Float64Array(records.length * C.width);
  const ids = new Uint8Array(16 * records.length);
  const corrections: number[] = [];
  const meant = new Uint8Array(16 * records.length);
  const longEssences: string[] = [];
  for (let i = 0, at = 0; i < records.length; i++, at += C.width) {
    const record = records[i]!;
    numbers[at + C.position] = record.position;
    numbers[at + C.stream] = record.stream;
    numbers[at + C.revision] = record.revision;
    numbers[at + C.type] = record.type;
    numbers[at + C.effective] = record.effective ?? NaN;
    numbers[at + C.known] = record.known;
    numbers[at + C.actor] = record.actor;
    numbers[at + C.essence] = typeof record.essence === 'string' ? LONG : (record.essence ?? NaN);
    if (typeof record.essence === 'string') longEssences.push(record.essence);
    if (!putId(record.id, ids, 16 * i)) throw new TypeError(`${JSON.stringify(record.id)} is not a lowercase UUID`);
    // What is no UUID is no event's id: such a correction means nothing.
    if (record.meant !== null && putId(record.meant, meant, 16 * corrections.length)) corrections.push(i);
  }
  return {
    count: records.length,
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

/** @returns false when it is no UUID */
function putId(id: string, into: Uint8Array, at: number): boolean {
  if (!writeUuid(id, 0, words, 0)) return false;
  for (let i = 0; i < 16; i++) into[at + i] = words[i >> 2]! >> (24 - 8 * (i & 3));
  return true;
}
