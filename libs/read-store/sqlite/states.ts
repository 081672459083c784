import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { ListedState } from '../projections/unit-projection.js';

const COLUMNS = 'owner, municipality, ambito, service_class, lifecycle, stock, provisional, sat, programme, lot';

/** Most states remembered: a region has some tens of thousands, of half a million unit segments and more. */
const REMEMBERED = 100_000;

/** Every state that a list can show stands once; a unit's segments name it by number. Inside a write transaction only. */
export class States {
  readonly #find: StatementSync;
  readonly #insert: StatementSync;
  readonly #ids = new Map<string, number>();

  constructor(db: DatabaseSync) {
    const condition = COLUMNS.split(', ').map((column) => `${column} = ?`);
    this.#find = db.prepare(`SELECT id FROM states WHERE ${condition.join(' AND ')}`);
    this.#insert = db.prepare(`INSERT INTO states (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  }

  id(state: ListedState): number {
    const key = keyOf(state);
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    const values = valuesOf(state);
    const row = this.#find.get(...values);
    const id = Number(row ? row['id'] : this.#insert.run(...values).lastInsertRowid);
    if (this.#ids.size >= REMEMBERED) this.#ids.clear();
    this.#ids.set(key, id);
    return id;
  }

  /** After a rollback the numbers given since are nobody's. */
  forget(): void {
    this.#ids.clear();
  }
}

/** A state's number, and what the columns of its row say. */
export type StateRow = readonly [id: number, ...values: StateValues];
type StateValues = readonly (string | number)[];

/** Numbers the states of a version under construction, from 1. */
export class NewStates {
  readonly #ids = new Map<string, number>();
  #news: StateRow[] = [];

  id(state: ListedState): number {
    const key = keyOf(state);
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    const id = this.#ids.size + 1;
    this.#ids.set(key, id);
    this.#news.push([id, ...valuesOf(state)]);
    return id;
  }

  /** The states numbered since this was asked last. */
  news(): readonly StateRow[] {
    const news = this.#news;
    this.#news = [];
    return news;
  }
}

/** Codes hold no line feed, so no two states have the same key. */
function keyOf(s: ListedState): string {
  const codes = `${s.owner}\n${s.municipality}\n${s.ambito}\n${s.serviceClass}\n${s.lifecycle}\n${s.stock}`;
  return `${codes}\n${s.provisional}\n${s.sat}\n${s.programme}\n${s.lot}`;
}

function valuesOf(state: ListedState): StateValues {
  return [
    state.owner,
    state.municipality ?? '',
    state.ambito,
    state.serviceClass,
    state.lifecycle,
    state.stock,
    state.provisional ? 1 : 0,
    state.sat ? 1 : 0,
    state.programme ?? '',
    state.lot ?? '',
  ];
}
