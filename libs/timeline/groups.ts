import type { UnitState } from '#units/domain';
import { AmbitoCounts, NOWHERE } from './ambito-counts.js';
import { NO_CELL, type Cells } from './cells.js';
import { grown } from './columns.js';
import { yearOfDay } from './days.js';
import { Interner } from './interner.js';
import { NIL } from './nil.js';
import type { GroupKey } from './queries.js';
import type { Transitions } from './transitions.js';
import { TupleTable } from './tuples.js';
import type { Values } from './values.js';

/** What a group keeps of a shape. */
export type GroupShape = Pick<UnitState, 'serviceClass' | 'stock' | 'lifecycle'> & {
  readonly sat: boolean;
  readonly delivered: boolean | null;
};

/** The group of a unit that is not registered. */
export const NO_GROUP = 0;

// A group is a place, what it keeps of the shape, and the years of what is expected.
const PLACE = 0;
const SHAPE = 1;
const RELEASE_YEAR = 2;
const WORKS_YEAR = 3;

/** The groups that units are counted in, and their counts by Ambito. */
export class Groups {
  readonly #shapes = new Interner();
  readonly #shapesSaid: GroupShape[] = [];
  /** By shape, what a group keeps of it. */
  readonly #groupShapes: number[] = [];
  readonly #groups = new TupleTable(4);
  readonly #group = new Int32Array(4);
  /** By group, its index among its Ambito's. */
  #indexes: Int32Array = new Int32Array(64);
  /** By cell, its group when nothing is expected; 0 where that was not asked for yet. */
  #plainGroups: Int32Array = new Int32Array(64);
  /** By name code of the Ambito: its groups in order of appearance, and their counts. */
  readonly #ambiti = new Map<number, { readonly groups: number[]; readonly counts: AmbitoCounts }>();
  readonly #keys: (GroupKey | undefined)[] = [undefined];

  constructor(
    private readonly values: Values,
    private readonly transitions: Transitions,
    private readonly cells: Cells,
  ) {
    this.#group.fill(NIL);
    this.#groups.code(this.#group);
  }

  /** How many groups there are; their codes are below this. */
  get size(): number {
    return this.#groups.size;
  }

  /** The group of a unit in a cell, of which a release and an end of works are expected on these days (or NIL). */
  code(cell: number, releaseDay: number, worksDay: number): number {
    if (cell === NO_CELL) return NO_GROUP;
    if (releaseDay !== NIL || worksDay !== NIL) return this.#code(cell, releaseDay, worksDay);
    if (cell >= this.#plainGroups.length) this.#plainGroups = grown(this.#plainGroups, cell + 1);
    return (this.#plainGroups[cell] ||= this.#code(cell, NIL, NIL));
  }

  /** From a day on, one unit is in another group. */
  move(ordinal: number, day: number, from: number, to: number): void {
    const before = this.#ambitoOf(from);
    const after = this.#ambitoOf(to);
    if (before !== undefined && before === after) {
      this.#ambiti.get(before)!.counts.move(ordinal, day, this.#indexes[from]!, this.#indexes[to]!);
      return;
    }
    if (before !== undefined) this.#ambiti.get(before)!.counts.move(ordinal, day, this.#indexes[from]!, NOWHERE);
    if (after !== undefined) this.#ambiti.get(after)!.counts.move(ordinal, day, NOWHERE, this.#indexes[to]!);
  }

  /** To be called when moves were made out of the order of their ordinals, before anything is asked. */
  sort(): void {
    for (const { counts } of this.#ambiti.values()) counts.sort();
  }

  /** Name codes of the Ambiti met. */
  ambiti(): Iterable<number> {
    return this.#ambiti.keys();
  }

  /** Visits the groups of an Ambito that have units as of a coordinate. */
  each(ambito: number, day: number, known: number, visit: (group: number, units: number) => void): void {
    const of = this.#ambiti.get(ambito);
    if (!of) return;
    const { units, touched, count } = of.counts.at(day, known);
    for (let i = 0; i < count; i++) {
      const index = touched[i]!;
      if (units[index] !== 0) visit(of.groups[index]!, units[index]!);
    }
  }

  /** A group said in words: always the same object. */
  key(group: number): GroupKey {
    return (this.#keys[group] ??= this.#key(group));
  }

  place(group: number): number {
    return this.#groups.at(group, PLACE);
  }

  shape(group: number): GroupShape {
    return this.#shapesSaid[this.#groups.at(group, SHAPE)]!;
  }

  #key(group: number): GroupKey {
    const name = (what: Parameters<Cells['inPlace']>[1]) =>
      this.values.name(this.cells.inPlace(this.place(group), what));
    const year = (field: number) => (this.#groups.at(group, field) === NIL ? null : this.#groups.at(group, field));
    const { delivered, serviceClass, stock, lifecycle, sat } = this.shape(group);
    return {
      ambito: name('ambito')!,
      owner: name('owner')!,
      municipality: name('municipality'),
      ...{ serviceClass, stock, lifecycle, sat },
      conferral: name('conferral'),
      lot: delivered === null ? null : { programme: name('programme')!, lot: name('lot')!, delivered },
      releaseExpectedIn: year(RELEASE_YEAR),
      worksExpectedIn: year(WORKS_YEAR),
    };
  }

  #code(cell: number, releaseDay: number, worksDay: number): number {
    const tuple = this.#group;
    tuple[PLACE] = this.cells.place(cell);
    tuple[SHAPE] = this.#groupShapes[this.cells.shape(cell)] ??= this.#groupShape(this.cells.shape(cell));
    tuple[RELEASE_YEAR] = releaseDay === NIL ? NIL : yearOfDay(releaseDay);
    tuple[WORKS_YEAR] = worksDay === NIL ? NIL : yearOfDay(worksDay);
    const size = this.#groups.size;
    const group = this.#groups.code(tuple);
    if (group === size) this.#added(group);
    return group;
  }

  #groupShape(shape: number): number {
    const { serviceClass, stock, lifecycle, sat, lotDelivered: delivered } = this.transitions.shape(shape)!;
    const said: GroupShape = { serviceClass, stock, lifecycle, sat, delivered };
    const code = this.#shapes.code(JSON.stringify(said));
    this.#shapesSaid[code] = said;
    return code;
  }

  #added(group: number): void {
    const ambito = this.#ambitoOf(group)!;
    let of = this.#ambiti.get(ambito);
    if (!of) this.#ambiti.set(ambito, (of = { groups: [], counts: new AmbitoCounts() }));
    if (group >= this.#indexes.length) this.#indexes = grown(this.#indexes, group + 1);
    this.#indexes[group] = of.groups.push(group) - 1;
    this.#keys.push(undefined);
  }

  #ambitoOf(group: number): number | undefined {
    return group === NO_GROUP ? undefined : this.cells.ambitoOf(this.place(group));
  }
}
