import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { instantText } from '../instants.js';
import type { Head, Position, ResolvedInstant } from '../port.js';

interface RecordingTime {
  readonly first: Position;
  readonly last: Position;
  readonly knownMillis: number;
}

const NOTHING: Head = { position: 0, recordedAt: null, events: 0 };

/** Answers what was known when: the recordings' running maximum rises with their position, so it is found by halving. */
export class KnownPrefix {
  readonly #last: StatementSync;
  readonly #atOrBefore: StatementSync;

  constructor(db: DatabaseSync) {
    const columns = 'first, first + events - 1 AS last, coalesce(known_at, recorded_at) AS known';
    this.#last = db.prepare(`SELECT ${columns} FROM recordings ORDER BY first DESC LIMIT 1`);
    this.#atOrBefore = db.prepare(`SELECT ${columns} FROM recordings WHERE first <= ? ORDER BY first DESC LIMIT 1`);
  }

  head(): Head {
    const last = recordingTime(this.#last.get());
    return last ? headOf({ position: last.last, knownMillis: last.knownMillis }) : NOTHING;
  }

  /** The last event at or before a position. */
  coordinate(position: Position): Head {
    const at = recordingTime(this.#atOrBefore.get(position));
    return at ? headOf({ position: Math.min(at.last, position), knownMillis: at.knownMillis }) : NOTHING;
  }

  resolve(millis: number): ResolvedInstant {
    const head = recordingTime(this.#last.get())?.last ?? 0;
    let known = 0;
    let unknown = head + 1;
    while (unknown - known > 1) {
      const middle = Math.floor((known + unknown) / 2);
      const recording = recordingTime(this.#atOrBefore.get(middle));
      if (!recording) break;
      if (recording.knownMillis <= millis) known = Math.max(middle, Math.min(recording.last, head));
      else unknown = recording.first;
    }
    return { position: known, settled: known < head };
  }
}

/** Positions of a file are contiguous from 1: they count its events. */
export function headOf({ position, knownMillis }: { readonly position: Position; readonly knownMillis: number }): Head {
  if (position === 0) return NOTHING;
  return { position, recordedAt: instantText(knownMillis), events: position };
}

function recordingTime(row: Record<string, unknown> | undefined): RecordingTime | undefined {
  return row && { first: Number(row['first']), last: Number(row['last']), knownMillis: Number(row['known']) };
}
