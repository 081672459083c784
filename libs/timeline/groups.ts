import { intsPart, type SavedPart, type SavedReader } from '#saved-views';
import type { UnitState } from '#units/domain';
import { AmbitoCounts, NOWHERE, type GroupUnits } from './ambito-counts.js';
import { NO_CELL, type Cells } from './cells.js';
import { grown } from './columns.js';
import { yearOfDay } from './days.js';
import { Interner } from './interner.js';
import type { Ledger } from './ledger.js';
import { NIL } from './nil.js';
import type { GroupKey } from './queries.js';
import type { Transitions } from './transitions.js';
import { TupleTable } from './tuples.js';
import type { Values } from './values.js';

/** What a group keeps of a shape, but for its lot. */
type BaseShape = Pick<UnitState, 'serviceClass' | 'stock' | 'lifecycle'> & { readonly sat: boolean };

/** The group of a unit that is not registered. */
export const NO_GROUP = 0;

// A group: a place (with the lot only of a unit that it has still to deliver), a base shape, and the years of what is expected.
const PLACE = 0;
const SHAPE = 1;
const RELEASE_YEAR = 2;
const WORKS_YEAR = 3;

// A base: where the unit is, whose, and a base shape.
const BASE = { ambito: 0, owner: 1, municipality: 2, shape: 3 } as const;

/** Units by the groups of an Ambito; what stands for a group has its code in `codes`. */
export interface CodedUnits extends GroupUnits {
  readonly codes: readonly number[];
}

const NONE: CodedUnits = { groups: new Int32Array(0), units: new Int32Array(0), count: 0, codes: [] };

/** The groups of an Ambito, and the counts of both kinds. */
interface GroupsOfAmbito {
  /** Codes of its bases and of its special groups, each in order of appearance. */
  readonly bases: number[];
  readonly specials: number[];
  readonly ofBases: AmbitoCounts;
  readonly ofSpecials: AmbitoCounts;
}

/**
 * The groups that units are counted in. Most units are in a plain group, told by owner, municipality, class and state
 * (a base). Some are in a special one: also in a lot that has still to deliver them, conferred, or with a release expected.
 * There are a few thousand bases and very many special groups; so every unit is counted in its base, those in a special group there as well,
 * and a plain group has what its base has over its special groups.
 */
export class Groups {
  readonly #baseShapes = new Interner();
  readonly #baseShapesSaid: BaseShape[] = [];
  /** By shape, the code of its base shape. */
  readonly #shapes: number[] = [];
  readonly #groups = new TupleTable(4);
  readonly #group = new Int32Array(4);
  readonly #bases = new TupleTable(4);
  readonly #base = new Int32Array(4);
  /** By group: its base; its index among its Ambito's special groups, or NOWHERE when it is plain. */
  #baseOf: Int32Array = new Int32Array(64);
  #specialIndex: Int32Array = new Int32Array(64);
  /** By base: its index among its Ambito's. */
  #baseIndex: Int32Array = new Int32Array(64);
  /** By cell, its group when nothing is expected; 0 where that was not asked for yet. */
  #plainGroups: Int32Array = new Int32Array(64);
  readonly #ambiti = new Map<number, GroupsOfAmbito>();
  readonly #keys: (GroupKey | undefined)[] = [undefined];
  readonly #baseKeys: (GroupKey | undefined)[] = [];

  constructor(
    private readonly values: Values,
    private readonly transitions: Transitions,
    private readonly cells: Cells,
  ) {
    this.#group.fill(NIL);
    this.#groups.code(this.#group);
  }

  /** How many bases there are; their codes are below this. */
  get bases(): number {
    return this.#bases.size;
  }

