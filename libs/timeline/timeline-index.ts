import { ListedPage, type EventPage, type Position, type StoredEvent } from '#event-store';
import { itemsPart, type SavedPart, type SavedReader } from '#saved-views';
import type { AlikeStatuses, StockRow } from '#plan';
import type { AsOf, CivilDate } from '#temporal';
import type { PlaceInTimeline } from '#units/domain';
import { dayOf, FOREVER } from './days.js';
import { placeOfFact } from './place-of-fact.js';
import { planUnits, sourceStatuses } from './plan-units.js';
import type {
  AmbitoAsOf,
  Anomaly,
  CountVisitor,
  GroupCount,
  GroupKey,
  HistorySegment,
  IndexedPlanUnit,
  MovementCount,
  MovementKey,
  Movements,
  PlanUnitsQuery,
  StateCount,
  UnitView,
  YearQuery,
} from './queries.js';
import { Counts } from './counts.js';
import { Appender } from './appender.js';
import { Reader } from './reader.js';
import { Timelines } from './timelines.js';
import { anomalies } from './unit-findings.js';
import { unitHistory, unitView } from './unit-history.js';
import { movementCounts, movements, visitLets } from './movements.js';

/**
 * Every unit's history in memory, fed by the log and current after every append, also one that changes the past.
 * Answers questions in both clocks: `validAt` is a civil date, `knownAt` a position of the log (absent: all of it).
 * It answers as `foldAsOf`, `outlookAt` and `guard` do over the same events; it is only faster.
 */
export class TimelineIndex {
  readonly #timelines = new Timelines();
  readonly #appender = new Appender(this.#timelines);
  readonly #reader = new Reader(this.#timelines);
  readonly #counts = new Counts(this.#reader);
  #recordedAt: string | null = null;

  /**
   * Takes the next event of the log: any event, in position order. Those of streams that are no unit's only move the
   * position.
   * @throws RangeError when the event is not the next of the log or of its stream
   * @throws TypeError when a unit's stream holds what is no event of a unit; nothing is changed then
   */
  apply(event: StoredEvent): void {
    this.applyPage(new ListedPage([event]));
  }

