import { NO_CELL } from './cells.js';
import { Labels } from './labels.js';
import { ALL_AMBITI } from './queries.js';
import type { Timelines } from './timelines.js';

/** What every question needs: the timelines, units by Ambito, labels. */
export class Reader {
  readonly labels: Labels;

  constructor(readonly timelines: Timelines) {
    this.labels = new Labels(timelines.values);
  }

  /** Every registered unit that stands in the Ambito (or in any) as of a coordinate, with its cell. */
  eachUnit(ambito: string, day: number, known: number, visit: (unit: number, cell: number) => void): void {
    const { timelines } = this;
    const code = this.code(ambito);
    if (ambito !== ALL_AMBITI && code === undefined) return;
    const units = code === undefined ? undefined : timelines.units.unitsOf(code);
    const count = units?.length ?? timelines.units.size;
    for (let i = 0; i < count; i++) {
      const unit = units ? units[i]! : i;
      const cell = timelines.cellAt(unit, day, known);
      if (cell !== NO_CELL && (code === undefined || timelines.cells.ambito(cell) === code)) visit(unit, cell);
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
