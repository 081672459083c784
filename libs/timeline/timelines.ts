import type { Position, StoredEvent } from '#event-store';
import { Cells, NO_CELL } from './cells.js';
import { grown } from './columns.js';
import { dayOf } from './days.js';
import { writeUuid } from './event-ids.js';
import { ANNULMENT, FactKinds } from './fact-kinds.js';
import { BLOCK, F, FactStore, WIDTH } from './fact-store.js';
import { holds } from './holds.js';
import { Outlooks } from './outlooks.js';
import { Positions } from './positions.js';
import { SLOTS } from './shapes.js';
import { Transitions, UNREGISTERED } from './transitions.js';
import { UnitFold } from './unit-fold.js';
import { Values } from './values.js';

const STREAM = /^unit-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** The events of the log as this room reads them: dates and corrections. */
interface UnitEventData extends Readonly<Record<string, unknown>> {
  readonly effectiveOn: string;
  readonly replaces?: string;
  readonly target?: string;
}

/**
 * Every unit's facts in effective order with the cell that each leads to, kept current by every append. A fact that
 * comes last in its unit's timeline is folded from the state before it; any other folds that unit again.
 */
export class Timelines {
  readonly values = new Values();
  readonly kinds = new FactKinds(this.values);
  readonly transitions = new Transitions();
  readonly cells = new Cells(this.transitions);
  readonly outlooks = new Outlooks(this.kinds);
  readonly fold = new UnitFold(this.values, this.kinds, this.transitions);
  readonly store = new FactStore();
  readonly positions = new Positions();
  /** Units by stream name, and their ids. */
  readonly #units = new Map<string, number>();
  readonly unitIds: string[] = [];
  /** Units that ever stood in an Ambito, by its name code. */
  readonly #unitsOf = new Map<number, number[]>();
  /** The state after the last fact of each unit: shape and slots. */
  #tailShapes: Int32Array = new Int32Array(64);
  #tailSlots: Int32Array = new Int32Array(64 * SLOTS.length);
  /** Units with a fact that was ever refused by the guards where it stood. */
  readonly everRefused = new Set<number>();
  /** Units of which a release was ever forecast. */
  readonly everForecast = new Set<number>();
  /** Units of which a source ever reported a status. */
  readonly everReported = new Set<number>();
  /** Ordinals of annulments whose target is not in its stream (yet), by unit and target. */
  readonly #annulledAhead = new Map<string, number>();
  /** One unit's facts, in order: where they are worked on. */
  #bench: Int32Array = new Int32Array(64 * WIDTH);
  readonly #fact = new Int32Array(WIDTH);

  get position(): Position {
    return this.positions.last;
  }

  find(unitId: string): number | undefined {
    return this.#units.get(`unit-${unitId}`);
  }

  /** Units that ever stood in the Ambito, in the order of the log. */
  unitsOf(ambito: string): readonly number[] {
    const code = this.values.names.find(ambito);
    return (code === undefined ? undefined : this.#unitsOf.get(code)) ?? [];
  }

  /**
   * Takes the next event of the log.
   * @throws RangeError when its position is not after the last, or its revision not the next of its stream
   * @throws TypeError when a unit's stream holds what is no event of a unit; nothing is changed then
   */
  apply(event: StoredEvent): void {
    if (!(event.position > this.positions.last)) {
      throw new RangeError(`position ${event.position} does not come after ${this.positions.last}`);
    }
    if (!event.stream.startsWith('unit-')) {
      this.positions.add(event.position);
      return;
    }
    const known = this.#units.get(event.stream);
    const count = known === undefined ? 0 : this.store.count(known);
    const unitId = known === undefined ? STREAM.exec(event.stream)?.[1] : this.unitIds[known]!;
    if (unitId === undefined) {
      this.positions.add(event.position);
      return;
    }
    if (event.revision !== count) {
      throw new RangeError(`revision ${event.revision} of ${event.stream} is not the next, ${count}`);
    }
    const data = event.data as UnitEventData;
    const { kind, value } = this.kinds.read(event.type, data);
    const unit = known ?? this.#addUnit(event.stream, unitId);
    const fact = this.#fact;
    fact[F.day] = dayOf(data.effectiveOn);
    fact[F.ordinal] = this.positions.add(event.position);
    fact[F.annulledAt] = 0;
    fact[F.kind] = kind;
    fact[F.value] = value;
    fact[F.revision] = event.revision;
    fact[F.rank] = event.revision;
    writeUuid(event.id, fact, F.id);
    if (this.#annulledAhead.size > 0 && this.#annulledAhead.has(`${unit}/${event.id}`))
      fact[F.annulledAt] = fact[F.ordinal]!;
    if (event.type === 'ReleaseForecast') this.everForecast.add(unit);
    if (event.type === 'SourceStatusReported') this.everReported.add(unit);
    this.#insert(unit, data);
  }

  /** The state's cell as of a day, knowing the log up to an ordinal; {@link NO_CELL} when it is not registered. */
  cellAt(unit: number, day: number, known: number): number {
    const { store } = this;
    let length = store.inTail(store.count(unit));
    for (let block = store.tail(unit); block !== -1; block = store.previous(block)) {
      const chunk = store.chunk(block);
      const base = store.base(block);
      for (let at = base + (length - 1) * WIDTH; at >= base; at -= WIDTH) {
        if (chunk[at + F.day]! > day || chunk[at + F.ordinal]! > known) continue;
        return chunk[at + F.horizon]! <= known ? chunk[at + F.cell]! : this.#cellFolded(unit, day, known);
      }
      length = BLOCK;
    }
    return NO_CELL;
  }

  /** A unit's facts in effective order, in an array that holds until the next call. */
  facts(unit: number): Int32Array {
    const count = this.store.count(unit);
    if (this.#bench.length < (count + 1) * WIDTH) this.#bench = new Int32Array((count + 1) * WIDTH * 2);
    this.store.gather(unit, this.#bench);
    return this.#bench;
  }

  /** Folds a unit as of a coordinate; the state is then in {@link fold}. */
  foldAt(unit: number, day: number, known: number): UnitFold {
    const facts = this.facts(unit);
    const end = this.store.count(unit) * WIDTH;
    this.fold.reset();
    for (let at = 0; at < end && facts[at + F.day]! <= day; at += WIDTH) {
      if (holds(facts, at, known)) this.#step(facts, at);
    }
    return this.fold;
  }

  #cellFolded(unit: number, day: number, known: number): number {
    const { shape, slots } = this.foldAt(unit, day, known);
    return this.cells.code(shape, slots);
  }

  #step(facts: Int32Array, at: number): void {
    this.fold.step(
      this.kinds.kind(facts[at + F.kind]!),
      facts[at + F.value]!,
      facts[at + F.day]!,
      facts[at + F.revision]!,
    );
  }

  #addUnit(stream: string, unitId: string): number {
    const unit = this.store.addUnit();
    this.#units.set(stream, unit);
    this.unitIds.push(unitId);
    this.#tailShapes = grown(this.#tailShapes, unit + 1);
    this.#tailSlots = grown(this.#tailSlots, (unit + 1) * SLOTS.length);
    this.#tailShapes[unit] = UNREGISTERED;
    this.fold.reset();
    this.#tailSlots.set(this.fold.slots, unit * SLOTS.length);
    return unit;
  }

  #insert(unit: number, data: UnitEventData): void {
    const facts = this.facts(unit);
    const count = this.store.count(unit);
    const fact = this.#fact;
    if (data.replaces !== undefined) fact[F.rank] = rankOf(facts, count, data.replaces) ?? fact[F.rank]!;
    if (fact[F.kind] === ANNULMENT) this.#annul(unit, facts, count, data.target ?? '');
    const place = placeOf(facts, count, fact);
    facts.copyWithin((place + 1) * WIDTH, place * WIDTH, count * WIDTH);
    facts.set(fact, place * WIDTH);
    this.store.extend(unit);
    this.#refold(unit, facts, count + 1);
    this.store.scatter(unit, facts);
  }