  /** As {@link apply}, a page of the log: events before one that is refused are taken. */
  applyPage(page: EventPage): void {
    for (let i = 0; i < page.length; i++) this.#appender.apply(page, i);
    if (this.#recordedAt === null || page.recordedBy > this.#recordedAt) this.#recordedAt = page.recordedBy;
  }

  /**
   * Tells that the index has caught up: what was only laid by is folded (in some seconds for five million events).
   * The first question does it by itself; ask none before, since from then on every event is folded as it comes.
   */
  finishLoading(): void {
    this.#appender.finishLoading();
  }

  /**
   * The index as it is now, to be written down; what is applied while it is being written is not in it. One capture is
   * written at a time.
   */
  capture(): SavedPart[] {
    return [...this.#appender.capture(), itemsPart('recorded at', [this.#recordedAt])];
  }

  /** Becomes the index that was captured, and goes on from its position. To be called on a new index, and by the same program. */
  restore(from: SavedReader): void {
    this.#appender.restore(from);
    [this.#recordedAt = null] = from.items<string | null>('recorded at');
  }

  /** Position of the last event taken; 0 before the first. */
  get position(): Position {
    return this.#timelines.positions.last;
  }

  /** How many events it has taken. */
  get events(): number {
    return this.#timelines.positions.known(undefined);
  }

  /** The greatest recorded time so far; null before the first event. */
  get recordedAt(): string | null {
    return this.#recordedAt;
  }

  /** How many streams of units there are. */
  get unitCount(): number {
    return this.#timelines.units.size;
  }

  /** Revision of the unit's last event; undefined when there is no such stream. */
  revisionOf(unitId: string): number | undefined {
    const unit = this.#timelines.units.find(unitId);
    return unit === undefined ? undefined : this.#timelines.store.count(unit) - 1;
  }

  /**
   * Where a fact of a type, effective on a day and recorded now, would stand in a unit's timeline; undefined when the unit
   * is not registered there.
   */
  placeOf(unitId: string, type: string, effectiveOn: CivilDate): PlaceInTimeline | undefined {
    const unit = this.#timelines.units.find(unitId);
    if (unit === undefined) return undefined;
    return placeOfFact(this.#timelines, unit, type, dayOf(effectiveOn), this.#known({}));
  }

  has(unitId: string): boolean {
    return this.#timelines.units.find(unitId) !== undefined;
  }

  /** Ids of the units registered in an Ambito as of the coordinate, in or out of stock, in the order of the log. */
  unitIds(query: AmbitoAsOf): string[] {
    const ids: string[] = [];
    this.#reader.eachUnit(query.ambito, dayOf(query.validAt), this.#known(query), (unit) => {
      ids.push(this.#timelines.units.id(unit));
    });
    return ids;
  }

  /** Units in stock by owner and municipality, one column a class: letter a. */
  stock(query: AmbitoAsOf): StockRow[] {
    return this.#counts.stock(query.ambito, dayOf(query.validAt), this.#known(query));
  }

  /** Units by everything that a letter looks at. Keys are the same objects from one answer to the next. */
  counts(query: AmbitoAsOf): GroupCount[] {
    return this.#counts.byGroup(query.ambito, dayOf(query.validAt), this.#known(query));
  }

  /**
   * As {@link counts}, and no object is made: units by the columns of the visitor, and special groups by number, which
   * {@link groupKey} says in words. What is kept for the next question is kept as long as the visitor.
   */
  visitCounts(query: AmbitoAsOf, visitor: CountVisitor): void {
    this.#counts.visit(query.ambito, dayOf(query.validAt), this.#known(query), visitor);
  }

  /** A special group in words; made anew each time, for there may be a million. */
  groupKey(group: number): GroupKey {
    return this.#timelines.groups.said(group);
  }

  /** Units in stock by owner, municipality, class and state. */
  countsByState(query: AmbitoAsOf): StateCount[] {
    return this.#counts.byState(query.ambito, dayOf(query.validAt), this.#known(query));
  }

  /** The units that can stand in another letter than a, and those asked for by id. */
  planUnits(query: PlanUnitsQuery): readonly IndexedPlanUnit[] {
    return planUnits(this.#reader, query.ambito, dayOf(query.validAt), this.#known(query), query.also ?? []);
  }

  /** Releases, and lets with swaps included, that had effect in a year: letter k, and the measures of turnover. */
  movements(query: YearQuery): Movements {
    return movements(this.#reader, query, this.#known(query));
  }

  /** Releases and lets that had effect in a year, counted. */
  movementCounts(query: YearQuery): MovementCount[] {
    return movementCounts(this.#reader, query, this.#known(query));
  }

  /**
   * Lets that had effect in a year counted, and no object is made: visits the Ambiti, each with the numbers of its groups,
   * which are theirs for ever, and how many lets each has, by turns.
   */
  visitLets(query: YearQuery, visit: (ambito: string, byTurns: Int32Array) => void): void {
    visitLets(this.#reader, query, this.#known(query), visit);
  }

  /** A group of movements in words: always the same object. */
  movementKey(group: number): MovementKey {
    return this.#timelines.movements.words(group);
  }

  /** Facts effective by the date that today's guards would refuse where they stand. */
  anomalies(query: AmbitoAsOf): Anomaly[] {
    return anomalies(this.#reader, query.ambito, dayOf(query.validAt), this.#known(query));
  }

  /** The last status reported by the date, of the units of which a plan looks at it. Groups that are the same are the same list as before. */
  sourceStatuses(query: PlanUnitsQuery): readonly AlikeStatuses[] {
    return sourceStatuses(this.#reader, query.ambito, dayOf(query.validAt), this.#known(query), query.also ?? []);
  }

  /** The unit's stretches of time without change; none when it is not registered. */
  history(unitId: string, knownAt?: Position): HistorySegment[] {
    const unit = this.#timelines.units.find(unitId);
    return unit === undefined ? [] : unitHistory(this.#reader, unit, this.#known({ knownAt }));
  }

  /** What is known of a unit; undefined when it is not registered as of that coordinate. */
  unitAt(unitId: string, asOf: AsOf): UnitView | undefined {
    const unit = this.#timelines.units.find(unitId);
    const day = asOf.validAt === undefined ? FOREVER : dayOf(asOf.validAt);
    return unit === undefined ? undefined : unitView(this.#reader, unit, day, this.#known(asOf));
  }

  #known({ knownAt }: { readonly knownAt?: Position | undefined }): number {
    this.#appender.finishLoading();
    return this.#timelines.positions.known(knownAt);
  }
}
