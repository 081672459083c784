import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { CheckedEvent } from '../checked-events.js';
import { StoreUnavailable, type EventMetadata, type Position } from '../port.js';
import { checksumOfText, eventText, recordedText } from './checksum.js';
import { Insertion } from './insertion.js';
import { Names } from './names.js';
import { moreMetadata } from './more-metadata.js';
import { PACKED, packedValues } from './packed-id.js';

/** An event with its place in its stream, ready to be written at the end of the log. */
export interface PlacedEvent extends CheckedEvent {
  readonly stream: string;
  readonly revision: number;
}

/** Where the log ends. `knownMillis` is the running maximum of the recorded times. */
export interface LogEnd {
  readonly position: Position;
  readonly knownMillis: number;
}

const NO_ID = [null, null] as const;

/** Rows in one call into SQLite, which costs as much as writing two of them. */
const ROWS_AT_ONCE = 16;

/** Writes events at the end of the log, inside a transaction that somebody else begins and commits. */
export class RowWriter {
  readonly streams: Names;
  readonly #names: Names;
  readonly #recordings: Insertion;
  readonly #events: Insertion;
  readonly #end: StatementSync;

  /** @param bulk for very many rows: some in one call into SQLite, so that nobody may read before `flush`; all names are remembered */
  constructor(db: DatabaseSync, bulk = false) {
    this.streams = new Names(db, 'streams', bulk);
    this.#names = new Names(db, 'names', bulk);
    const atOnce = bulk ? ROWS_AT_ONCE : 1;
    const ids = `${PACKED}, ${PACKED}, ${PACKED}`;
    this.#recordings = new Insertion(db, 'recordings', `?, ?, ?, ?, ${ids}, ?, ?, ?, ?, ?`, atOnce);
    this.#events = new Insertion(db, 'events', `?, unhex(?, '-'), ?, ?, ?, ?, ?, ?, ?`, atOnce);
    this.#end = db.prepare(
      `SELECT (SELECT coalesce(max(position), 0) FROM events) AS position, r.first + r.events - 1 AS recorded,
        coalesce(r.known_at, r.recorded_at) AS known
       FROM (SELECT 1) LEFT JOIN recordings r ON r.first = (SELECT max(first) FROM recordings)`,
    );
  }

  /** @throws StoreUnavailable when the end is damaged: nothing may be written behind it */
  end(): LogEnd {
    const row = this.#end.get() ?? {};
    const position = Number(row['position']);
    const recorded = Number(row['recorded'] ?? 0);
    if (position !== recorded) {
      throw new StoreUnavailable(`the end of the log is damaged: ${position} events, but ${recorded} are recorded`);
    }
    return { position, knownMillis: Number(row['known'] ?? -Infinity) };
  }

  /** Writes events recorded at one instant; a new row of `recordings` wherever the metadata change. */
  write(end: LogEnd, recordedMillis: number, events: readonly PlacedEvent[]): LogEnd {
    let from = 0;
    let position = end.position;
    const knownMillis = Math.max(end.knownMillis, recordedMillis);
    while (from < events.length) {
      const to = endOfRun(events, from);
      this.#writeRun(position, { recordedMillis, knownMillis }, events.slice(from, to));
      position += to - from;
      from = to;
    }
    return { position, knownMillis };
  }

  /** Writes the rows that wait for others to be written with. */
  flush(): void {
    this.#recordings.flush();
    this.#events.flush();
  }

  forget(): void {
    this.streams.forget();
    this.#names.forget();
  }

  #writeRun(
    before: Position,
    times: { recordedMillis: number; knownMillis: number },
    events: readonly PlacedEvent[],
  ): void {
    const metadata = events[0]?.metadata;
    if (!metadata) return;
    const { commandId, correlationId, commandDigest, actor, source } = metadata;
    const more = moreMetadata(metadata);
    this.#recordings.add(
      before + 1,
      events.length,
      times.recordedMillis,
      times.knownMillis === times.recordedMillis ? null : times.knownMillis,
      ...packedValues(commandId),
      ...packedValues(commandDigest),
      ...(correlationId === commandId ? NO_ID : packedValues(correlationId)),
      this.#names.id(actor),
      source?.file === undefined ? null : this.#names.id(source.file),
      source?.row ?? null,
      source?.list === undefined ? null : this.#names.id(source.list),
      more === null ? null : this.#names.id(more),
    );
    const recorded = recordedText(times.recordedMillis, times.knownMillis, metadata, more);
    for (let nth = 0; nth < events.length; nth++) {
      const { id, stream, revision, type, schemaVersion, json } = events[nth]!;
      const position = before + 1 + nth;
      const text = eventText({ position, id, stream, revision, type, schemaVersion }, recorded, json);
      const [streamNumber, typeNumber] = [this.streams.id(stream), this.#names.id(type)];
      const sum = checksumOfText(text);
      this.#events.add(position, id, streamNumber, revision, typeNumber, schemaVersion, nth, sum, json);
    }
  }
}

function endOfRun(events: readonly PlacedEvent[], from: number): number {
  const first = events[from]?.metadata;
  let to = from + 1;
  for (let next = events[to]; first && next && sameMetadata(first, next.metadata); next = events[to]) to++;
  return to;
}

/** Recorded by the same command in the same words. */
export function sameMetadata(a: EventMetadata, b: EventMetadata): boolean {
  if (a === b) return true;
  return (
    a.commandId === b.commandId &&
    a.actor === b.actor &&
    a.correlationId === b.correlationId &&
    a.commandDigest === b.commandDigest &&
    a.commandEvents === b.commandEvents &&
    a.compensation === b.compensation &&
    a.source?.file === b.source?.file &&
    a.source?.row === b.source?.row &&
    a.source?.list === b.source?.list
  );
}
