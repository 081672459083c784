import { eventId, MemoryEventStore, uuidV5, type StoredEvent } from '#event-store';

const NAMESPACE = '6f1d2c1e-5d0b-4b60-9a5e-000000000000';

/** A UUID that is the same in every run. */
export function testUuid(name: string): string {
  return uuidV5(NAMESPACE, name);
}

export interface Said {
  readonly actor?: string;
  readonly source?: { readonly file?: string; readonly row?: number };
}

/** A log in memory whose clock moves an hour an event, from 10 January 2025. */
export class TestLog {
  readonly store: MemoryEventStore;
  #millis = Date.parse('2025-01-10T08:00:00.000Z');
  #commands = 0;

  constructor() {
    this.store = new MemoryEventStore({ clock: () => new Date(this.#millis) });
  }

  setClock(instant: string): void {
    this.#millis = Date.parse(instant);
  }

  /** Appends one event to a stream, whatever its revision. */
  async record(stream: string, type: string, data: object, said: Said = {}): Promise<StoredEvent> {
    const commandId = testUuid(`command ${++this.#commands}`);
    const revision = (await this.store.readStream(stream)).length;
    const metadata = {
      commandId,
      actor: said.actor ?? 'ufficio casa',
      correlationId: commandId,
      commandDigest: 'c'.repeat(64),
      ...(said.source ? { source: said.source } : {}),
    };
    const event = { id: eventId(commandId, 0), type, schemaVersion: 1, data, metadata };
    await this.store.append(stream, revision === 0 ? 'none' : revision - 1, [event]);
    this.#millis += 3_600_000;
    return (await this.store.readStream(stream))[revision]!;
  }

  async register(unitId: string, effectiveOn: string, fields: object = {}): Promise<StoredEvent> {
    const registered = {
      owner: '019036',
      municipality: '019036',
      ambito: 'cremonese',
      serviceClass: 'SAP',
      stock: 'IN_STOCK',
      lifecycle: 'OCCUPIED',
      aliases: [],
    };
    return this.record(`unit-${unitId}`, 'UnitRegistered', { ...registered, ...fields, effectiveOn });
  }

  async annul(target: StoredEvent, reason = 'errore di registrazione'): Promise<StoredEvent> {
    const { effectiveOn } = target.data as { readonly effectiveOn: string };
    return this.record(target.stream, 'EventAnnulled', { target: target.id, reason, effectiveOn });
  }

  async events(): Promise<readonly StoredEvent[]> {
    const events: StoredEvent[] = [];
    for await (const event of this.store.readAll(0)) events.push(event);
    return events;
  }
}
