import type { DatabaseSync } from 'node:sqlite';
import { Insertion } from '#event-store';
import type { UnitRowsPart } from './unit-folding.js';

/** The tables of units of a version under construction: every unit comes once. */
export class NewUnitTables {
  readonly #states: Insertion;
  readonly #units: Insertion;
  readonly #segments: Insertion;
  readonly #aliases: Insertion;
  readonly #anomalies: Insertion;

  /** @param atOnce rows in one call into SQLite */
  constructor(db: DatabaseSync, atOnce: number) {
    this.#states = new Insertion(db, 'states', '?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?', atOnce);
    this.#units = new Insertion(db, 'units', '?, ?, ?, ?', atOnce);
    this.#segments = new Insertion(db, 'segments', '?, ?, ?, ?', atOnce);
    this.#aliases = new Insertion(db, 'aliases', '?, ?, ?, ?, ?', atOnce);
    this.#anomalies = new Insertion(db, 'anomalies', '?, ?, ?', atOnce);
  }

  add({ states, units, segments, aliases, anomalies }: UnitRowsPart): void {
    for (const row of states) this.#states.add(...row);
    for (const row of units) this.#units.add(...row);
    for (let at = 0; at < segments.length; at += 4) {
      this.#segments.add(segments[at]!, segments[at + 1]!, segments[at + 2]!, segments[at + 3]!);
    }
    for (const row of aliases) this.#aliases.add(...row);
    for (const row of anomalies) this.#anomalies.add(...row);
  }

  /** Writes the rows that wait for others to be written with. */
  flush(): void {
    for (const table of [this.#states, this.#units, this.#segments, this.#aliases, this.#anomalies]) table.flush();
  }
}
