import type { SourceStatus } from '#plan';
import { LIFECYCLE_STATES } from '#units/domain';
import { NO_CELL } from './cells.js';
import { dateOf } from './days.js';
import { FactCursor } from './fact-cursor.js';
import { F } from './fact-store.js';
import { holds } from './holds.js';
import { NIL } from './nil.js';
import type { IndexedPlanUnit } from './queries.js';
import type { Reader } from './reader.js';
import { lotOf, SLOT } from './shapes.js';
import { SlotTrace } from './slot-trace.js';

/** What a plan reads of one registered unit. */
export interface UnitReading {
  /** Null for a unit that can stand in no other letter than a. */
  readonly planUnit: IndexedPlanUnit | null;
  /** The status that a source reported last; null when none did. */
  readonly status: SourceStatus | null;
  /** Whether a plan looks at the status of a unit for which nobody asked. */
  readonly isStatusSeen: boolean;
  /** The same number for statuses that a plan looks at together: see `AlikeStatuses`. */
  readonly alike: number;
  /** The label of both; undefined where nothing is read. */
  readonly label: string | undefined;
}

/** Of most units a plan reads nothing. */
export const NOTHING_READ: UnitReading = {
  planUnit: null,
  status: null,
  isStatusSeen: false,
  alike: NIL,
  label: undefined,
};

/** What a code is mapped to that is in no table. */
const UNMAPPED = 'UNMAPPED';

/** Slots of a plan's unit that its cell does not tell. */
const READ = [SLOT.includedOn, SLOT.lastDeliveredOn, SLOT.voidSince, SLOT.provisional, SLOT.registeredOn] as const;
const [INCLUDED_ON, LAST_DELIVERED_ON, VOID_SINCE, PROVISIONAL, REGISTERED_ON] = [0, 1, 2, 3, 4] as const;
const BUT_REGISTRATION = READ.slice(0, REGISTERED_ON);

/** Reads registered units, one after the other, as of one coordinate. */
export class UnitReadings {
  /** To be put on the last fact of the unit by that coordinate. */
  readonly cursor: FactCursor;
  readonly #trace: SlotTrace;
  readonly #statuses: FactCursor;
  readonly #days = new Int32Array(READ.length);

  constructor(
    private readonly reader: Reader,
    private readonly day: number,
    private readonly known: number,
  ) {
    this.cursor = new FactCursor(reader.timelines.store);
    this.#trace = new SlotTrace(reader.timelines);
    this.#statuses = new FactCursor(reader.timelines.store);
  }

  /** What a plan reads of a unit on whose last fact the cursor stands. @param cell after that fact */
  of(unit: number, cell: number): UnitReading {
    const { cells, everForecast, everReported } = this.reader.timelines;
    if (!cells.plannable(cell) && !everForecast.has(unit) && !everReported.has(unit)) return NOTHING_READ;
    return this.#read(unit, cell);
  }

