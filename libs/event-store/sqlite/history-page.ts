import type { PlacedHistoricalEvent } from '../history-check.js';
import type { EventMetadata } from '../port.js';
import { sameMetadata, type PlacedEvent } from './row-writer.js';

/**
 * Events of a history on their way to the file. Columns, and lists of texts with line feeds between them, for no text here
 * has one of its own: they go from one thread to another by the million, and each object and text would be copied by itself.
 */
export interface HistoryPage {
  readonly events: number;
  readonly ids: string;
  /** The streams that begin in it, in the order of their numbers. */
  readonly newStreams: string;
  readonly streams: Int32Array;
  readonly revisions: Int32Array;
  /** Types and actors, each once. */
  readonly names: string;
  readonly types: Int32Array;
  readonly schemaVersions: Int32Array;
  readonly json: string;
  readonly runs: RunColumns;
}

/** What events in a row have in common, recorded at one instant by one command: mostly a run is one event. */
interface RunColumns {
  readonly events: Int32Array;
  readonly recordedMillis: Float64Array;
  readonly commandIds: string;
  readonly correlationIds: string;
  readonly commandDigests: string;
  readonly actors: Int32Array;
  /** The metadata themselves where they say more than these columns. */
  readonly rare: readonly (EventMetadata | null)[];
}

/** Events that were recorded together, in the order of the log. */
export interface RecordedRun {
  readonly recordedMillis: number;
  readonly events: readonly PlacedEvent[];
}

export function pageOf(events: readonly PlacedHistoricalEvent[]): HistoryPage {
  const names = new PageNames();
  const newStreams: string[] = [];
  const streams = new Int32Array(events.length);
  const revisions = new Int32Array(events.length);
  const types = new Int32Array(events.length);
  const schemaVersions = new Int32Array(events.length);
  for (let at = 0; at < events.length; at++) {
    const { stream, streamNumber, revision, type, schemaVersion } = events[at]!;
    if (revision === 0) newStreams.push(stream);
    streams[at] = streamNumber;
    revisions[at] = revision;
    types[at] = names.number(type);
    schemaVersions[at] = schemaVersion;
  }
  const runs = runColumns(runsOf(events), names);
  return {
    events: events.length,
    ids: listed(events.map(({ id }) => id)),
    newStreams: listed(newStreams),
    ...{ streams, revisions, types, schemaVersions },
    names: listed(names.all()),
    json: listed(events.map(({ json }) => json)),
    runs,
  };
}

/** The names of a page, numbered as they are met. */
class PageNames {
  readonly #numbers = new Map<string, number>();

  number(name: string): number {
    const known = this.#numbers.get(name);
    if (known === undefined) this.#numbers.set(name, this.#numbers.size);
    return known ?? this.#numbers.size - 1;
  }

  all(): readonly string[] {
    return [...this.#numbers.keys()];
  }
}

/** Reads pages again, one after the other from the first. */
export class HistoryPages {
  /** By number. */
  readonly #streams: string[] = [];

  *runs(page: HistoryPage): Generator<RecordedRun, void, void> {
    const { streams, revisions, types, schemaVersions, runs } = page;
    for (const stream of texts(page.newStreams)) this.#streams.push(stream);
    const [ids, names, json] = [texts(page.ids), texts(page.names), texts(page.json)];
    let at = 0;
    for (const [run, metadata] of metadataOf(runs, names).entries()) {
      const events: PlacedEvent[] = [];
      for (const end = at + runs.events[run]!; at < end; at++) {
        events.push({
          id: ids[at]!,
          stream: this.#streams[streams[at]!]!,
          revision: revisions[at]!,
          type: names[types[at]!]!,
          schemaVersion: schemaVersions[at]!,
          metadata,
          json: json[at]!,
        });
      }
      yield { recordedMillis: runs.recordedMillis[run]!, events };
    }
  }
}

/** The ids of a page's events. */
export function idsOf(page: HistoryPage): readonly string[] {
  return texts(page.ids);
}

interface Run {
  readonly first: PlacedHistoricalEvent;
  readonly events: number;
}

function runsOf(events: readonly PlacedHistoricalEvent[]): readonly Run[] {
  const runs: Run[] = [];
  for (let from = 0; from < events.length;) {
    const first = events[from]!;
    let to = from + 1;
    while (to < events.length && recordedTogether(first, events[to]!)) to++;
    runs.push({ first, events: to - from });
    from = to;
  }
  return runs;
}

function recordedTogether(a: PlacedHistoricalEvent, b: PlacedHistoricalEvent): boolean {
  return a.recordedMillis === b.recordedMillis && sameMetadata(a.metadata, b.metadata);
}

function runColumns(runs: readonly Run[], names: PageNames): RunColumns {
  const events = new Int32Array(runs.length);
  const actors = new Int32Array(runs.length);
  const recordedMillis = new Float64Array(runs.length);
  for (let at = 0; at < runs.length; at++) {
    const { first, events: count } = runs[at]!;
    events[at] = count;
    actors[at] = names.number(first.metadata.actor);
    recordedMillis[at] = first.recordedMillis;
  }
  const metadata = runs.map(({ first }) => first.metadata);
  return {
    ...{ events, actors, recordedMillis },
    commandIds: listed(metadata.map(({ commandId }) => commandId)),
    correlationIds: listed(metadata.map(({ correlationId }) => correlationId)),
    commandDigests: listed(metadata.map(({ commandDigest }) => commandDigest)),
    rare: metadata.map((of) => ((of.commandEvents ?? of.compensation ?? of.source) ? of : null)),
  };
}

function metadataOf(runs: RunColumns, names: readonly string[]): readonly EventMetadata[] {
  const commandIds = texts(runs.commandIds);
  const correlationIds = runs.correlationIds === runs.commandIds ? commandIds : texts(runs.correlationIds);
  const commandDigests = texts(runs.commandDigests);
  return runs.rare.map(
    (rare, i) =>
      rare ?? {
        commandId: commandIds[i]!,
        actor: names[runs.actors[i]!]!,
        correlationId: correlationIds[i]!,
        commandDigest: commandDigests[i]!,
      },
  );
}

function listed(items: readonly string[]): string {
  return items.join('\n');
}

/** The texts of a list again; an empty text is none. */
function texts(list: string): readonly string[] {
  return list === '' ? [] : list.split('\n');
}
