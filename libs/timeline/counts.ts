import type { StockRow } from '#plan';
import type { GroupCount, GroupKey, StateCount } from './queries.js';
import type { Reader } from './reader.js';

const COLUMN = { SAP: 'sap', SAS: 'sas', OTHER: 'other' } as const;

/** Questions answered by counting units in groups, with no unit looked at. */
export class Counts {
  /** By group, its row among the states (-1: not in stock), and those rows. */
  readonly #stateOf: number[] = [];
  readonly #states = new Map<string, number>();
  readonly #stateRows: Omit<StateCount, 'units'>[] = [];

  constructor(private readonly reader: Reader) {}

  /** Units by the whole key. */
  byGroup(ambito: string, day: number, known: number): GroupCount[] {
    const { groups } = this.reader.timelines;
    const rows: GroupCount[] = [];
    this.#each(ambito, day, known, (group, units) => rows.push({ key: groups.key(group), units }));
    return rows;
  }

  /** Units in stock by owner, municipality, class and state. */
  byState(ambito: string, day: number, known: number): StateCount[] {
    const units = new Int32Array(this.#stateRows.length);
    const more: number[] = [];
    this.#each(ambito, day, known, (group, count) => {
      const state = this.#state(group);
      if (state === -1) return;
      if (state < units.length) units[state]! += count;
      else more[state - units.length] = (more[state - units.length] ?? 0) + count;
    });
    const rows: StateCount[] = [];
    for (let state = 0; state < this.#stateRows.length; state++) {
      const count = state < units.length ? units[state]! : (more[state - units.length] ?? 0);
      if (count !== 0) rows.push(stateCount(this.#stateRows[state]!, count));
    }
    return rows;
  }

  /** Units in stock by owner and municipality, one column a class. */
  stock(ambito: string, day: number, known: number): StockRow[] {
    const rows = new Map<string, { -readonly [F in keyof StockRow]: StockRow[F] }>();
    for (const { owner, municipality, serviceClass, units } of this.byState(ambito, day, known)) {
      const key = `${owner} ${municipality}`;
      let row = rows.get(key);
      if (!row) rows.set(key, (row = { owner, municipality, sap: 0, sas: 0, other: 0 }));
      row[COLUMN[serviceClass]] += units;
    }
    return [...rows.values()];
  }

  #each(ambito: string, day: number, known: number, visit: (group: number, units: number) => void): void {
    const { groups } = this.reader.timelines;
    for (const code of this.reader.ambiti(ambito, groups.ambiti())) groups.each(code, day, known, visit);
  }

  #state(group: number): number {
    return (this.#stateOf[group] ??= this.#newState(this.reader.timelines.groups.key(group)));
  }

  #newState({ ambito, owner, municipality, serviceClass, lifecycle, stock }: GroupKey): number {
    if (stock !== 'IN_STOCK') return -1;
    const row = { ambito, owner, municipality, serviceClass, lifecycle };
    const key = JSON.stringify(row);
    let state = this.#states.get(key);
    if (state === undefined) this.#states.set(key, (state = this.#stateRows.push(row) - 1));
    return state;
  }
}

function stateCount(row: Omit<StateCount, 'units'>, units: number): StateCount {
  const { ambito, owner, municipality, serviceClass, lifecycle } = row;
  return { ambito, owner, municipality, serviceClass, lifecycle, units };
}