  #read(unit: number, cell: number): UnitReading {
    const planUnit = this.#isInAnotherLetter(unit, cell) ? this.planUnit(unit, cell) : null;
    const reported = this.reader.timelines.everReported.has(unit) ? this.#lastReported() : NIL;
    const status = reported === NIL ? null : this.#status(unit, cell, reported);
    if (!planUnit && !status) return NOTHING_READ;
    const { cells } = this.reader.timelines;
    const isStatusSeen = status !== null && (planUnit !== null || cells.inLot(cell) || status.mapsTo === UNMAPPED);
    return {
      planUnit,
      status,
      isStatusSeen,
      alike: status ? alikeOf(reported, status) : NIL,
      label: (planUnit ?? status)!.label,
    };
  }

  /** See `Cells.plannable`; and those in stock or planned with a forecast of release. */
  #isInAnotherLetter(unit: number, cell: number): boolean {
    const { timelines } = this.reader;
    const { cells } = timelines;
    if (cells.plannable(cell)) return true;
    return cells.inStockOrPlanned(cell) && timelines.expectedDay('release', unit, this.day, this.known) !== NIL;
  }

  planUnit(unit: number, cell: number): IndexedPlanUnit {
    const { timelines, labels } = this.reader;
    const { cells, units, values } = timelines;
    const shape = timelines.transitions.shape(cells.shape(cell))!;
    const place = cells.place(cell);
    const unitId = units.id(unit);
    const owner = values.names.text(cells.inPlace(place, 'owner'));
    const list = timelines.aliasListAt(unit, this.day, this.known);
    this.#readDays(unit, cell);
    const days = this.#days;
    return {
      unitId,
      label: labels.label(unitId, list),
      ownerCode: labels.ownerCode(owner, list),
      provisional: !values.hasAliases(list),
      owner,
      municipality: values.name(cells.inPlace(place, 'municipality')),
      stock: shape.stock,
      serviceClass: shape.serviceClass,
      lifecycle: shape.lifecycle,
      lot: lotOf(shape, {
        programme: values.name(cells.inPlace(place, 'programme')),
        lot: values.name(cells.inPlace(place, 'lot')),
        includedOn: values.date(days[INCLUDED_ON]!),
      }),
      sat: shape.sat,
      conferral: values.name(cells.inPlace(place, 'conferral')),
      registeredOn: dateOf(days[REGISTERED_ON]!),
      lastDeliveredOn: values.date(days[LAST_DELIVERED_ON]!),
      voidSince: shape.openVoid === null ? undefined : values.date(days[VOID_SINCE]!),
      releaseExpectedOn: values.date(timelines.expectedDay('release', unit, this.day, this.known)),
      worksExpectedOn: values.date(timelines.expectedDay('works', unit, this.day, this.known)),
      list: values.provisional(days[PROVISIONAL]!)?.list ?? null,
    };
  }

  #readDays(unit: number, cell: number): void {
    const { timelines } = this.reader;
    const { facts, at } = this.cursor;
    if (facts[at + F.horizon]! > this.known) {
      const { slots } = timelines.foldAt(unit, this.day, this.known);
      for (let i = 0; i < READ.length; i++) this.#days[i] = slots[READ[i]!]!;
      return;
    }
    const registeredOn = timelines.everRegisteredLater.has(unit) ? undefined : timelines.tails.registeredOn(unit);
    this.#trace.after(this.cursor, cell, registeredOn === undefined ? READ : BUT_REGISTRATION, this.#days);
    if (registeredOn !== undefined) this.#days[REGISTERED_ON] = registeredOn;
  }

  #status(unit: number, cell: number, reported: number): SourceStatus {
    const { timelines, labels } = this.reader;
    const { cells, values, units } = timelines;
    const { code, label: statusLabel, mapsTo } = values.status(reported);
    const unitId = units.id(unit);
    return {
      unitId,
      label: labels.label(unitId, timelines.aliasListAt(unit, this.day, this.known)),
      owner: values.names.text(cells.inPlace(cells.place(cell), 'owner')),
      lifecycle: timelines.transitions.shape(cells.shape(cell))!.lifecycle,
      code,
      statusLabel,
      mapsTo: mapsTo as SourceStatus['mapsTo'],
    };
  }

  /** Code of the status that was reported last before the cursor's fact, or by it; {@link NIL} when none was. */
  #lastReported(): number {
    const { kinds } = this.reader.timelines;
    const cursor = this.#statuses;
    cursor.follow(this.cursor);
    for (let isThere = true; isThere; isThere = cursor.back()) {
      const { facts, at } = cursor;
      if (!holds(facts, at, this.known)) continue;
      if (kinds.kind(facts[at + F.kind]!).type === 'SourceStatusReported') return facts[at + F.value]!;
    }
    return NIL;
  }

  /** Puts the cursor on a unit's last fact by the coordinate. @returns the cell then; {@link NO_CELL} when it is not registered */
  cellOf(unit: number): number {
    const { timelines } = this.reader;
    if (!this.cursor.toLastBy(unit, this.day, this.known)) return NO_CELL;
    return timelines.cellOn(this.cursor, unit, this.day, this.known);
  }
}

function alikeOf(reported: number, { mapsTo, lifecycle }: SourceStatus): number {
  return reported * LIFECYCLE_STATES.length + (mapsTo === UNMAPPED ? 0 : LIFECYCLE_STATES.indexOf(lifecycle));
}
