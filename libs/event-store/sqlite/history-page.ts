import type { CheckedHistoricalEvent } from '../history-check.js';
import type { EventMetadata } from '../port.js';
import { sameMetadata, type PlacedEvent } from './row-writer.js';

/** What events in a row have in common: recorded at one instant, by one command. */
interface Run {
  readonly events: number;
  readonly recordedMillis: number;
  readonly metadata: EventMetadata;
}

/**
 * Events of a history on their way to the file. Columns, and what is common said once: they go from one thread to another by
 * the million, and every object on the way would be copied by itself.
 */
export interface HistoryPage {
  readonly runs: readonly Run[];
  readonly ids: readonly string[];
  readonly streams: readonly string[];
  readonly revisions: readonly number[];
  readonly types: readonly string[];
  readonly schemaVersions: readonly number[];
  readonly json: readonly string[];
}

export function pageOf(events: readonly CheckedHistoricalEvent[]): HistoryPage {
  return {
    runs: runsOf(events),
    ids: events.map(({ id }) => id),
    streams: events.map(({ stream }) => stream),
    revisions: events.map(({ revision }) => revision),
    types: events.map(({ type }) => type),
    schemaVersions: events.map(({ schemaVersion }) => schemaVersion),
    json: events.map(({ json }) => json),
  };
}

/** The events of a page again, run by run. */
export function* recordedRuns(
  page: HistoryPage,
): Generator<{ readonly recordedMillis: number; readonly events: readonly PlacedEvent[] }, void, void> {
  let from = 0;
  for (const { events: count, recordedMillis, metadata } of page.runs) {
    const events: PlacedEvent[] = [];
    for (let at = from; at < from + count; at++) {
      events.push({
        id: page.ids[at]!,
        stream: page.streams[at]!,
        revision: page.revisions[at]!,
        type: page.types[at]!,
        schemaVersion: page.schemaVersions[at]!,
        metadata,
        json: page.json[at]!,
      });
    }
    yield { recordedMillis, events };
    from += count;
  }
}

function runsOf(events: readonly CheckedHistoricalEvent[]): readonly Run[] {
  const runs: Run[] = [];
  for (let from = 0; from < events.length;) {
    const { recordedMillis, metadata } = events[from]!;
    let to = from + 1;
    while (to < events.length && recordedTogether(events[from]!, events[to]!)) to++;
    runs.push({ events: to - from, recordedMillis, metadata });
    from = to;
  }
  return runs;
}

function recordedTogether(a: CheckedHistoricalEvent, b: CheckedHistoricalEvent): boolean {
  return a.recordedMillis === b.recordedMillis && sameMetadata(a.metadata, b.metadata);
}
