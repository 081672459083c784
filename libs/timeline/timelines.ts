import { intsPart, type SavedPart, type SavedReader } from '#saved-views';
import type { Outlook } from '#units/domain';
import { Cells, NO_CELL } from './cells.js';
import { FactCursor } from './fact-cursor.js';
import { F, FactStore, WIDTH } from './fact-store.js';
import { FactKinds } from './fact-kinds.js';
import { Groups } from './groups.js';
import { holds } from './holds.js';
import { MovementBook } from './movement-book.js';
import { NIL } from './nil.js';
import type { OutlookName } from './outlook-roles.js';
import { expectedDay } from './outlooks.js';
import { Positions } from './positions.js';
import { Tails } from './tails.js';
import { Transitions } from './transitions.js';
import { UnitDirectory } from './unit-directory.js';
import { UnitFold } from './unit-fold.js';
import { UnitSet } from './unit-set.js';
import { Values } from './values.js';

/** Everything the index keeps, and how one unit's facts are read. Written by the appender. */
export class Timelines {
  readonly values = new Values();
  readonly kinds = new FactKinds(this.values);
  readonly transitions = new Transitions();
  readonly cells = new Cells(this.transitions);
  readonly fold = new UnitFold(this.values, this.kinds, this.transitions, this.cells);
  readonly store = new FactStore();
  readonly units = new UnitDirectory();
  readonly tails = new Tails();
  readonly positions = new Positions();
  readonly groups = new Groups(this.values, this.transitions, this.cells);
  readonly movements = new MovementBook(this.values, this.transitions, this.cells);
  /** Units with a fact that the guards refuse where it stands; each with the ordinal at which it had none any more. */
  readonly refusedUntil = new Map<number, number>();
  /** Units of which a release was ever forecast. */
  readonly everForecast = new UnitSet();
  /** Units of which a fact says something of aliases. */
  readonly everNamed = new UnitSet();
  /** Units of which more than one fact, in force or not, says something of aliases. */
  readonly everRenamed = new UnitSet();
  /** Units of which another fact than the first, in force or not, says that they are registered. */
  readonly everRegisteredLater = new UnitSet();
  /** Units of which a source ever reported a status. */
  readonly everReported = new UnitSet();
  readonly #cursor = new FactCursor(this.store);
  #bench: Int32Array = new Int32Array(64 * WIDTH);

