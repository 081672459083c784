import type { StoredEvent } from '#event-store';
import { NO_CELL } from './cells.js';
import { bookChanges } from './counting.js';
import { dayOf, FOREVER } from './days.js';
import { writeUuid } from './event-ids.js';
import { ANNULMENT, F, isRefused, rank, ranked, WIDTH } from './fact-store.js';
import { NIL } from './nil.js';
import { ENDS, STATES } from './outlook-roles.js';
import { Profile } from './profile.js';
import type { Timelines } from './timelines.js';

/** The events of a unit's stream as this room reads them: dates and corrections. */
interface UnitEventData extends Readonly<Record<string, unknown>> {
  readonly effectiveOn: string;
  readonly replaces?: string;
  readonly target?: string;
}

/**
 * Takes the log's events into the timelines. A fact that comes after all others of its unit is folded from the state
 * after them; any other has its unit folded again, and what that changes is booked.
 */
export class Appender {
  readonly #before: Profile;
  readonly #after: Profile;
  /** Ordinals of annulments whose target is not in its stream (yet), by unit and target. */
  readonly #annulledAhead = new Map<string, number>();
  /** The fact in hand. */
  readonly #fact = new Int32Array(WIDTH);

  constructor(private readonly timelines: Timelines) {
    const { kinds, transitions, cells, groups, movements } = timelines;
    this.#before = new Profile(kinds, transitions, cells, groups, movements);
    this.#after = new Profile(kinds, transitions, cells, groups, movements);
  }

  /** See TimelineIndex.apply. */
  apply(event: StoredEvent): void {
    const { positions, units, store } = this.timelines;
    if (!(event.position > positions.last)) {
      throw new RangeError(`position ${event.position} does not come after ${positions.last}`);
    }
    const unit = units.ofStream(event.stream);
    if (unit === undefined) {
      positions.add(event.position);
      return;
    }
    const next = unit === units.size ? 0 : store.count(unit);
    if (event.revision !== next) {
      throw new RangeError(`revision ${event.revision} of ${event.stream} is not the next, ${next}`);
    }
    const data = event.data as UnitEventData;
    this.#read(event, data);
    if (unit === units.size) this.#addUnit(unit);
    this.#fact[F.ordinal] = positions.add(event.position);
    if (this.#annulledAhead.size > 0 && this.#annulledAhead.has(`${unit}/${event.id}`)) {
      this.#fact[F.annulledAt] = this.#fact[F.ordinal]!;
    }
    this.#remember(unit, event.type);
    if (this.#comesLast(unit, data)) this.#extend(unit);
    else this.#insert(unit, data);
  }

  #read(event: StoredEvent, data: UnitEventData): void {
    const fact = this.#fact;
    this.timelines.kinds.read(event.type, data, fact);
    fact[F.day] = dayOf(data.effectiveOn);
    fact[F.annulledAt] = 0;
    fact[F.revision] = event.revision;
    fact[F.rank] = ranked(event.revision, false);
    if (!writeUuid(event.id, 0, fact, F.id)) throw new TypeError(`not the id of an event: ${event.id}`);
  }

