import type { DatabaseSync } from 'node:sqlite';
import { Insertion } from '#event-store';
import type { UnitRows } from '../projections/unit-projection.js';
import { dayOf, endOf } from './days.js';
import { States } from './states.js';

/** The tables of units of a version under construction: every unit comes once. */
export class NewUnitTables {
  readonly #states: States;
  readonly #units: Insertion;
  readonly #segments: Insertion;
  readonly #aliases: Insertion;
  readonly #anomalies: Insertion;

  /** @param atOnce rows in one call into SQLite */
  constructor(db: DatabaseSync, atOnce: number) {
    this.#states = new States(db, true);
    this.#units = new Insertion(db, 'units', '?, ?, ?, ?', atOnce);
    this.#segments = new Insertion(db, 'segments', '?, ?, ?, ?', atOnce);
    this.#aliases = new Insertion(db, 'aliases', '?, ?, ?, ?, ?', atOnce);
    this.#anomalies = new Insertion(db, 'anomalies', '?, ?, ?', atOnce);
  }

  add(stream: number, { unitId, label, from, segments, aliases, anomalies }: UnitRows): void {
    this.#units.add(stream, unitId, label, dayOf(from));
    for (const segment of segments) {
      this.#segments.add(stream, dayOf(segment.from), endOf(segment.to), this.#states.id(segment.state));
    }
    for (const [ordinal, { alias, held }] of aliases.entries()) {
      this.#aliases.add(stream, ordinal, alias.scheme, alias.value, held ? 1 : 0);
    }
    for (const { position, code } of anomalies) this.#anomalies.add(position, stream, code);
  }

  /** Writes the rows that wait for others to be written with. */
  flush(): void {
    for (const table of [this.#units, this.#segments, this.#aliases, this.#anomalies]) table.flush();
  }
}
