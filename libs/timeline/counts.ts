import type { StockRow } from '#plan';
import { AmbitoColumns } from './ambito-columns.js';
import { grown } from './columns.js';
import type { CountVisitor, GroupCount, GroupKey, StateCount } from './queries.js';
import type { Reader } from './reader.js';

const COLUMN = { SAP: 'sap', SAS: 'sas', OTHER: 'other' } as const;

type StockSums = { -readonly [F in keyof StockRow]: StockRow[F] };

const NO_ROW = -1;

/** A row that states are added up in; bases that differ in nothing but the SAT designation share one. */
type StateRow = Omit<StateCount, 'units'>;

/**
 * By a constructor and not as a literal: of literals that were once seen to live long, V8 makes all further ones in the
 * old heap, where those of a passing answer are garbage that only a full collection finds.
 */
class CountedState implements StateCount {
  declare readonly ambito: string;
  declare readonly owner: string;
  declare readonly municipality: string | null;
  declare readonly serviceClass: StateCount['serviceClass'];
  declare readonly lifecycle: StateCount['lifecycle'];
  declare readonly units: number;

  constructor({ ambito, owner, municipality, serviceClass, lifecycle }: StateRow, units: number) {
    this.ambito = ambito;
    this.owner = owner;
    this.municipality = municipality;
    this.serviceClass = serviceClass;
    this.lifecycle = lifecycle;
    this.units = units;
  }
}

/** Questions answered by counting units in groups, with no unit looked at. */
export class Counts {
  /** By base, its row among the states plus one; 0: not looked at yet; {@link NO_ROW}: its units are not in stock. */
  #rowOf: Int32Array = new Int32Array(64);
  readonly #rows: StateRow[] = [];
  readonly #rowsByText = new Map<string, number>();
  /** By base, the number of its owner and municipality; 0: not looked at yet; {@link NO_ROW}: its units are not in stock. */
  #placesOfBases: Int32Array = new Int32Array(64);
  readonly #places = new Map<string, number>();
  #units: Int32Array = new Int32Array(64);
  /** Of each who visits, by Ambito: their columns with the sums that are kept of them. */
  readonly #columns = new WeakMap<CountVisitor, Map<number, AmbitoColumns>>();

  constructor(private readonly reader: Reader) {}

  /** Units by the whole key. */
  byGroup(ambito: string, day: number, known: number): GroupCount[] {
    const { groups } = this.reader.timelines;
    const rows: GroupCount[] = [];
    for (const code of this.reader.ambiti(ambito, groups.ambiti())) {
      const inSpecials = new Map<number, number>();
      const specials = groups.specialsAt(code, day, known);
      for (let i = 0; i < specials.count; i++) {
        const group = specials.codes[specials.groups[i]!]!;
        const units = specials.units[i]!;
        rows.push({ key: groups.key(group), units });
        const base = groups.baseOf(group);
        inSpecials.set(base, (inSpecials.get(base) ?? 0) + units);
      }
      const bases = groups.basesAt(code, day, known);
      for (let i = 0; i < bases.count; i++) {
        const base = bases.codes[bases.groups[i]!]!;
        const plain = bases.units[i]! - (inSpecials.get(base) ?? 0);
        if (plain !== 0) rows.push({ key: groups.baseKey(base), units: plain });
      }
    }
    return rows;
  }

  /** Units by the columns of a visitor, and those in special groups by these as well. */
  visit(ambito: string, day: number, known: number, visitor: CountVisitor): void {
    const { groups, values } = this.reader.timelines;
    for (const code of this.reader.ambiti(ambito, groups.ambiti())) {
      const bases = groups.basesOf(code);
      if (!bases) continue;
      const units = this.#columnsOf(code, visitor).at(bases.codes.length, day, known);
      visitor.ambito(values.names.text(code), units, groups.specialsAt(code, day, known));
    }
  }

  /** Units in stock by owner, municipality, class and state. */
  byState(ambito: string, day: number, known: number): StateCount[] {
    this.#addUp(ambito, day, known);
    const rows: StateCount[] = [];
    for (let i = 0; i < this.#rows.length; i++) {
      if (this.#units[i] === 0) continue;
      rows.push(new CountedState(this.#rows[i]!, this.#units[i]!));
    }
    return rows;
  }

  /** Units in stock by owner and municipality, one column a class. */
  stock(ambito: string, day: number, known: number): StockRow[] {
    const { groups } = this.reader.timelines;
    this.#placesOfBases = grown(this.#placesOfBases, groups.bases);
    const placeOf = this.#placesOfBases;
    const byPlace = new Map<number, StockSums>();
    for (const code of this.reader.ambiti(ambito, groups.ambiti())) {
      const { groups: indexes, units, codes, count } = groups.basesAt(code, day, known);
      for (let i = 0; i < count; i++) {
        const base = codes[indexes[i]!]!;
        const place = (placeOf[base] ||= this.#placeOf(groups.baseKey(base)));
        if (place === NO_ROW) continue;
        const { owner, municipality, serviceClass } = groups.baseKey(base);
        let row = byPlace.get(place);
        if (!row) byPlace.set(place, (row = { owner, municipality, sap: 0, sas: 0, other: 0 }));
        row[COLUMN[serviceClass]] += units[i]!;
      }
    }
    return [...byPlace.values()];
  }

  #columnsOf(ambito: number, visitor: CountVisitor): AmbitoColumns {
    const { groups } = this.reader.timelines;
    let ofAmbiti = this.#columns.get(visitor);
    if (!ofAmbiti) this.#columns.set(visitor, (ofAmbiti = new Map<number, AmbitoColumns>()));
    let of = ofAmbiti.get(ambito);
    if (!of) {
      const { codes, ledger } = groups.basesOf(ambito)!;
      of = new AmbitoColumns(ledger, (index) => visitor.columnsOf(groups.saidBase(codes[index]!)));
      ofAmbiti.set(ambito, of);
    }
    return of;
  }

  /** The number of the owner and municipality of units in stock, from 1 on. */
  #placeOf({ owner, municipality, stock }: GroupKey): number {
    if (stock !== 'IN_STOCK') return NO_ROW;
    const text = JSON.stringify([owner, municipality]);
    const place = this.#places.get(text) ?? this.#places.size + 1;
    this.#places.set(text, place);
    return place;
  }

  #addUp(ambito: string, day: number, known: number): void {
    const { groups } = this.reader.timelines;
    this.#units.fill(0);
    this.#rowOf = grown(this.#rowOf, groups.bases);
    const rowOf = this.#rowOf;
    for (const code of this.reader.ambiti(ambito, groups.ambiti())) {
      const { groups: indexes, units, codes, count } = groups.basesAt(code, day, known);
      for (let i = 0; i < count; i++) {
        const base = codes[indexes[i]!]!;
        const row = (rowOf[base] ||= this.#row(groups.baseKey(base)));
        if (row !== NO_ROW) this.#units[row - 1]! += units[i]!;
      }
    }
  }

  #row({ ambito, owner, municipality, serviceClass, lifecycle, stock }: GroupKey): number {
    if (stock !== 'IN_STOCK') return NO_ROW;
    const row: StateRow = { ambito, owner, municipality, serviceClass, lifecycle };
    const text = JSON.stringify(row);
    let index = this.#rowsByText.get(text);
    if (index === undefined) {
      index = this.#rows.push(row) - 1;
      this.#rowsByText.set(text, index);
      this.#units = grown(this.#units, this.#rows.length);
    }
    return index + 1;
  }
}