  /** Everything, as it is now. */
  capture(): SavedPart[] {
    const { values, kinds, transitions, cells, units, store, tails, positions, groups, movements } = this;
    return [
      ...[...values.capture(), ...kinds.capture(), transitions.capture(), ...cells.capture(), ...units.capture()],
      ...[...store.capture(), tails.capture(), ...positions.capture()],
      ...[...groups.capture(), ...movements.capture()],
      intsPart('refused until', byTurns(this.refusedUntil)),
      ...Object.entries(this.#everSaid()).map(([name, said]) => said.capture(name)),
    ];
  }

  /** Becomes what was captured; to be called while nothing is in it. */
  restore(from: SavedReader): void {
    const { values, kinds, transitions, cells, units, store, tails, positions, groups, movements } = this;
    for (const part of [values, kinds, transitions, cells, units, store, tails, positions, groups, movements]) {
      part.restore(from);
    }
    const refused = from.ints('refused until');
    for (let i = 0; i < refused.length; i += 2) this.refusedUntil.set(refused[i]!, refused[i + 1]!);
    for (const [name, said] of Object.entries(this.#everSaid())) said.restore(name, from);
  }

  #everSaid(): Readonly<Record<string, UnitSet>> {
    const { everForecast, everNamed, everRenamed, everRegisteredLater, everReported } = this;
    return { everForecast, everNamed, everRenamed, everRegisteredLater, everReported };
  }

  /** The state's cell as of a day, knowing the log up to an ordinal; {@link NO_CELL} when it is not registered. */
  cellAt(unit: number, day: number, known: number): number {
    const cursor = this.#cursor;
    return cursor.toLastBy(unit, day, known) ? this.cellOn(cursor, unit, day, known) : NO_CELL;
  }

  /** As {@link cellAt}, of the fact on which a cursor stands: the last by that day and ordinal. */
  cellOn({ facts, at }: FactCursor, unit: number, day: number, known: number): number {
    return facts[at + F.horizon]! <= known ? facts[at + F.cell]! : this.foldAt(unit, day, known).cell;
  }

  /** A unit's facts in effective order, with room for one more, in an array that holds until the next call. */
  facts(unit: number): Int32Array {
    const facts = this.bench(unit);
    this.store.gather(unit, facts);
    return facts;
  }

  /** An array with room for a unit's facts and one more; it is the same until the next call, and what is in it says nothing. */
  bench(unit: number): Int32Array {
    const room = (this.store.count(unit) + 1) * WIDTH;
    if (this.#bench.length < room) this.#bench = new Int32Array(room * 2);
    return this.#bench;
  }

  /** Folds a unit as of a coordinate; the state is then in {@link fold}. */
  foldAt(unit: number, day: number, known: number): UnitFold {
    const { fold, store } = this;
    if (this.#isAtTail(unit, day, known)) {
      this.tails.resume(unit, fold);
      return fold;
    }
    const facts = this.facts(unit);
    const end = store.count(unit) * WIDTH;
    fold.reset();
    for (let at = 0; at < end && facts[at + F.day]! <= day; at += WIDTH) {
      if (holds(facts, at, known)) this.step(facts, at);
    }
    return fold;
  }

  /** Code of the list of aliases of a unit that is registered as of a coordinate. */
  aliasListAt(unit: number, day: number, known: number): number {
    if (!this.everRenamed.has(unit)) {
      const list = this.tails.aliasList(unit);
      if (list !== undefined) return list;
    }
    return this.foldAt(unit, day, known).aliasList;
  }

  /** Folds one fact on. */
  step(facts: Int32Array, at: number) {
    const { kind, value, day, revision } = F;
    return this.fold.step(
      this.kinds.kind(facts[at + kind]!),
      facts[at + value]!,
      facts[at + day]!,
      facts[at + revision]!,
    );
  }

  /** Why the guards refuse a fact after those folded so far, or null. */
  refusal(facts: Int32Array, at: number) {
    return this.fold.refusal(this.kinds.kind(facts[at + F.kind]!), facts[at + F.value]!, facts[at + F.revision]!);
  }

  /** The day on which a unit's release, or the end of works on it, is expected; {@link NIL} when none is. */
  expectedDay(outlook: OutlookName, unit: number, day: number, known: number): number {
    if (outlook === 'release' && !this.everForecast.has(unit)) return NIL;
    if (!this.#isAtTail(unit, day, known)) return expectedDay(outlook, this.#cursor, this.kinds, unit, day, known);
    const { releaseDay, worksDay } = this.tails.standing(unit);
    return outlook === 'release' ? releaseDay : worksDay;
  }

  /** What is expected of a unit as of a coordinate. */
  outlook(unit: number, day: number, known: number): Outlook {
    return {
      releaseExpectedOn: this.values.date(this.expectedDay('release', unit, day, known)),
      worksExpectedOn: this.values.date(this.expectedDay('works', unit, day, known)),
    };
  }

  /** Whether all of a unit's facts are effective by the day and known, and none known then was annulled since. */
  #isAtTail(unit: number, day: number, known: number): boolean {
    return this.store.lastDay(unit) <= day && this.store.lastHorizon(unit) <= known;
  }
}

function byTurns(map: ReadonlyMap<number, number>): Int32Array {
  const integers = new Int32Array(map.size * 2);
  let at = 0;
  for (const [key, value] of map) {
    integers[at++] = key;
    integers[at++] = value;
  }
  return integers;
}
