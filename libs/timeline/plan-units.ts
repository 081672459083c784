import type { IndexedPlanUnit } from './queries.js';
import { candidates } from './candidates.js';
import { NO_CELL } from './cells.js';
import { dateOf } from './days.js';
import { FactCursor } from './fact-cursor.js';
import { F } from './fact-store.js';
import type { Present, Reader } from './reader.js';
import { lotOf, SLOT } from './shapes.js';
import { SlotTrace } from './slot-trace.js';
import type { Moment } from './unit-moments.js';

/**
 * The units of an Ambito that can stand in another letter of the plan than a (see candidates.ts), in the order of the
 * log; then those asked for by id, when registered.
 */
export function planUnits(
  reader: Reader,
  ambito: string,
  day: number,
  known: number,
  also: Iterable<string>,
): IndexedPlanUnit[] {
  const { timelines } = reader;
  const facts = new UnitFacts(reader, day, known);
  const answer: IndexedPlanUnit[] = [];
  const others = new Set(timelines.units.findAll(also));
  const { present, are, moments } = candidates(reader, ambito, day, known);
  for (let i = 0; i < are.length; i++) {
    if (are[i] === 0) continue;
    const unit = present.units[i]!;
    if (others.size > 0) others.delete(unit);
    answer.push(facts.remembered(moments[i], unit, present, i));
  }
  for (const unit of others) {
    if (!facts.cursor.toLastBy(unit, day, known)) continue;
    const cell = timelines.cellOn(facts.cursor, unit, day, known);
    if (cell !== NO_CELL) answer.push(facts.of(unit, cell));
  }
  return answer;
}

/** Slots of a plan's unit that its cell does not tell. */
const READ = [SLOT.includedOn, SLOT.lastDeliveredOn, SLOT.voidSince, SLOT.provisional, SLOT.registeredOn] as const;
const [INCLUDED_ON, LAST_DELIVERED_ON, VOID_SINCE, PROVISIONAL, REGISTERED_ON] = [0, 1, 2, 3, 4] as const;
const BUT_REGISTRATION = READ.slice(0, REGISTERED_ON);

/** What a plan reads of registered units, one after the other, as of one coordinate. */
class UnitFacts {
  /** To be put on the last fact of the unit by that coordinate. */
  readonly cursor: FactCursor;
  readonly #trace: SlotTrace;
  readonly #days = new Int32Array(READ.length);

  constructor(
    private readonly reader: Reader,
    private readonly day: number,
    private readonly known: number,
  ) {
    this.cursor = new FactCursor(reader.timelines.store);
    this.#trace = new SlotTrace(reader.timelines);
  }

  /** As {@link of}, for one of those present. */
  remembered(moment: Moment | undefined, unit: number, present: Present, i: number): IndexedPlanUnit {
    if (moment?.planUnit) return moment.planUnit;
    this.cursor.to(present.blocks[i]!, present.ats[i]!);
    const read = this.of(unit, present.cells[i]!);
    if (moment) moment.planUnit = read;
    return read;
  }

  of(unit: number, cell: number): IndexedPlanUnit {
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
}
