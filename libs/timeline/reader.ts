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

  /** Units that ever stood in the Ambito (or every unit), in the order of the log. */
  unitsEverIn(ambito: string): Iterable<number> {
    return ambito === ALL_AMBITI ? this.timelines.store.eachUnit() : this.timelines.unitsOf(ambito);
  }

  /** Every registered unit that stands in the Ambito (or in any) as of a coordinate, with its cell. */
  eachUnit(ambito: string, day: number, known: number, visit: (unit: number, cell: number) => void): void {
    const { timelines } = this;
    for (const unit of this.unitsEverIn(ambito)) {
      const cell = timelines.cellAt(unit, day, known);
      if (cell !== NO_CELL && this.isIn(ambito, timelines.cells.ambito(cell))) visit(unit, cell);
    }
  }

  /** Whether the name code of an Ambito is that of the one asked about. */
  isIn(ambito: string, code: number): boolean {
    return ambito === ALL_AMBITI || code === this.timelines.values.names.find(ambito);
  }
}
