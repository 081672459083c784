import type { AlikeStatuses, SourceStatus } from '#plan';
import { ByLabel, withChanges, type Exchange } from './by-label.js';
import { NO_CELL } from './cells.js';
import { FOREVER } from './days.js';
import { ANNULMENT } from './fact-store.js';
import { isStatement } from './outlook-roles.js';
import { ALL_AMBITI, type IndexedPlanUnit } from './queries.js';
import type { Reader } from './reader.js';
import { NOTHING_READ, UnitReadings, type UnitReading } from './unit-readings.js';
import { UnitStretches } from './unit-stretches.js';

/** Changes of readings up to which the lists of what was read are changed, and not made anew. */
const FEW = 128;

interface Change {
  readonly before: UnitReading;
  readonly now: UnitReading;
}

/**
 * What a plan reads of the units of one Ambito, kept from one question to the next. A reading of a unit holds for a
 * stretch of days between two of its facts and a stretch of knowledge in which none was learnt, as long as no other fact
 * is taken in; of a plan at a date near the last one few units are looked at again, and at whatever date few are read.
 */
export class AmbitoReadings {
  #size = 0;
  /** The coordinate asked about last, and the position of the log then. */
  #position = -1;
  #day = NaN;
  #known = NaN;
  /** By place among the units: what was read, how many facts it had, and for which days and knowledge that holds. */
  #readings: UnitReading[] = [];
  #facts = new Int32Array(0);
  #since = new Int32Array(0);
  #until = new Int32Array(0);
  #knownFrom = new Int32Array(0);
  #knownTo = new Int32Array(0);
  /** What was ever read of units of which all that tells was known. */
  #stretches: UnitStretches;
  #byLabel = new ByLabel();
  #planUnits: readonly IndexedPlanUnit[] = [];
  /** By what they have in common: see `UnitReading.alike`. */
  #statuses: Map<number, AlikeStatuses> = new Map<number, AlikeStatuses>();

  constructor(
    private readonly reader: Reader,
    private readonly ambito: string,
  ) {
    this.#stretches = this.#newStretches(0);
  }

  /** How many readings are kept. */
  get kept(): number {
    return this.#stretches.kept;
  }

  /** Forgets all readings but those of the coordinate asked about last. */
  forget(): void {
    this.#stretches.forget();
  }

  /** The units that can stand in another letter than a, by label, at the coordinate asked about last. */
  get planUnits(): readonly IndexedPlanUnit[] {
    return this.#planUnits;
  }

  /** Statuses of the units of which a plan always looks at it, those that are alike by label. */
  get statuses(): readonly AlikeStatuses[] {
    return [...this.#statuses.values()];
  }

  /** What was read of a unit at the coordinate asked about last. */
  of(unit: number): UnitReading {
    const units = this.#units();
    let low = 0;
    let high = units.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (units[middle]! < unit) low = middle + 1;
      else high = middle;
    }
    return units[low] === unit ? this.#readings[low]! : NOTHING_READ;
  }

  /** Makes the readings those of a coordinate. */
  moveTo(day: number, known: number): void {
    const { store, positions } = this.reader.timelines;
    const isSameLog = this.#position === positions.last;
    if (isSameLog && this.#day === day && this.#known === known) return;
    this.#position = positions.last;
    this.#day = day;
    this.#known = known;
    const units = this.#units();
    if (units.length !== this.#size) this.#layOut(units.length);
    const changed: number[] = [];
    for (let i = 0; i < units.length; i++) {
      const isSame =
        this.#since[i]! <= day &&
        day < this.#until[i]! &&
        this.#knownFrom[i]! <= known &&
        known <= this.#knownTo[i]! &&
        (isSameLog || this.#facts[i] === store.count(units[i]!));
      if (!isSame) changed.push(i);
    }
    if (changed.length > 0) this.#readAgain(units, changed, day, known);
  }

  /** In the order of the log. */
  #units(): readonly number[] {
    const { units } = this.reader.timelines;
    if (this.ambito === ALL_AMBITI) return Array.from({ length: units.size }, (_, unit) => unit);
    const code = this.reader.code(this.ambito);
    return code === undefined ? [] : units.unitsOf(code);
  }

  #newStretches(units: number): UnitStretches {
    const { store, kinds } = this.reader.timelines;
    const states = (code: number): boolean => {
      if (code === ANNULMENT) return false;
      const { release, works } = kinds.kind(code);
      return isStatement(release) || isStatement(works);
    };
    return new UnitStretches(store, states, units);
  }

  /** Forgets everything: there are other units. */
  #layOut(size: number): void {
    this.#size = size;
    this.#readings = new Array<UnitReading>(size).fill(NOTHING_READ);
    this.#facts = new Int32Array(size);
    this.#since = new Int32Array(size);
    this.#until = new Int32Array(size);
    this.#knownFrom = new Int32Array(size);
    this.#knownTo = new Int32Array(size);
    // An empty stretch: every unit is read at the next question.
    this.#knownFrom.fill(FOREVER);
    this.#stretches = this.#newStretches(size);
    this.#byLabel = new ByLabel();
    this.#planUnits = [];
    this.#statuses = new Map<number, AlikeStatuses>();
  }

