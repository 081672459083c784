import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { StreamRows } from '../projections/project-stream.js';
import type { UnitRows } from '../projections/unit-projection.js';
import { dayOf, endOf } from './days.js';
import { States } from './states.js';

/** Writes what the projections say of a stream, in place of what stood there. */
export class ViewTables {
  readonly #states: States;
  readonly #delete: readonly StatementSync[];
  readonly #unit: StatementSync;
  readonly #segment: StatementSync;
  readonly #alias: StatementSync;
  readonly #directory: StatementSync;
  readonly #dropDirectory: StatementSync;

  constructor(db: DatabaseSync) {
    this.#states = new States(db);
    this.#delete = ['units WHERE stream', 'segments WHERE unit', 'aliases WHERE unit'].map((rows) =>
      db.prepare(`DELETE FROM ${rows} = ?`),
    );
    this.#unit = db.prepare('INSERT INTO units VALUES (?, ?, ?)');
    this.#segment = db.prepare('INSERT INTO segments VALUES (?, ?, ?, ?)');
    this.#alias = db.prepare('INSERT INTO aliases VALUES (?, ?, ?, ?, ?)');
    this.#directory = db.prepare('INSERT INTO directory VALUES (?, ?, ?)');
    this.#dropDirectory = db.prepare('DELETE FROM directory WHERE stream = ?');
  }

  replace(stream: number, projected: StreamRows): void {
    if (projected.view === 'units') for (const statement of this.#delete) statement.run(stream);
    else this.#dropDirectory.run(stream);
    this.add(stream, projected);
  }

  /** As `replace`, where nothing stood. */
  add(stream: number, projected: StreamRows): void {
    if (projected.view === 'units') {
      if (projected.rows) this.#addUnit(stream, projected.rows);
    } else if (projected.row) {
      this.#directory.run(stream, projected.kind, JSON.stringify(projected.row));
    }
  }

  forget(): void {
    this.#states.forget();
  }

  #addUnit(stream: number, { unitId, label, aliases, segments }: UnitRows): void {
    this.#unit.run(stream, unitId, label);
    for (const { from, to, state } of segments) {
      this.#segment.run(stream, dayOf(from), endOf(to), this.#states.id(state));
    }
    aliases.forEach(({ alias, held }, ordinal) => {
      this.#alias.run(stream, ordinal, alias.scheme, alias.value, held ? 1 : 0);
    });
  }
}
