import { ALL_AMBITI, TimelineIndex } from '#timeline';
import type { CivilDate } from '#temporal';

export const FOREVER: CivilDate = '9999-12-31';
const LONG_BEFORE: CivilDate = '2000-01-01';

/** What the workload of the table of alternatives says of the whole of itself. */
export interface Workload {
  readonly events: number;
  /** Municipalities of the Ambito that is asked about. */
  readonly ambito: readonly string[];
}

/** One of its events. */
export interface WorkloadEvent {
  readonly unit: string;
  /** From 1, within the unit. */
  readonly version: number;
  readonly type: string;
  readonly effective: CivilDate;
  readonly recorded: string;
  readonly owner: string;
  readonly municipality: string;
  readonly service: string;
  /** Of a correction: the version that is corrected, and what becomes of it. */
  readonly corrects?: number;
  readonly action?: 'void' | 'restate';
}

/** The Ambito that the workload asks about, and all others, as the register calls them. */
export const AMBITO = { asked: 'asked', other: 'other', all: ALL_AMBITI } as const;

/** What an event of the workload says in the register's words. */
const SAID: Readonly<Record<string, readonly [type: string, data: object]>> = {
  UnitReleased: ['UnitReleased', {}],
  MaintenanceStarted: ['UnitPlacedUnderMaintenance', {}],
  MaintenanceCompleted: ['MaintenanceCompleted', {}],
  UnitAssigned: ['UnitAssigned', { channel: 'public-notice' }],
  MovedToSat: ['UnitMovedToSat', { until: FOREVER }],
  ReturnedFromSat: ['UnitReturnedFromSat', {}],
  ReclassifiedToSas: ['ServiceClassChanged', { to: 'SAS' }],
  ReclassifiedToSap: ['ServiceClassChanged', { to: 'SAP' }],
  UnitDisposed: ['UnitDemolished', {}],
};
const REGISTERED = 'UnitRegistered';
const DISPOSED = 'UnitDisposed';

/** A fact of a unit, as it stands now. */
interface Fact {
  readonly type: string;
  readonly data: object;
  readonly effective: CivilDate;
  /** Of the event that says so; null when it was annulled. */
  readonly eventId: string | null;
}

interface ToldUnit {
  /** Of its next event. */
  revision: number;
  /** By version. */
  readonly facts: Map<number, Fact>;
  registration?: number;
  disposal?: number;
}

export const unitId = (unit: string): string => `00000000-0000-4000-8000-${unit.padStart(12, '0')}`;

/** The workload told to an index in the register's own events, one after the other, as the log would. */
export class ToldWorkload {
  readonly index = new TimelineIndex();
  /** By position - 1: when it was recorded, in milliseconds. */
  readonly #recorded: number[] = [];
  readonly #units = new Map<string, ToldUnit>();
  readonly #asked: ReadonlySet<string>;

  constructor({ ambito }: Workload) {
    this.#asked = new Set(ambito);
  }

  take(event: WorkloadEvent): void {
    const { unit, version, type, effective } = event;
    let told = this.#units.get(unit);
    if (!told) this.#units.set(unit, (told = this.#plan(event)));
    if (type === 'Corrected') {
      const { corrects = 0, action } = event;
      this.#correct(event, told, corrects, action === 'void' ? null : { ...factOf(told, corrects), effective });
    } else {
      this.#state(event, told, version, type === REGISTERED ? this.#registration(event) : saidOf(type));
      if (type === REGISTERED) told.registration = version;
      if (type === DISPOSED) told.disposal = version;
    }
    this.#neverStock(event, told);
  }

  /** The last position recorded by an instant. */
  positionAt(instant: string): number {
    const millis = Date.parse(instant);
    let low = 0;
    let high = this.#recorded.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#recorded[middle]! <= millis) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /**
   * The workload counts what moves before a registration that was corrected to a later day: every unit is planned
   * from long before, and its registration is one that puts it in stock.
   */
  #plan(event: WorkloadEvent): ToldUnit {
    const told: ToldUnit = { revision: 0, facts: new Map() };
    const [type, data] = this.#registration({ ...event, service: 'SAP' });
    const planned = { effectiveOn: LONG_BEFORE, ...data, stock: 'PLANNED', lifecycle: 'UNDER_CONSTRUCTION' };
    this.#append(event, told, type, planned);
    return told;
  }

  #registration({ owner, municipality, service }: WorkloadEvent): readonly [type: string, data: object] {
    const ambito = this.#asked.has(municipality) ? AMBITO.asked : AMBITO.other;
    const states = { stock: 'IN_STOCK', lifecycle: 'VACANT_LETTABLE', aliases: [] };
    return ['UnitRegistered', { owner, municipality, ambito, serviceClass: service, ...states }];
  }

  /**
   * The workload lets a unit that was disposed of before it was registered never count; to the register a
   * registration begins anew. Where a correction makes it so, the registration is told as one of no stock.
   */
  #neverStock(event: WorkloadEvent, told: ToldUnit): void {
    const { facts, registration, disposal } = told;
    if (registration === undefined) return;
    const registered = factOf(told, registration);
    const disposed = disposal === undefined ? undefined : facts.get(disposal);
    if (registered.eventId === null) return;
    const never = disposed && disposed.eventId !== null && disposed.effective < registered.effective;
    const stock = never ? 'PLANNED' : 'IN_STOCK';
    if ((registered.data as { stock?: string }).stock === stock) return;
    this.#correct(event, told, registration, { ...registered, data: { ...registered.data, stock } });
  }

  #correct(event: WorkloadEvent, told: ToldUnit, version: number, replacement: Fact | null): void {
    const fact = factOf(told, version);
    const target = fact.eventId;
    this.#append(event, told, 'EventAnnulled', { effectiveOn: fact.effective, target, reason: 'correction' });
    told.facts.set(version, { ...fact, eventId: null });
    if (!replacement) return;
    const { type, data, effective } = replacement;
    const eventId = this.#append(event, told, type, { effectiveOn: effective, replaces: target, ...data });
    told.facts.set(version, { ...replacement, eventId });
  }

  #state(event: WorkloadEvent, told: ToldUnit, version: number, [type, data]: readonly [string, object]): void {
    const { effective } = event;
    const eventId = this.#append(event, told, type, { effectiveOn: effective, ...data });
    told.facts.set(version, { type, data, effective, eventId });
  }

  /** @returns the event's id */
  #append({ unit, recorded }: WorkloadEvent, told: ToldUnit, type: string, data: object): string {
    const revision = told.revision++;
    const id = `${String(revision).padStart(8, '0')}-0000-5000-8000-${unit.padStart(12, '0')}`;
    const position = this.#recorded.push(Date.parse(recorded));
    const stream = `unit-${unitId(unit)}`;
    const metadata = { commandId: id, actor: 'bench', correlationId: id, commandDigest: '' };
    this.index.apply({ id, stream, revision, position, type, schemaVersion: 1, recordedAt: recorded, data, metadata });
    return id;
  }
}

function saidOf(type: string): readonly [type: string, data: object] {
  const said = SAID[type];
  if (!said) throw new Error(`the workload has an event that the register has no word for: ${type}`);
  return said;
}

function factOf({ facts }: ToldUnit, version: number): Fact {
  const fact = facts.get(version);
  if (!fact) throw new Error(`the workload corrects version ${version}, which is not there`);
  return fact;
}