  #readAgain(units: readonly number[], places: readonly number[], day: number, known: number): void {
    const { store } = this.reader.timelines;
    const stretches = this.#stretches;
    const reads = new UnitReadings(this.reader, day, known);
    const relabelled: number[] = [];
    const changes: Change[] = [];
    for (const i of places) {
      const unit = units[i]!;
      const stretch = stretches.at(i, unit, day);
      const knownFrom = stretches.knownFrom(i, stretch);
      const isWhole = knownFrom <= known;
      this.#facts[i] = store.count(unit);
      // Where all that tells of the stretch is known, knowing more of the log tells no more of it.
      this.#knownFrom[i] = isWhole ? knownFrom : known;
      this.#knownTo[i] = isWhole ? FOREVER : known;
      const reading = isWhole ? this.#readWhole(i, unit, stretch, reads) : this.#readAsKnown(i, unit, reads);
      const before = this.#readings[i]!;
      if (reading === before) continue;
      this.#readings[i] = reading;
      if (changes.length <= FEW) changes.push({ before, now: reading });
      if (reading.label !== before.label) relabelled.push(i);
    }
    this.#byLabel.update(relabelled, (i) => this.#readings[i]!.label);
    if (changes.length > Math.min(FEW, this.#byLabel.order.length / 2)) this.#list();
    else if (changes.length > 0) this.#changeLists(changes);
  }

  #readWhole(i: number, unit: number, stretch: number, reads: UnitReadings): UnitReading {
    const stretches = this.#stretches;
    this.#since[i] = stretches.since(stretch);
    this.#until[i] = stretches.until(i, stretch);
    return stretches.reading(stretch) ?? stretches.keep(stretch, this.#read(unit, reads));
  }

  #readAsKnown(i: number, unit: number, reads: UnitReadings): UnitReading {
    const reading = this.#read(unit, reads);
    this.#since[i] = reads.cursor.since;
    this.#until[i] = reads.cursor.until;
    return reading;
  }

  #read(unit: number, reads: UnitReadings): UnitReading {
    const { cells } = this.reader.timelines;
    const cell = reads.cellOf(unit);
    const code = this.reader.code(this.ambito);
    const isHere = cell !== NO_CELL && (code === undefined || cells.ambito(cell) === code);
    return isHere ? reads.of(unit, cell) : NOTHING_READ;
  }

  #list(): void {
    const readings = this.#readings;
    const planUnits: IndexedPlanUnit[] = [];
    const statuses = new Map<number, SourceStatus[]>();
    for (const i of this.#byLabel.order) {
      const { planUnit, status, isStatusSeen, alike } = readings[i]!;
      if (planUnit) planUnits.push(planUnit);
      if (!isStatusSeen) continue;
      const group = statuses.get(alike);
      if (group) group.push(status!);
      else statuses.set(alike, [status!]);
    }
    this.#planUnits = planUnits;
    this.#statuses = statuses;
  }

  /** As {@link #list}, where most is as it was: groups of statuses that are stay the same lists, of which a plan keeps what it says. */
  #changeLists(changes: readonly Change[]): void {
    this.#planUnits = withChanges(
      this.#planUnits,
      changes.map(({ before, now }) => ({ before: before.planUnit, now: now.planUnit })),
    );
    for (const { before, now } of changes) {
      if (before.isStatusSeen) this.#exchange(before.alike, { before: before.status, now: null });
      if (now.isStatusSeen) this.#exchange(now.alike, { before: null, now: now.status });
    }
  }

  #exchange(alike: number, status: Exchange<SourceStatus>): void {
    const group = withChanges(this.#statuses.get(alike) ?? [], [status]);
    if (group.length > 0) this.#statuses.set(alike, group);
    else this.#statuses.delete(alike);
  }
}
