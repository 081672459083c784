import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite';
import type { UnitRows } from '../projections/unit-projection.js';
import { dayOf, endOf } from './days.js';
import { States } from './states.js';

/** The tables of units: one row a unit, a row a segment of its timeline, a row an alias it has or had. */
export class UnitTables {
  readonly #states: States;
  readonly #putUnit: StatementSync;
  readonly #segmentsOf: StatementSync;
  readonly #putSegment: StatementSync;
  readonly #removeSegment: StatementSync;
  readonly #aliasesOf: StatementSync;
  readonly #addAlias: StatementSync;
  readonly #removeAliases: StatementSync;
  readonly #addAnomaly: StatementSync;
  readonly #removeAnomalies: StatementSync;
  readonly #removeAll: readonly StatementSync[];

  constructor(db: DatabaseSync) {
    this.#states = new States(db);
    this.#putUnit = db.prepare(
      `INSERT INTO units VALUES (?, ?, ?, ?) ON CONFLICT (stream) DO UPDATE
       SET label = excluded.label, first_day = excluded.first_day
       WHERE label <> excluded.label OR first_day <> excluded.first_day`,
    );
    this.#segmentsOf = db.prepare('SELECT from_day, to_day, state FROM segments WHERE unit = ?');
    this.#segmentsOf.setReturnArrays(true);
    this.#putSegment = db.prepare('INSERT OR REPLACE INTO segments VALUES (?, ?, ?, ?)');
    this.#removeSegment = db.prepare('DELETE FROM segments WHERE unit = ? AND from_day = ?');
    this.#aliasesOf = db.prepare('SELECT scheme, value, held FROM aliases WHERE unit = ? ORDER BY ordinal');
    this.#aliasesOf.setReturnArrays(true);
    this.#addAlias = db.prepare('INSERT INTO aliases VALUES (?, ?, ?, ?, ?)');
    this.#removeAliases = db.prepare('DELETE FROM aliases WHERE unit = ?');
    this.#addAnomaly = db.prepare('INSERT INTO anomalies VALUES (?, ?, ?)');
    this.#removeAnomalies = db.prepare('DELETE FROM anomalies WHERE unit = ?');
    this.#removeAll = ['anomalies WHERE unit', 'units WHERE stream', 'segments WHERE unit', 'aliases WHERE unit'].map(
      (rows) => db.prepare(`DELETE FROM ${rows} = ?`),
    );
  }

  /**
   * The rows of a unit in place of those it has; what did not change is not written: most of a life stays as it was.
   * @param rows undefined when nothing of it holds
   */
  replace(stream: number, rows: UnitRows | undefined): void {
    if (!rows) {
      for (const statement of this.#removeAll) statement.run(stream);
      return;
    }
    this.#putUnit.run(stream, rows.unitId, rows.label, dayOf(rows.from));
    this.#replaceSegments(stream, rows.segments);
    this.#removeAnomalies.run(stream);
    this.#addAnomalies(stream, rows.anomalies);
    const aliases = rows.aliases.map(({ alias, held }) => [alias.scheme, alias.value, held ? 1 : 0]);
    if (JSON.stringify(aliases) === JSON.stringify(this.#aliasesOf.all(stream))) return;
    this.#removeAliases.run(stream);
    this.#addAliases(stream, rows.aliases);
  }

  forget(): void {
    this.#states.forget();
  }

  #replaceSegments(stream: number, segments: UnitRows['segments']): void {
    const stored = this.#segmentsOf.all(stream) as unknown as SQLOutputValue[][];
    const gone = new Map(stored.map((row) => [row[0] as number, row]));
    for (const segment of segments) {
      const [from, to, state] = [dayOf(segment.from), endOf(segment.to), this.#states.id(segment.state)];
      const known = gone.get(from);
      gone.delete(from);
      if (known?.[1] !== to || known[2] !== state) this.#putSegment.run(stream, from, to, state);
    }
    for (const from of gone.keys()) this.#removeSegment.run(stream, from);
  }

  #addAliases(stream: number, aliases: UnitRows['aliases']): void {
    aliases.forEach(({ alias, held }, ordinal) => {
      this.#addAlias.run(stream, ordinal, alias.scheme, alias.value, held ? 1 : 0);
    });
  }

  #addAnomalies(stream: number, anomalies: UnitRows['anomalies']): void {
    for (const { position, code } of anomalies) this.#addAnomaly.run(position, stream, code);
  }
}
