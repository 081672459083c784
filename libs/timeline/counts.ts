import type { StockRow } from '#plan';
import { LIFECYCLE_STATES, SERVICE_CLASSES } from '#units/domain';
import { grown } from './columns.js';
import type { GroupCount, StateCount } from './queries.js';
import type { Reader } from './reader.js';
import { TupleTable } from './tuples.js';

const COLUMN = { SAP: 'sap', SAS: 'sas', OTHER: 'other' } as const;

// By group: 0 when it was not looked at yet, else that it is not in stock, or its row among the states plus FIRST.
const NOT_IN_STOCK = 1;
const FIRST = 2;

/** Questions answered by counting units in groups, with no unit looked at. */
export class Counts {
  #stateOf: Int32Array = new Int32Array(64);
  /** Ambito, owner, municipality, class, lifecycle. */
  readonly #states = new TupleTable(5);
  readonly #state = new Int32Array(5);
  readonly #rows: Omit<StateCount, 'units'>[] = [];
  #units: Int32Array = new Int32Array(64);

  constructor(private readonly reader: Reader) {}

  /** Units by the whole key. */
  byGroup(ambito: string, day: number, known: number): GroupCount[] {
    const { groups } = this.reader.timelines;
    const rows: GroupCount[] = [];
    for (const code of this.reader.ambiti(ambito, groups.ambiti())) {
      groups.each(code, day, known, (group, units) => rows.push({ key: groups.key(group), units }));
    }
    return rows;
  }

  /** Units in stock by owner, municipality, class and state. */
  byState(ambito: string, day: number, known: number): StateCount[] {
    this.#sumByState(ambito, day, known);
    const rows: StateCount[] = [];
    for (let i = 0; i < this.#rows.length; i++) {
      if (this.#units[i] === 0) continue;
      const { ambito: of, owner, municipality, serviceClass, lifecycle } = this.#rows[i]!;
      rows.push({ ambito: of, owner, municipality, serviceClass, lifecycle, units: this.#units[i]! });
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

  #sumByState(ambito: string, day: number, known: number): void {
    const { groups } = this.reader.timelines;
    this.#units.fill(0);
    this.#stateOf = grown(this.#stateOf, groups.size);
    for (const code of this.reader.ambiti(ambito, groups.ambiti())) {
      groups.each(code, day, known, (group, units) => {
        const state = this.#stateOf[group]! || this.#newState(group);
        if (state >= FIRST) this.#units[state - FIRST]! += units;
      });
    }
  }

  #newState(group: number): number {
    const { groups, cells, values } = this.reader.timelines;
    const { stock, serviceClass, lifecycle } = groups.shape(group);
    if (stock !== 'IN_STOCK') return (this.#stateOf[group] = NOT_IN_STOCK);
    const tuple = this.#state;
    const place = groups.place(group);
    tuple[0] = cells.ambitoOf(place);
    tuple[1] = cells.inPlace(place, 'owner');
    tuple[2] = cells.inPlace(place, 'municipality');
    tuple[3] = SERVICE_CLASSES.indexOf(serviceClass);
    tuple[4] = LIFECYCLE_STATES.indexOf(lifecycle);
    const state = this.#states.code(tuple);
    if (state === this.#rows.length) {
      const [of, owner] = [values.names.text(tuple[0]), values.names.text(tuple[1])];
      this.#rows.push({ ambito: of, owner, municipality: values.name(tuple[2]), serviceClass, lifecycle });
      this.#units = grown(this.#units, this.#rows.length);
    }
    return (this.#stateOf[group] = state + FIRST);
  }
}