  #addUnit(unit: number): void {
    this.timelines.units.add();
    this.timelines.store.addUnit();
    this.timelines.tails.add(unit);
  }

  #remember(unit: number, type: string): void {
    if (type === 'ReleaseForecast') this.timelines.everForecast.add(unit);
    else if (type === 'SourceStatusReported') this.timelines.everReported.add(unit);
  }

  /**
   * Whether the fact in hand changes nothing before its day, and comes on a day after every other: on the same day it
   * could change where that day's movements are counted, and a statement reaches back to where its tenancy began.
   */
  #comesLast(unit: number, data: UnitEventData): boolean {
    const fact = this.#fact;
    if (fact[F.kind] === ANNULMENT || fact[F.annulledAt] !== 0 || data.replaces !== undefined) return false;
    const kind = this.timelines.kinds.kind(fact[F.kind]!);
    return kind.release < STATES && kind.works < STATES && fact[F.day]! > this.timelines.store.lastDay(unit);
  }

  #extend(unit: number): void {
    const { timelines } = this;
    const fact = this.#fact;
    const { fold, cells, groups, store } = timelines;
    const { tails } = timelines;
    const kind = timelines.kinds.kind(fact[F.kind]!);
    const ordinal = fact[F.ordinal]!;
    const groupBefore = tails.group(unit);
    tails.restore(unit, fold);
    const cellBefore = store.lastCell(unit);
    if (timelines.refusal(fact, 0) !== null) {
      timelines.refusedUntil.set(unit, FOREVER);
      fact[F.rank] = ranked(fact[F.revision]!, true);
    }
    const step = timelines.step(fact, 0);
    const cell = step.inert ? cellBefore : cells.code(fold.shape, fold.slots);
    const release = kind.release === ENDS ? NIL : tails.releaseDay(unit);
    const works = kind.works === ENDS ? NIL : tails.worksDay(unit);
    const group = groups.code(cell, release, works);
    if (group !== groupBefore) groups.move(ordinal, fact[F.day]!, groupBefore, group);
    if (kind.movement !== null && !step.inert) {
      timelines.movements.note(ordinal, fact[F.day]!, this.#after.movementKey(kind, cellBefore, cell), unit, 1);
    }
    this.#standsIn(unit, cell);
    fact[F.cell] = cell;
    fact[F.horizon] = ordinal;
    store.extend(unit);
    store.setLast(unit, fact);
    tails.save(unit, fold, group, release, works);
  }

  #insert(unit: number, data: UnitEventData): void {
    const { store, groups, movements } = this.timelines;
    const fact = this.#fact;
    const facts = this.timelines.facts(unit);
    const count = store.count(unit);
    if (data.replaces !== undefined) fact[F.rank] = this.#rankOf(facts, count, data.replaces);
    const target = fact[F.kind] === ANNULMENT ? find(facts, count, data.target ?? '') : undefined;
    const place = placeOf(facts, count, fact);
    const first = Math.min(place, target ?? place);
    const start = this.#reachOf(facts, first);
    this.#before.read(facts, count, start);
    if (fact[F.kind] === ANNULMENT) this.#annul(unit, facts, target, data.target ?? '');
    facts.copyWithin((place + 1) * WIDTH, place * WIDTH, count * WIDTH);
    facts.set(fact, place * WIDTH);
    store.extend(unit);
    this.#foldFrom(unit, facts, count + 1, first);
    store.scatter(unit, facts);
    this.#after.read(facts, count + 1, start);
    bookChanges(groups, movements, fact[F.ordinal]!, unit, this.#before, this.#after);
    this.#saveTail(unit);
  }

  #rankOf(facts: Int32Array, count: number, replaced: string): number {
    const index = find(facts, count, replaced);
    return index === undefined ? this.#fact[F.rank]! : ranked(rank(facts, index * WIDTH), false);
  }

  #annul(unit: number, facts: Int32Array, target: number | undefined, id: string): void {
    const ordinal = this.#fact[F.ordinal]!;
    if (target === undefined) this.#annulledAhead.set(`${unit}/${id}`, ordinal);
    else if (facts[target * WIDTH + F.annulledAt] === 0) facts[target * WIDTH + F.annulledAt] = ordinal;
  }

  /**
   * Index of the first fact whose counting a change at `first` can touch: statements are read back to where their
   * tenancy or works began, movements are counted where the unit stood at the end of their day.
   */
  #reachOf(facts: Int32Array, first: number): number {
    let release = first;
    let works = first;
    for (let i = first - 1; i >= 0 && (release === first || works === first); i--) {
      const at = i * WIDTH;
      if (facts[at + F.annulledAt] !== 0 || facts[at + F.kind] === ANNULMENT) continue;
      const kind = this.timelines.kinds.kind(facts[at + F.kind]!);
      if (release === first && kind.release === ENDS) release = i;
      if (works === first && kind.works === ENDS) works = i;
    }
    if (release === first || works === first) return 0;
    let start = Math.min(release, works);
    while (start > 0 && facts[(start - 1) * WIDTH + F.day] === facts[start * WIDTH + F.day]) start--;
    return start;
  }

  /** Folds a unit's facts, all known, and writes down the cell and the horizon of each from `first` on. */
  #foldFrom(unit: number, facts: Int32Array, count: number, first: number): void {
    const { timelines } = this;
    const { fold } = timelines;
    let refused = false;
    fold.reset();
    for (let at = 0; at < first * WIDTH; at += WIDTH) {
      refused ||= isRefused(facts, at);
      if (facts[at + F.annulledAt] === 0 && facts[at + F.kind] !== ANNULMENT) timelines.step(facts, at);
    }
    const last = (first - 1) * WIDTH;
    let horizon = first === 0 ? 0 : facts[last + F.horizon]!;
    let cell = first === 0 ? NO_CELL : facts[last + F.cell]!;
    for (let at = first * WIDTH; at < count * WIDTH; at += WIDTH) {
      const isFact = facts[at + F.kind] !== ANNULMENT;
      if (isFact) horizon = Math.max(horizon, facts[at + F.ordinal]!, facts[at + F.annulledAt]!);
      if (isFact && facts[at + F.annulledAt] === 0) {
        const refusal = timelines.refusal(facts, at);
        facts[at + F.rank] = ranked(rank(facts, at), refusal !== null);
        if (!timelines.step(facts, at).inert) cell = timelines.cells.code(fold.shape, fold.slots);
        this.#standsIn(unit, cell);
      } else facts[at + F.rank] = ranked(rank(facts, at), false);
      refused ||= isRefused(facts, at);
      facts[at + F.cell] = cell;
      facts[at + F.horizon] = horizon;
    }
    if (refused) timelines.refusedUntil.set(unit, FOREVER);
    else if (timelines.refusedUntil.get(unit) === FOREVER) timelines.refusedUntil.set(unit, this.#fact[F.ordinal]!);
  }

  #saveTail(unit: number): void {
    const { steps, release, works } = this.#after;
    const group = steps.size === 0 ? 0 : steps.groups[steps.size - 1]!;
    this.timelines.tails.save(
      unit,
      this.timelines.fold,
      group,
      release.stated(release.current),
      works.stated(works.current),
    );
  }

  #standsIn(unit: number, cell: number): void {
    if (cell !== NO_CELL) this.timelines.units.standsIn(unit, this.timelines.cells.ambito(cell));
  }
}

/** Where a fact belongs: after those of an earlier day, and those of its day with no later rank. */
function placeOf(facts: Int32Array, count: number, fact: Int32Array): number {
  let place = count;
  while (place > 0 && comesAfter(facts, (place - 1) * WIDTH, fact)) place--;
  return place;
}

function comesAfter(facts: Int32Array, at: number, fact: Int32Array): boolean {
  const days = facts[at + F.day]! - fact[F.day]!;
  return days > 0 || (days === 0 && rank(facts, at) > rank(fact, 0));
}

const wanted = new Int32Array(4);

/** Index of the event with the id. */
function find(facts: Int32Array, count: number, id: string): number | undefined {
  if (!writeUuid(id, 0, wanted, 0)) return undefined;
  for (let i = 0; i < count; i++) {
    const at = i * WIDTH + F.id;
    if (
      facts[at] === wanted[0] &&
      facts[at + 1] === wanted[1] &&
      facts[at + 2] === wanted[2] &&
      facts[at + 3] === wanted[3]
    ) {
      return i;
    }
  }
  return undefined;
}
