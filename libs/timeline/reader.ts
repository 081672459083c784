import { AmbitoReadings } from './ambito-readings.js';
import { NO_CELL } from './cells.js';
import { KeptYears } from './kept-years.js';
import { Labels } from './labels.js';
import { LastAnswer } from './last-answer.js';
import { ALL_AMBITI, type Movements } from './queries.js';
import type { Timelines } from './timelines.js';

/** Ambiti whose units' stretches are kept, so that those of a Region need not be laid out again: some hundred bytes for each unit. */
const AMBITI_KEPT = 32;
/** Readings kept of all of these: some hundred bytes each. */
const READINGS_KEPT = 65_536;

/** What every question needs: the timelines, units by Ambito, labels. */
export class Reader {
  readonly labels: Labels;
  /** The movements of the span of days asked about last. */
  readonly movements: LastAnswer<Movements>;
  readonly years: KeptYears;
  /** The units of the Ambito asked about last of which a fact was ever refused. */
  readonly refused: LastAnswer<readonly number[]>;
  /** By Ambito, the one asked about last at the end. */
  readonly #readings = new Map<string, AmbitoReadings>();

  constructor(readonly timelines: Timelines) {
    this.labels = new Labels(timelines.values);
    this.movements = new LastAnswer(timelines.positions);
    this.years = new KeptYears(timelines);
    this.refused = new LastAnswer(timelines.positions);
  }

  /** Every registered unit that stands in the Ambito (or in any) as of a coordinate, in the order of the log. */
  eachUnit(ambito: string, day: number, known: number, visit: (unit: number) => void): void {
    const { timelines } = this;
    const code = this.code(ambito);
    if (ambito !== ALL_AMBITI && code === undefined) return;
    const units = code === undefined ? undefined : timelines.units.unitsOf(code);
    const count = units?.length ?? timelines.units.size;
    for (let i = 0; i < count; i++) {
      const unit = units ? units[i]! : i;
      const cell = timelines.cellAt(unit, day, known);
      if (cell !== NO_CELL && (code === undefined || timelines.cells.ambito(cell) === code)) visit(unit);
    }
  }

  /** What a plan reads of the units of an Ambito (or of all) as of a coordinate; it holds until the next question. */
  readings(ambito: string, day: number, known: number): AmbitoReadings {
    const readings = this.#readings.get(ambito) ?? new AmbitoReadings(this, ambito);
    this.#readings.delete(ambito);
    this.#readings.set(ambito, readings);
    readings.moveTo(day, known);
    this.#forgetMany();
    return readings;
  }

  /** Of the Ambiti longest unasked, lets go of the readings while there are too many, and of all while there are too many Ambiti. */
  #forgetMany(): void {
    let kept = 0;
    for (const readings of this.#readings.values()) kept += readings.kept;
    for (const [ambito, readings] of this.#readings) {
      if (kept <= READINGS_KEPT && this.#readings.size <= AMBITI_KEPT) return;
      if (this.#readings.size > AMBITI_KEPT) this.#readings.delete(ambito);
      kept -= readings.kept;
      readings.forget();
    }
  }

  /** Whether a unit stands in an Ambito as of a coordinate; every unit is among all of them, registered or not. */
  stands(unit: number, ambito: string, day: number, known: number): boolean {
    const cell = this.timelines.cellAt(unit, day, known);
    return ambito === ALL_AMBITI || (cell !== NO_CELL && this.timelines.cells.ambito(cell) === this.code(ambito));
  }

  /** Of the Ambiti met, the name codes of the one asked about or of all. */
  ambiti(ambito: string, met: Iterable<number>): Iterable<number> {
    if (ambito === ALL_AMBITI) return met;
    const code = this.code(ambito);
    return code === undefined ? [] : [code];
  }

  /** The name code of the Ambito asked about; undefined for all of them, and for one never met. */
  code(ambito: string): number | undefined {
    return ambito === ALL_AMBITI ? undefined : this.timelines.values.names.find(ambito);
  }
}
