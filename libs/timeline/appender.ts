import type { SavedPart, SavedReader } from '#saved-views';
import { dayOf } from './days.js';
import { writeUuid, type EventPage } from '#event-store';
import { ANNULMENT, F, rank, ranked, TARGET, WIDTH } from './fact-store.js';
import { Folder } from './folder.js';
import { KnownStreams } from './known-streams.js';
import { LaidFacts } from './laid-facts.js';
import type { Timelines } from './timelines.js';
import { foldWhole } from './whole-fold.js';

/** The events of a unit's stream as this room reads them: dates and corrections. */
interface UnitEventData extends Readonly<Record<string, unknown>> {
  readonly effectiveOn: string;
  readonly replaces?: string;
  readonly target?: string;
  readonly ambito?: string;
}

/**
 * Takes the log's events. At first they are only laid by, each with its unit: a whole log is folded several times
 * faster unit by unit than in its own order. From the first question on every event is folded as it comes.
 */
export class Appender {
  readonly #folder: Folder;
  readonly #fact = new Int32Array(WIDTH);
  readonly #id = new Int32Array(4);
  /** What was laid by while a log is loaded; none from the first question on. */
  #laid: LaidFacts | undefined = new LaidFacts();
  readonly #streams = new KnownStreams();

  constructor(private readonly timelines: Timelines) {
    this.#folder = new Folder(timelines);
  }

  /** See TimelineIndex.applyFrom. */
  apply(page: EventPage, i: number): void {
    const { positions, units, store } = this.timelines;
    const position = page.position(i);
    if (!(position > positions.last)) {
      throw new RangeError(`position ${position} does not come after ${positions.last}`);
    }
    const unit = this.#streams.unitOf(page, i) ?? units.ofStream(page.stream(i));
    if (unit === undefined) {
      positions.add(position);
      return;
    }
    const revision = page.revision(i);
    const next = unit === units.size ? 0 : store.count(unit);
    if (revision !== next) {
      throw new RangeError(`revision ${revision} of ${page.stream(i)} is not the next, ${next}`);
    }
    this.#read(unit, page, i);
    this.#fact[F.ordinal] = positions.add(position);
    if (!this.#laid) this.#fold(unit);
    else {
      store.expect(unit);
      this.#laid.add(unit, this.#fact);
      if (revision === 0) this.#streams.learn(page, i, unit);
    }
  }

  /** The timelines and what is beside them, as they are now; folded first, if they were not. */
  capture(): SavedPart[] {
    this.finishLoading();
    return [...this.timelines.capture(), this.#folder.capture()];
  }

  restore(from: SavedReader): void {
    this.timelines.restore(from);
    this.#folder.restore(from);
    if (this.timelines.units.size > 0) this.#laid = undefined;
  }

  /** Puts what was laid by where each unit's facts belong, those of an Ambito side by side in memory, and folds unit by unit. */
  finishLoading(): void {
    const { units, store, groups, movements } = this.timelines;
    if (!this.#laid || units.size === 0) return;
    const order = Int32Array.from(units.byAmbito());
    store.makeRoom(order);
    store.lay(this.#laid);
    this.#laid = undefined;
    this.#streams.forget();
    foldWhole(this.timelines, this.#folder, order);
    groups.sort();
    movements.sort();
  }

  #read(unit: number, page: EventPage, i: number): void {
    const { kinds, units, store } = this.timelines;
    const fact = this.#fact;
    const revision = page.revision(i);
    const data = page.data(i) as UnitEventData;
    if (!page.writeId(i, fact, F.id)) throw new TypeError(`not the id of an event: ${page.event(i).id}`);
    kinds.read(page.type(i), data, fact);
    fact[F.day] = dayOf(data.effectiveOn);
    // A date that is none was refused by now: no unit is added without a fact.
    if (unit === units.size) {
      units.add();
      store.addUnit();
    }
    fact[F.annulledAt] = 0;
    fact[F.revision] = revision;
    fact[F.rank] = ranked(data.replaces === undefined ? revision : this.#rank(unit, revision, data.replaces), false);
    if (fact[F.kind] === ANNULMENT) this.#noteTarget(data.target ?? '');
    else this.#remember(unit, data);
  }

  /** Notes what questions use to pass over most units. */
  #remember(unit: number, { ambito }: UnitEventData): void {
    const { kinds, units, values, everForecast, everReported, everNamed, everRenamed, everRegisteredLater } =
      this.timelines;
    const { type, saysAliases } = kinds.kind(this.#fact[F.kind]!);
    if (type === 'ReleaseForecast') everForecast.add(unit);
    else if (type === 'SourceStatusReported') everReported.add(unit);
    else if (type === 'UnitRegistered') {
      units.standsIn(unit, values.names.code(ambito!));
      if (this.#fact[F.revision] !== 0) everRegisteredLater.add(unit);
    }
    if (!saysAliases) return;
    if (everNamed.has(unit)) everRenamed.add(unit);
    else everNamed.add(unit);
  }

  /** The rank of the event replaced; that of the event itself when there is no such event before it. */
  #rank(unit: number, revision: number, replaced: string): number {
    if (!writeUuid(replaced, 0, this.#id, 0)) return revision;
    const id = this.#id;
    let found = revision;
    (this.#laid ?? this.timelines.store).findLast(unit, (facts, at) => {
      for (let word = 0; word < 4; word++) if (facts[at + F.id + word] !== id[word]) return false;
      found = rank(facts, at);
      return true;
    });
    return found;
  }

  #noteTarget(target: string): void {
    writeUuid(target, 0, this.#id, 0);
    TARGET.forEach((field, word) => (this.#fact[field] = this.#id[word]!));
  }

  #fold(unit: number): void {
    const { store } = this.timelines;
    const folder = this.#folder;
    const fact = this.#fact;
    const count = store.count(unit);
    if (folder.comesLast(unit, fact, store.lastDay(unit))) {
      if (count === 0) folder.begin();
      else folder.resume(unit);
      folder.extend(unit, fact);
      store.extend(unit);
      store.setLast(unit, fact);
    } else {
      const facts = this.timelines.facts(unit);
      folder.insert(unit, facts, count, fact);
      store.extend(unit);
      store.scatter(unit, facts);
    }
    folder.save(unit);
  }
}
