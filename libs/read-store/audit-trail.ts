import { EVENT_ANNULLED, factsAsOf, type CivilDate, type Fact } from '#temporal';
import type { EventStore, Position, StoredEvent } from '#event-store';
import type { EventPlace, EventSearch, Page, ReadQueries } from './queries.js';

/** Another event of the same stream. */
export interface EventLink {
  readonly eventId: string;
  readonly position: Position;
}

/** An event as an auditor reads it: in both clocks, with what became of it. */
export interface HistoryEntry {
  readonly eventId: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: Position;
  readonly type: string;
  readonly schemaVersion: number;
  /** When it is true in the world; null for an event that speaks of no date. */
  readonly effectiveOn: CivilDate | null;
  /** When the register learned it. */
  readonly recordedAt: string;
  readonly actor: string;
  readonly commandId: string;
  readonly correlationId: string;
  readonly source: NonNullable<StoredEvent['metadata']['source']> | null;
  readonly data: object;
  /** The EventAnnulled by which it no longer holds. */
  readonly annulledBy: EventLink | null;
  readonly replaces: EventLink | null;
  /** The last event that stands in its place. */
  readonly replacedBy: EventLink | null;
  /** Its place, from 1, in the order in which the facts that hold are told; null for a correction, and what it annulled. */
  readonly effectiveOrder: number | null;
}

/**
 * What an auditor asks: every event of a unit in both clocks, and events by who, when and what. The read store says where
 * the events are, the log what they say: no body stands twice, and what is shown is what was recorded.
 */
export class AuditTrail {
  constructor(
    private readonly log: Pick<EventStore, 'readStream'>,
    private readonly views: Pick<ReadQueries, 'findEvents' | 'locateEvent'>,
  ) {}

  /**
   * Every event of a unit, in the order in which they were recorded; empty when there is no such unit.
   * @param knownAt leaves out what was recorded after this position, corrections included
   */
  async history(unitId: string, knownAt?: Position): Promise<readonly HistoryEntry[]> {
    return this.streamHistory(`unit-${unitId}`, knownAt);
  }

  /** As `history`, of any stream. */
  async streamHistory(stream: string, knownAt?: Position): Promise<readonly HistoryEntry[]> {
    const events = await this.log.readStream(stream);
    return historyOf(knownAt === undefined ? events : events.filter((event) => event.position <= knownAt));
  }

  /** Events by what is asked for, under current knowledge. @throws BadCursor, RangeError */
  async events(query: EventSearch): Promise<Page<HistoryEntry>> {
    const { items: places, ...page } = await this.views.findEvents(query);
    const histories = await this.#histories(places);
    return { ...page, items: places.flatMap((place) => entryAt(histories.get(place.stream), place) ?? []) };
  }

  async eventById(eventId: string): Promise<HistoryEntry | undefined> {
    const place = await this.views.locateEvent(eventId);
    return place && entryAt(await this.streamHistory(place.stream), place);
  }

  async #histories(places: readonly EventPlace[]): Promise<ReadonlyMap<string, readonly HistoryEntry[]>> {
    const streams = [...new Set(places.map(({ stream }) => stream))];
    const histories = await Promise.all(streams.map((stream) => this.streamHistory(stream)));
    return new Map(streams.map((stream, index) => [stream, histories[index]!]));
  }
}

/** A stream's events with what each became of. @param events in revision order, from the first */
export function historyOf(events: readonly StoredEvent[]): readonly HistoryEntry[] {
  // A stream that feeds no fold may speak of no date: it has corrections none the less.
  const facts = events as readonly (StoredEvent & Fact)[];
  const annulments = new Map(facts.flatMap((fact) => (fact.type === EVENT_ANNULLED ? [[targetOf(fact), fact]] : [])));
  const replacements = new Map(facts.flatMap((fact) => (fact.data.replaces ? [[fact.data.replaces, fact]] : [])));
  const byId = new Map(facts.map((fact) => [fact.id, fact]));
  const order = new Map(factsAsOf(facts).map((fact, index) => [fact.id, index + 1]));
  return facts.map((fact) => ({
    eventId: fact.id,
    stream: fact.stream,
    revision: fact.revision,
    position: fact.position,
    type: fact.type,
    schemaVersion: fact.schemaVersion,
    effectiveOn: fact.data.effectiveOn ?? null,
    recordedAt: fact.recordedAt,
    actor: fact.metadata.actor,
    commandId: fact.metadata.commandId,
    correlationId: fact.metadata.correlationId,
    source: fact.metadata.source ?? null,
    data: fact.data,
    annulledBy: link(annulments.get(fact.id)),
    replaces: link(fact.data.replaces === undefined ? undefined : byId.get(fact.data.replaces)),
    replacedBy: link(replacements.get(fact.id)),
    effectiveOrder: order.get(fact.id) ?? null,
  }));
}

function targetOf(fact: Fact): string {
  return (fact.data as { readonly target?: string }).target ?? '';
}

function link(event: StoredEvent | undefined): EventLink | null {
  return event ? { eventId: event.id, position: event.position } : null;
}

function entryAt(history: readonly HistoryEntry[] | undefined, place: EventPlace): HistoryEntry | undefined {
  return history?.find((entry) => entry.position === place.position);
}
