import type { Candidates } from './candidates.js';
import { NO_CELL } from './cells.js';
import { FactCursor } from './fact-cursor.js';
import { Labels } from './labels.js';
import { LastAnswer } from './last-answer.js';
import { ALL_AMBITI, type Movement } from './queries.js';
import type { Timelines } from './timelines.js';
import { UnitMoments } from './unit-moments.js';

/** Registered units in the order of the log, each with its cell and where its last fact lies (see FactCursor.to). */
export interface Present {
  readonly units: readonly number[];
  readonly cells: readonly number[];
  readonly blocks: readonly number[];
  readonly ats: readonly number[];
}

/** What every question needs: the timelines, units by Ambito, labels. */
export class Reader {
  readonly labels: Labels;
  readonly moments: UnitMoments;
  /** The movements of the span of days asked about last. */
  readonly movements: LastAnswer<readonly Movement[]>;
  /** The units that can stand in another letter than a, at the coordinate asked about last. */
  readonly candidates: LastAnswer<Candidates>;
  readonly #present: LastAnswer<Present>;

  constructor(readonly timelines: Timelines) {
    this.labels = new Labels(timelines.values);
    this.moments = new UnitMoments(timelines.store);
    this.movements = new LastAnswer(timelines.positions);
    this.candidates = new LastAnswer(timelines.positions);
    this.#present = new LastAnswer(timelines.positions);
  }

  /** Every registered unit that stands in the Ambito (or in any) as of a coordinate, with its cell. */
  eachUnit(ambito: string, day: number, known: number, visit: (unit: number, cell: number) => void): void {
    const { units, cells } = this.present(ambito, day, known);
    for (let i = 0; i < units.length; i++) visit(units[i]!, cells[i]!);
  }

  /** As {@link eachUnit}, in columns. What was asked last is remembered: a plan asks several questions as of a coordinate. */
  present(ambito: string, day: number, known: number): Present {
    return this.#present.remembered([ambito, day, known], () => this.#read(ambito, day, known));
  }

  #read(ambito: string, day: number, known: number): Present {
    const { timelines } = this;
    const cursor = new FactCursor(timelines.store);
    const present = { units: [] as number[], cells: [] as number[], blocks: [] as number[], ats: [] as number[] };
    const code = this.code(ambito);
    if (ambito !== ALL_AMBITI && code === undefined) return present;
    const units = code === undefined ? undefined : timelines.units.unitsOf(code);
    const count = units?.length ?? timelines.units.size;
    for (let i = 0; i < count; i++) {
      const unit = units ? units[i]! : i;
      if (!cursor.toLastBy(unit, day, known)) continue;
      const cell = timelines.cellOn(cursor, unit, day, known);
      if (cell === NO_CELL || (code !== undefined && timelines.cells.ambito(cell) !== code)) continue;
      present.units.push(unit);
      present.cells.push(cell);
      present.blocks.push(cursor.block);
      present.ats.push(cursor.at);
    }
    return present;
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
