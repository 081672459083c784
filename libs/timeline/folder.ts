import { itemsPart, type SavedPart, type SavedReader } from '#saved-views';
import { NO_CELL } from './cells.js';
import { bookChanges } from './counting.js';
import { FOREVER } from './days.js';
import { readUuid } from './event-ids.js';
import { ANNULMENT, F, isRefused, rank, ranked, TARGET, WIDTH } from './fact-store.js';
import { NIL } from './nil.js';
import { ENDS, NOTHING, STATES, type OutlookRole } from './outlook-roles.js';
import { Profile } from './profile.js';
import { NOWHERE_YET, type Standing } from './tails.js';
import type { Timelines } from './timelines.js';

/**
 * Puts facts in their places in one unit's timeline, folds it, and books what changes. A fact that comes after all
 * others is folded from the state after them; for any other the unit is folded again.
 */
export class Folder {
  readonly #before: Profile;
  readonly #after: Profile;
  /** Ordinals of annulments whose target is not in its stream (yet), by unit and target. */
  readonly #annulledAhead = new Map<string, number>();
  #standing: Standing = NOWHERE_YET;
  /** The unit in hand was begun here, and the fold is where its last fact leads. */
  #isWhole = false;
  /** Since it was begun, a fact left it in a lot that had still to deliver it. */
  #wasInOpenLot = false;

  constructor(private readonly timelines: Timelines) {
    const { kinds, transitions, cells, groups, movements } = timelines;
    this.#before = new Profile(kinds, transitions, cells, groups, movements);
    this.#after = new Profile(kinds, transitions, cells, groups, movements);
  }