  /** The group of a unit in a cell, of which a release and an end of works are expected on these days (or NIL). */
  code(cell: number, releaseDay: number, worksDay: number): number {
    if (cell === NO_CELL) return NO_GROUP;
    if (releaseDay !== NIL || (worksDay !== NIL && this.cells.isInOpenLot(cell))) {
      return this.#code(cell, releaseDay, worksDay);
    }
    if (cell >= this.#plainGroups.length) this.#plainGroups = grown(this.#plainGroups, cell + 1);
    return (this.#plainGroups[cell] ||= this.#code(cell, NIL, NIL));
  }

  /** From a day on, one unit is in another group. */
  move(ordinal: number, day: number, from: number, to: number): void {
    const before = this.#ambitoOf(from);
    const after = this.#ambitoOf(to);
    if (before === after) this.#moveWithin(before, ordinal, day, from, to);
    else {
      this.#moveWithin(before, ordinal, day, from, NO_GROUP);
      this.#moveWithin(after, ordinal, day, NO_GROUP, to);
    }
  }

  /** To be called when moves were made out of the order of their ordinals, before anything is asked. */
  sort(): void {
    for (const { ofBases, ofSpecials } of this.#ambiti.values()) {
      ofBases.sort();
      ofSpecials.sort();
    }
  }

  capture(): SavedPart[] {
    const ambiti = [...this.#ambiti];
    return [
      this.#baseShapes.capture('base shapes'),
      this.#groups.capture('groups'),
      intsPart(
        'Ambiti of groups',
        Int32Array.from(ambiti, ([ambito]) => ambito),
      ),
      ...ambiti.flatMap(([ambito, { ofBases, ofSpecials }]) => [
        ...ofBases.capture(`moves between bases of ${ambito}`),
        ...ofSpecials.capture(`moves between special groups of ${ambito}`),
      ]),
    ];
  }

  restore(from: SavedReader): void {
    this.#baseShapes.restore('base shapes', from);
    for (let code = 0; code < this.#baseShapes.size; code++) {
      this.#baseShapesSaid[code] = JSON.parse(this.#baseShapes.text(code)) as BaseShape;
    }
    this.#groups.restore('groups', from);
    for (let group = NO_GROUP + 1; group < this.#groups.size; group++) this.#added(group);
    for (const ambito of from.ints('Ambiti of groups')) {
      const { ofBases, ofSpecials, bases, specials } = this.#ambiti.get(ambito)!;
      ofBases.restore(`moves between bases of ${ambito}`, from, bases.length);
      ofSpecials.restore(`moves between special groups of ${ambito}`, from, specials.length);
    }
  }

  /** Name codes of the Ambiti met. */
  ambiti(): Iterable<number> {
    return this.#ambiti.keys();
  }

  /** The bases of an Ambito that have units as of a coordinate. The answer holds until the next question. */
  basesAt(ambito: number, day: number, known: number): CodedUnits {
    const of = this.#ambiti.get(ambito);
    return of ? { ...of.ofBases.at(day, known), codes: of.bases } : NONE;
  }

  /** The bases of an Ambito by index, and their moves by those; undefined where it was never met. */
  basesOf(ambito: number): { readonly codes: readonly number[]; readonly ledger: Ledger } | undefined {
    const of = this.#ambiti.get(ambito);
    return of && { codes: of.bases, ledger: of.ofBases.ledger };
  }

  /** The special groups of an Ambito that have units as of a coordinate. The answer holds until the next question. */
  specialsAt(ambito: number, day: number, known: number): CodedUnits {
    const of = this.#ambiti.get(ambito);
    return of ? { ...of.ofSpecials.at(day, known), codes: of.specials } : NONE;
  }

  /** The base of a group. */
  baseOf(group: number): number {
    return this.#baseOf[group]!;
  }

  /** A special group said in words: always the same object. */
  key(group: number): GroupKey {
    return (this.#keys[group] ??= this.said(group));
  }

  /** The plain group of a base said in words: always the same object. */
  baseKey(base: number): GroupKey {
    return (this.#baseKeys[base] ??= this.saidBase(base));
  }

  /** The plain group of a base said in words, which are not kept. */
  saidBase(base: number): GroupKey {
    const open = { conferral: null, lot: null, releaseExpectedIn: null, worksExpectedIn: null };
    return { ...this.#baseSaid(base), ...open };
  }

  /** A special group said in words, which are not kept. */
  said(group: number): GroupKey {
    const place = this.#groups.at(group, PLACE);
    const name = (what: 'conferral' | 'programme' | 'lot') => this.values.name(this.cells.inPlace(place, what));
    const year = (field: number) => (this.#groups.at(group, field) === NIL ? null : this.#groups.at(group, field));
    const programme = name('programme');
    return {
      ...this.#baseSaid(this.baseOf(group)),
      conferral: name('conferral'),
      lot: programme === null ? null : { programme, lot: name('lot')!, delivered: false },
      releaseExpectedIn: year(RELEASE_YEAR),
      worksExpectedIn: year(WORKS_YEAR),
    };
  }

  #baseSaid(base: number) {
    const at = (field: number) => this.#bases.at(base, field);
    return {
      ambito: this.values.names.text(at(BASE.ambito)),
      owner: this.values.names.text(at(BASE.owner)),
      municipality: this.values.name(at(BASE.municipality)),
      ...this.#baseShapesSaid[at(BASE.shape)]!,
    };
  }

  #moveWithin(ambito: number, ordinal: number, day: number, from: number, to: number): void {
    const of = this.#ambiti.get(ambito);
    if (!of) return;
    const [baseFrom, baseTo] = [this.#indexOfBase(from), this.#indexOfBase(to)];
    if (baseFrom !== baseTo) of.ofBases.move(ordinal, day, baseFrom, baseTo);
    const [specialFrom, specialTo] = [this.#indexOfSpecial(from), this.#indexOfSpecial(to)];
    if (specialFrom !== specialTo) of.ofSpecials.move(ordinal, day, specialFrom, specialTo);
  }

  #indexOfBase(group: number): number {
    return group === NO_GROUP ? NOWHERE : this.#baseIndex[this.#baseOf[group]!]!;
  }

  #indexOfSpecial(group: number): number {
    return group === NO_GROUP ? NOWHERE : this.#specialIndex[group]!;
  }

  #code(cell: number, releaseDay: number, worksDay: number): number {
    const tuple = this.#group;
    const place = this.cells.place(cell);
    const isInOpenLot = this.cells.isInOpenLot(cell);
    tuple[PLACE] = isInOpenLot ? place : this.cells.withoutLot(place);
    tuple[SHAPE] = this.#shapes[this.cells.shape(cell)] ??= this.#shape(this.cells.shape(cell));
    tuple[RELEASE_YEAR] = releaseDay === NIL ? NIL : yearOfDay(releaseDay);
    tuple[WORKS_YEAR] = worksDay === NIL || !isInOpenLot ? NIL : yearOfDay(worksDay);
    const size = this.#groups.size;
    const group = this.#groups.code(tuple);
    if (group === size) this.#added(group);
    return group;
  }

  #shape(code: number): number {
    const { serviceClass, stock, lifecycle, sat } = this.transitions.shape(code)!;
    const said: BaseShape = { serviceClass, stock, lifecycle, sat };
    const base = this.#baseShapes.code(JSON.stringify(said));
    this.#baseShapesSaid[base] = said;
    return base;
  }

  #added(group: number): void {
    const ambito = this.#ambitoOf(group);
    let of = this.#ambiti.get(ambito);
    if (!of) {
      of = { bases: [], specials: [], ofBases: new AmbitoCounts(), ofSpecials: new AmbitoCounts() };
      this.#ambiti.set(ambito, of);
    }
    if (group >= this.#baseOf.length) {
      this.#baseOf = grown(this.#baseOf, group + 1);
      this.#specialIndex = grown(this.#specialIndex, group + 1);
    }
    this.#baseOf[group] = this.#findBase(group, of);
    this.#specialIndex[group] = this.#isSpecial(group) ? of.specials.push(group) - 1 : NOWHERE;
    this.#keys.push(undefined);
  }

  #isSpecial(group: number): boolean {
    const place = this.#groups.at(group, PLACE);
    return (
      this.#groups.at(group, RELEASE_YEAR) !== NIL ||
      this.#groups.at(group, WORKS_YEAR) !== NIL ||
      this.cells.inPlace(place, 'programme') !== NIL ||
      this.cells.inPlace(place, 'conferral') !== NIL
    );
  }

  #findBase(group: number, of: GroupsOfAmbito): number {
    const place = this.#groups.at(group, PLACE);
    const tuple = this.#base;
    tuple[BASE.ambito] = this.cells.ambitoOf(place);
    tuple[BASE.owner] = this.cells.inPlace(place, 'owner');
    tuple[BASE.municipality] = this.cells.inPlace(place, 'municipality');
    tuple[BASE.shape] = this.#groups.at(group, SHAPE);
    const size = this.#bases.size;
    const base = this.#bases.code(tuple);
    if (base < size) return base;
    this.#baseIndex = grown(this.#baseIndex, base + 1);
    this.#baseIndex[base] = of.bases.push(base) - 1;
    this.#baseKeys.push(undefined);
    return base;
  }

  /** Name code of the group's Ambito; {@link NIL} for a unit that is not registered. */
  #ambitoOf(group: number): number {
    return group === NO_GROUP ? NIL : this.cells.ambitoOf(this.#groups.at(group, PLACE));
  }
}
