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
type GroupShape = Pick<UnitState, 'serviceClass' | 'stock' | 'lifecycle'> & {
  readonly sat: boolean;
  readonly delivered: boolean | null;
};

/** The group of a unit that is not registered. */
export const NO_GROUP = 0;

// A group is a cell less what no letter looks at, and the years of what is expected.
const GROUP = { ambito: 0, owner: 1, municipality: 2, conferral: 3, programme: 4, lot: 5, shape: 6 } as const;
const WIDTH = 7;

/** The groups that units are counted in, and their counts by Ambito. */
export class Groups {
  readonly #shapes = new Interner();
  readonly #places = new TupleTable(WIDTH);
  /** Place, year of the expected release, year of the expected end of works. */
  readonly #groups = new TupleTable(3);
  /** By group, its index among its Ambito's. */
  #indexes: Int32Array = new Int32Array(64);
  /** By cell, its place plus one. */
  #placeOfCell: Int32Array = new Int32Array(64);
  /** By cell, its group when nothing is expected; 0 where that was not asked for yet. */
  #plainGroups: Int32Array = new Int32Array(64);
  readonly #buffer = new Int32Array(WIDTH);
  /** By name code of the Ambito: its groups in order of appearance, and their counts. */
  readonly #ambiti = new Map<number, { readonly groups: number[]; readonly counts: AmbitoCounts }>();
  readonly #keys: GroupKey[] = [];

  constructor(
    private readonly values: Values,
    private readonly transitions: Transitions,
    private readonly cells: Cells,
  ) {
    this.#buffer.fill(NIL);
    this.#groups.code(this.#buffer);
  }

  /** The group of a unit in a cell, of which a release and an end of works are expected on these days (or NIL). */
  code(cell: number, releaseDay: number, worksDay: number): number {
    if (cell === NO_CELL) return NO_GROUP;
    if (releaseDay !== NIL || worksDay !== NIL) return this.#group(cell, releaseDay, worksDay);
    if (cell >= this.#plainGroups.length) this.#plainGroups = grown(this.#plainGroups, cell + 1);
    return (this.#plainGroups[cell] ||= this.#group(cell, NIL, NIL));
  }

  #group(cell: number, releaseDay: number, worksDay: number): number {
    const buffer = this.#buffer;
    const place = this.#place(cell);
    buffer[0] = place;
    buffer[1] = releaseDay === NIL ? NIL : yearOfDay(releaseDay);
    buffer[2] = worksDay === NIL ? NIL : yearOfDay(worksDay);
    const size = this.#groups.size;
    const group = this.#groups.code(buffer);
    if (group === size) this.#added(group);
    return group;
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

  /** Name codes of the Ambiti met. */
  ambiti(): Iterable<number> {
    return this.#ambiti.keys();
  }

  /** Visits the groups of an Ambito that have units as of a coordinate; `index` counts the Ambito's groups from 0. */
  each(ambito: number, day: number, known: number, visit: (group: number, units: number, index: number) => void): void {
    const of = this.#ambiti.get(ambito);
    if (!of) return;
    const counts = of.counts.at(day, known);
    for (let i = 0; i < of.counts.groups; i++) if (counts[i] !== 0) visit(of.groups[i]!, counts[i]!, i);
  }

  /** A group said in words: always the same object. */
  key(group: number): GroupKey {
    return (this.#keys[group] ??= this.#key(group));
  }

  #key(group: number): GroupKey {
    const place = this.#groups.at(group, 0);
    const at = (field: number) => this.#places.at(place, field);
    const year = (field: number) => (this.#groups.at(group, field) === NIL ? null : this.#groups.at(group, field));
    const { delivered, ...shape } = JSON.parse(this.#shapes.text(at(GROUP.shape))) as GroupShape;
    return {
      ambito: this.values.names.text(at(GROUP.ambito)),
      owner: this.values.names.text(at(GROUP.owner)),
      municipality: this.values.name(at(GROUP.municipality)),
      ...shape,
      conferral: this.values.name(at(GROUP.conferral)),
      lot:
        delivered === null
          ? null
          : {
              programme: this.values.names.text(at(GROUP.programme)),
              lot: this.values.names.text(at(GROUP.lot)),
              delivered,
            },
      releaseExpectedIn: year(1),
      worksExpectedIn: year(2),
    };
  }

  #place(cell: number): number {
    if (cell >= this.#placeOfCell.length) this.#placeOfCell = grown(this.#placeOfCell, cell + 1);
    const known = this.#placeOfCell[cell]!;
    if (known !== 0) return known - 1;
    const { cells } = this;
    const tuple = this.#buffer;
    tuple[GROUP.ambito] = cells.ambito(cell);
    tuple[GROUP.owner] = cells.owner(cell);
    tuple[GROUP.municipality] = cells.municipality(cell);
    tuple[GROUP.conferral] = cells.conferral(cell);
    tuple[GROUP.programme] = cells.programme(cell);
    tuple[GROUP.lot] = cells.lot(cell);
    tuple[GROUP.shape] = this.#shapes.code(this.#shape(cells.shape(cell)));
    const place = this.#places.code(tuple);
    this.#placeOfCell[cell] = place + 1;
    return place;
  }

  #shape(code: number): string {
    const { serviceClass, stock, lifecycle, sat, lotDelivered } = this.transitions.shape(code)!;
    return JSON.stringify({ serviceClass, stock, lifecycle, sat, delivered: lotDelivered } satisfies GroupShape);
  }

  #added(group: number): void {
    const ambito = this.#ambitoOf(group)!;
    let of = this.#ambiti.get(ambito);
    if (!of) this.#ambiti.set(ambito, (of = { groups: [], counts: new AmbitoCounts() }));
    this.#indexes = grown(this.#indexes, group + 1);
    this.#indexes[group] = of.groups.push(group) - 1;
  }

  #ambitoOf(group: number): number | undefined {
    return group === NO_GROUP ? undefined : this.#places.at(this.#groups.at(group, 0), GROUP.ambito);
  }
}