  capture(): SavedPart {
    return itemsPart('annulled ahead', [...this.#annulledAhead]);
  }

  restore(from: SavedReader): void {
    for (const [what, ordinal] of from.items<[string, number]>('annulled ahead'))
      this.#annulledAhead.set(what, ordinal);
  }

  /** Begins with a unit that has no facts. */
  begin(): void {
    this.timelines.fold.reset();
    this.#standing = NOWHERE_YET;
    this.#isWhole = true;
    this.#wasInOpenLot = false;
  }

  /** Goes on with a unit after its last fact. */
  resume(unit: number): void {
    this.timelines.tails.resume(unit, this.timelines.fold);
    this.#standing = this.timelines.tails.standing(unit);
  }

  /** Keeps the state after a unit's last fact. */
  save(unit: number): void {
    this.timelines.tails.save(unit, this.timelines.fold, this.#standing);
    this.#isWhole = false;
  }

  /**
   * Whether a fact changes nothing before its day, and comes on a day after every other: on the same day it could
   * change where that day's movements are counted, and a statement reaches back to where its tenancy, or works, began. Of works
   * that matters to units in lots alone.
   * @param lastDay the day of the unit's last fact
   */
  comesLast(unit: number, fact: Int32Array, lastDay: number): boolean {
    if (fact[F.kind] === ANNULMENT) return false;
    if (this.#annulledAhead.size > 0 && this.#annulledAhead.has(`${unit}/${readUuid(fact, F.id)}`)) {
      fact[F.annulledAt] = fact[F.ordinal]!;
      return false;
    }
    const kind = this.timelines.kinds.kind(fact[F.kind]!);
    const reachesBack = kind.release >= STATES || (kind.works >= STATES && (this.#wasInOpenLot || !this.#isWhole));
    return !reachesBack && fact[F.day]! > lastDay;
  }

  /** Folds a fact that comes after all others of the unit begun or resumed. */
  extend(unit: number, fact: Int32Array): void {
    const { fold, groups, kinds, movements, refusedUntil } = this.timelines;
    const kind = kinds.kind(fact[F.kind]!);
    const ordinal = fact[F.ordinal]!;
    const day = fact[F.day]!;
    const before = this.#standing;
    if (this.timelines.refusal(fact, 0) !== null) {
      refusedUntil.set(unit, FOREVER);
      fact[F.rank] = ranked(rank(fact, 0), true);
    }
    const { inert } = this.timelines.step(fact, 0);
    const cell = inert ? before.cell : fold.cell;
    const releaseDay = kind.release === ENDS ? NIL : before.releaseDay;
    const worksDay = dayStated(kind.works, fact[F.value]!, before.worksDay);
    this.#noteLot(cell);
    const group = groups.code(cell, releaseDay, worksDay);
    if (group !== before.group) groups.move(ordinal, day, before.group, group);
    if (kind.movement !== null && !inert) {
      movements.note(ordinal, day, this.#after.movementKey(kind, before.cell, cell), unit, 1);
    }
    fact[F.cell] = cell;
    fact[F.horizon] = ordinal;
    this.#standing = { cell, group, releaseDay, worksDay };
  }

  /**
   * Puts a fact, or an annulment, in its place among a unit's facts, and folds them again from where that matters.
   * @param facts the unit's facts in effective order, `count` of them, with room for one more
   */
  insert(unit: number, facts: Int32Array, count: number, fact: Int32Array): void {
    const { groups, movements } = this.timelines;
    const isAnnulment = fact[F.kind] === ANNULMENT;
    const target = isAnnulment ? indexOfTarget(facts, count, fact) : undefined;
    const place = placeOf(facts, count, fact);
    const first = Math.min(place, target ?? place);
    const start = this.#reachOf(facts, first);
    this.#before.read(facts, count, start);
    if (isAnnulment) this.#annul(unit, facts, target, fact);
    facts.copyWithin((place + 1) * WIDTH, place * WIDTH, count * WIDTH);
    facts.set(fact, place * WIDTH);
    const cell = this.#foldFrom(unit, facts, count + 1, first, fact[F.ordinal]!);
    this.#after.read(facts, count + 1, start);
    bookChanges(groups, movements, fact[F.ordinal]!, unit, this.#before, this.#after);
    this.#standing = this.#after.standing(cell);
  }

  #annul(unit: number, facts: Int32Array, target: number | undefined, annulment: Int32Array): void {
    const ordinal = annulment[F.ordinal]!;
    if (target === undefined) {
      const id = readUuid(
        Int32Array.from(TARGET, (field) => annulment[field]!),
        0,
      );
      this.#annulledAhead.set(`${unit}/${id}`, ordinal);
    } else if (facts[target * WIDTH + F.annulledAt] === 0) facts[target * WIDTH + F.annulledAt] = ordinal;
    for (const field of TARGET) annulment[field] = 0;
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

  /**
   * Folds a unit's facts, all known, and writes down the cell and the horizon of each from `first` on.
   * @returns the cell after the last
   */
  #foldFrom(unit: number, facts: Int32Array, count: number, first: number, ordinal: number): number {
    const { timelines } = this;
    let refused = this.#foldBefore(unit, facts, count, first);
    const last = (first - 1) * WIDTH;
    let horizon = first === 0 ? 0 : facts[last + F.horizon]!;
    let cell = first === 0 ? NO_CELL : facts[last + F.cell]!;
    for (let at = first * WIDTH; at < count * WIDTH; at += WIDTH) {
      const isFact = facts[at + F.kind] !== ANNULMENT;
      let isRefusedNow = false;
      if (isFact) horizon = Math.max(horizon, facts[at + F.ordinal]!, facts[at + F.annulledAt]!);
      if (isFact && facts[at + F.annulledAt] === 0) {
        isRefusedNow = timelines.refusal(facts, at) !== null;
        if (!timelines.step(facts, at).inert) cell = timelines.fold.cell;
        this.#noteLot(cell);
      }
      refused ||= isRefusedNow;
      facts[at + F.rank] = ranked(rank(facts, at), isRefusedNow);
      facts[at + F.cell] = cell;
      facts[at + F.horizon] = horizon;
    }
    this.#noteRefused(unit, refused, ordinal);
    return cell;
  }

  /** Folds a unit's facts up to one, if it is not there yet. @returns whether the guards refuse one of them */
  #foldBefore(unit: number, facts: Int32Array, count: number, first: number): boolean {
    const { timelines } = this;
    if (this.#isWhole && first === count - 1) return timelines.refusedUntil.get(unit) === FOREVER;
    let refused = false;
    timelines.fold.reset();
    for (let at = 0; at < first * WIDTH; at += WIDTH) {
      refused ||= isRefused(facts, at);
      if (facts[at + F.annulledAt] === 0 && facts[at + F.kind] !== ANNULMENT) timelines.step(facts, at);
    }
    return refused;
  }

  #noteLot(cell: number): void {
    if (!this.#wasInOpenLot) this.#wasInOpenLot = this.timelines.cells.isInOpenLot(cell);
  }

  #noteRefused(unit: number, refused: boolean, ordinal: number): void {
    const { refusedUntil } = this.timelines;
    if (refused) refusedUntil.set(unit, FOREVER);
    else if (refusedUntil.get(unit) === FOREVER) refusedUntil.set(unit, ordinal);
  }
}

/** The day last stated, after a fact that may say another, or that what it was stated of has ended. */
function dayStated(role: OutlookRole, value: number, before: number): number {
  if (role === NOTHING) return before;
  return role === STATES ? value : NIL;
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

function indexOfTarget(facts: Int32Array, count: number, annulment: Int32Array): number | undefined {
  for (let i = 0; i < count; i++) {
    if (TARGET.every((field, word) => facts[i * WIDTH + F.id + word] === annulment[field])) return i;
  }
  return undefined;
}
