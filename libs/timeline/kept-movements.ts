import { NO_CELL } from './cells.js';
import { dateOf } from './days.js';
import { readUuid } from './event-ids.js';
import { FactCursor } from './fact-cursor.js';
import type { FactKind } from './fact-kinds.js';
import { ANNULMENT, F } from './fact-store.js';
import type { Movement } from './queries.js';
import type { Reader } from './reader.js';
import { SLOT } from './shapes.js';
import { SlotTrace } from './slot-trace.js';
import type { Span } from './spans.js';

/** Slots of the state before a let. */
const READ = [SLOT.voidSince, SLOT.worksEndedOn] as const;
const [VOID_SINCE, WORKS_ENDED_ON] = [0, 1] as const;

/** The movements of a span of days, one unit after the other, by the cells kept with its facts: nothing is folded. */
export class KeptMovements {
  readonly #cursor: FactCursor;
  readonly #trace: SlotTrace;
  readonly #days = new Int32Array(READ.length);
  readonly #asked: number | undefined;

  /** @param ambito in which the unit is to stand at the end of a movement's day */
  constructor(
    private readonly reader: Reader,
    ambito: string,
    private readonly span: Span,
    private readonly known: number,
  ) {
    this.#cursor = new FactCursor(reader.timelines.store);
    this.#trace = new SlotTrace(reader.timelines);
    this.#asked = reader.code(ambito);
  }

  /**
   * Adds a unit's movements that had effect, in effective order.
   * @returns false, and adds none, where its facts did not stand at the ordinal as they do now
   */
  read(unit: number, into: Movement[]): boolean {
    const { kinds, cells, transitions } = this.reader.timelines;
    const { from, to } = this.span;
    const cursor = this.#cursor;
    const first = into.length;
    let isThere = cursor.toLastBy(unit, to, Infinity);
    if (isThere && cursor.facts[cursor.at + F.horizon]! > this.known) return false;
    let day = NaN;
    let cell = NO_CELL;
    while (isThere && cursor.facts[cursor.at + F.day]! >= from) {
      const { facts, at } = cursor;
      if (facts[at + F.day] !== day) cell = facts[at + F.cell]!;
      day = facts[at + F.day]!;
      isThere = cursor.back();
      if (facts[at + F.kind] === ANNULMENT || facts[at + F.annulledAt] !== 0) continue;
      const kind = kinds.kind(facts[at + F.kind]!);
      if (kind.movement === null) continue;
      const before = isThere ? cursor.facts[cursor.at + F.cell]! : NO_CELL;
      if (transitions.step(cells.shape(before), kind).inert) continue;
      if (this.#asked === undefined || cells.ambito(cell) === this.#asked) {
        into.push(this.#movement(unit, kind, readUuid(facts, at + F.id), day, before, cell));
      }
    }
    if (into.length > first + 1) into.push(...into.splice(first).reverse());
    return true;
  }

  /** The cursor stands on the fact before it. */
  #movement(unit: number, kind: FactKind, eventId: string, day: number, before: number, cell: number): Movement {
    const { timelines, labels } = this.reader;
    const { cells, transitions, units, values } = timelines;
    const place = cells.place(cell);
    const shape = transitions.shape(cells.shape(before))!;
    const unitId = units.id(unit);
    const moved = {
      unitId,
      label: labels.label(unitId, timelines.aliasListAt(unit, this.span.labelDay, this.known)),
      owner: values.names.text(cells.inPlace(place, 'owner')),
      municipality: values.name(cells.inPlace(place, 'municipality')),
      serviceClass: transitions.shape(cells.shape(cell))!.serviceClass,
      effectiveOn: dateOf(day),
      eventId,
    };
    if (kind.movement === 'release') return { ...moved, movement: 'release', cause: shape.titleEnded };
    this.#trace.after(this.#cursor, before, READ, this.#days);
    return {
      ...moved,
      movement: 'let',
      channel: kind.channel!,
      voidSince: shape.openVoid ? values.date(this.#days[VOID_SINCE]!) : undefined,
      worksEndedOn: values.date(this.#days[WORKS_ENDED_ON]!),
      firstLet: shape.openVoid?.firstLet ?? false,
    };
  }
}