  #annul(unit: number, facts: Int32Array, count: number, target: string): void {
    const at = find(facts, count, target);
    const ordinal = this.#fact[F.ordinal]!;
    if (at === undefined) this.#annulledAhead.set(`${unit}/${target}`, ordinal);
    else if (facts[at + F.annulledAt] === 0) facts[at + F.annulledAt] = ordinal;
  }

  /** Folds a unit's facts, all known, and writes down the cell and the horizon of each. */
  #refold(unit: number, facts: Int32Array, count: number): void {
    const { fold } = this;
    let horizon = 0;
    let cell = NO_CELL;
    fold.reset();
    for (let at = 0; at < count * WIDTH; at += WIDTH) {
      if (facts[at + F.kind] !== ANNULMENT) {
        horizon = Math.max(horizon, facts[at + F.ordinal]!, facts[at + F.annulledAt]!);
        if (facts[at + F.annulledAt] === 0) {
          this.#checkGuard(unit, facts, at);
          this.#step(facts, at);
          cell = this.cells.code(fold.shape, fold.slots);
          if (fold.shape !== UNREGISTERED) this.#standsIn(unit, this.cells.ambito(cell));
        }
      }
      facts[at + F.cell] = cell;
      facts[at + F.horizon] = horizon;
    }
    this.#tailShapes[unit] = fold.shape;
    this.#tailSlots.set(fold.slots, unit * SLOTS.length);
  }

  #checkGuard(unit: number, facts: Int32Array, at: number): void {
    const kind = this.kinds.kind(facts[at + F.kind]!);
    if (this.fold.refusal(kind, facts[at + F.value]!, facts[at + F.revision]!) !== null) this.everRefused.add(unit);
  }

  #standsIn(unit: number, ambito: number): void {
    let units = this.#unitsOf.get(ambito);
    if (!units) this.#unitsOf.set(ambito, (units = []));
    if (!units.includes(unit)) units.push(unit);
  }
}

function placeOf(facts: Int32Array, count: number, fact: Int32Array): number {
  let place = count;
  while (place > 0 && comesAfter(facts, (place - 1) * WIDTH, fact)) place--;
  return place;
}

/** Whether the fact at `at` comes after another one of a later revision: by day, then by rank. */
function comesAfter(facts: Int32Array, at: number, fact: Int32Array): boolean {
  const days = facts[at + F.day]! - fact[F.day]!;
  return days > 0 || (days === 0 && facts[at + F.rank]! > fact[F.rank]!);
}

function rankOf(facts: Int32Array, count: number, id: string): number | undefined {
  const at = find(facts, count, id);
  return at === undefined ? undefined : facts[at + F.rank]!;
}

const wanted = new Int32Array(4);

function find(facts: Int32Array, count: number, id: string): number | undefined {
  writeUuid(id, wanted, 0);
  for (let at = 0; at < count * WIDTH; at += WIDTH) {
    if (
      facts[at + F.id] === wanted[0] &&
      facts[at + F.id + 1] === wanted[1] &&
      facts[at + F.id + 2] === wanted[2] &&
      facts[at + F.id + 3] === wanted[3]
    ) {
      return at;
    }
  }
  return undefined;
}
