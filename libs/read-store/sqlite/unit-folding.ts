import { projectStream, unitOf } from '../projections/project-stream.js';
import { dayOf, endOf } from './days.js';
import type { FactTables } from './gathered-facts.js';
import { GatheredUnits } from './gathered-units.js';
import { NewStates, type StateRow } from './states.js';

/** Rows of some units of a version under construction, and of the states that stand in them first. */
export interface UnitRowsPart {
  readonly states: readonly StateRow[];
  readonly units: readonly (readonly [stream: number, unitId: string, label: string, firstDay: number])[];
  /** By far the most: four numbers each, of the unit's stream, the day from which, the day to which, and the state. */
  readonly segments: Int32Array;
  readonly aliases: readonly (readonly [unit: number, ordinal: number, scheme: string, value: string, held: number])[];
  readonly anomalies: readonly (readonly [position: number, unit: number, code: string])[];
}

/** Some of the units that were gathered: from the first of them to before the last. */
export type UnitRange = readonly [from: number, to: number];

/** Folds the units that were gathered. */
export class UnitFolding {
  readonly #states = new NewStates();
  readonly #units: GatheredUnits;

  constructor(private readonly tables: FactTables) {
    this.#units = new GatheredUnits(tables);
  }

  /** Makes the rows of units that come after those before. @throws PoisonEvent */
  fold([from, to]: UnitRange): UnitRowsPart {
    const segments: number[] = [];
    const part = { units: [], aliases: [], anomalies: [] } as {
      -readonly [K in 'units' | 'aliases' | 'anomalies']: UnitRowsPart[K][number][];
    };
    for (const unit of this.tables.units.slice(from, to)) {
      const { number, name } = unit;
      const rows = projectStream(name, unitOf(name)!, this.#units.factsOf(unit), 0);
      if (!rows) continue;
      part.units.push([number, rows.unitId, rows.label, dayOf(rows.from)]);
      for (const segment of rows.segments) {
        segments.push(number, dayOf(segment.from), endOf(segment.to), this.#states.id(segment.state));
      }
      for (const [ordinal, { alias, held }] of rows.aliases.entries()) {
        part.aliases.push([number, ordinal, alias.scheme, alias.value, held ? 1 : 0]);
      }
      for (const { position, code } of rows.anomalies) part.anomalies.push([position, number, code]);
    }
    return { ...part, segments: Int32Array.from(segments), states: this.#states.news() };
  }
}
