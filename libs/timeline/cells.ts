import type { SavedPart, SavedReader } from '#saved-views';
import { NIL } from './nil.js';
import { PLACE_SLOTS } from './shapes.js';
import { UNREGISTERED, type Transitions } from './transitions.js';
import { TupleTable } from './tuples.js';

/** Where each stands in a place. */
const PLACE = { ambito: 0, owner: 1, municipality: 2, conferral: 3, programme: 4, lot: 5 } as const;

/** The cell of a unit that is not registered. */
export const NO_CELL = 0;

/**
 * A cell is a unit's state without its dates, aliases and single ids: its shape, and its place. A region has some
 * hundred thousands of them.
 */
export class Cells {
  readonly #places = new TupleTable(PLACE_SLOTS.length);
  readonly #place = new Int32Array(PLACE_SLOTS.length);
  /** Shape and place. */
  readonly #cells = new TupleTable(2);
  readonly #cell = new Int32Array(2);
  /** By place: the same without a lot; -1 where that was not asked for yet. */
  readonly #withoutLot: number[] = [];
  /** By shape: whether a unit in it can stand in a letter of the plan but a. */
  readonly #plannable: boolean[] = [];

  constructor(private readonly transitions: Transitions) {
    this.#place.fill(NIL);
    this.code(UNREGISTERED, this.#places.code(this.#place));
  }

  /** The place of a unit with these slots. */
  placeOf(slots: Int32Array): number {
    for (let i = 0; i < PLACE_SLOTS.length; i++) this.#place[i] = slots[PLACE_SLOTS[i]!]!;
    return this.#places.code(this.#place);
  }

  code(shape: number, place: number): number {
    this.#cell[0] = shape;
    this.#cell[1] = place;
    return this.#cells.code(this.#cell);
  }

  capture(): SavedPart[] {
    return [this.#places.capture('places'), this.#cells.capture('cells')];
  }

  restore(from: SavedReader): void {
    this.#places.restore('places', from);
    this.#cells.restore('cells', from);
  }

  shape(cell: number): number {
    return this.#cells.at(cell, 0);
  }

  place(cell: number): number {
    return this.#cells.at(cell, 1);
  }

  /** Name code of the Ambito; {@link NIL} for a unit that is not registered. */
  ambito(cell: number): number {
    return this.ambitoOf(this.place(cell));
  }

  /** What stands in a place: a name code, {@link NIL} for none. */
  inPlace(place: number, what: keyof typeof PLACE): number {
    return this.#places.at(place, PLACE[what]);
  }

  /** The place of a unit that is in no lot, and otherwise where another is. */
  withoutLot(place: number): number {
    while (this.#withoutLot.length <= place) this.#withoutLot.push(-1);
    if (this.#withoutLot[place] === -1) this.#withoutLot[place] = this.#placeWithoutLot(place);
    return this.#withoutLot[place]!;
  }

  #placeWithoutLot(place: number): number {
    for (let i = 0; i < PLACE_SLOTS.length; i++) this.#place[i] = this.#places.at(place, i);
    this.#place[PLACE.programme] = NIL;
    this.#place[PLACE.lot] = NIL;
    return this.#places.code(this.#place);
  }

  /** Whether a unit in this cell is in a lot that has not delivered it yet. */
  isInOpenLot(cell: number): boolean {
    return this.transitions.shape(this.shape(cell))?.lotDelivered === false;
  }

  ambitoOf(place: number): number {
    return this.#places.at(place, PLACE.ambito);
  }

  /**
   * Whether a unit in this cell can stand in another letter than a: in stock or planned, and vacant (its void runs),
   * under works, assignment or construction, in a lot that has not delivered it, designated SAT or conferred. (A
   * forecast of release is not told by the cell.)
   */
  plannable(cell: number): boolean {
    const shape = this.shape(cell);
    const known = (this.#plannable[shape] ??= this.#isPlannable(shape));
    return known || (this.inStockOrPlanned(cell) && this.inPlace(this.place(cell), 'conferral') !== NIL);
  }

  /** Whether a unit in this cell is in stock or planned, and in a lot, delivered by it or not. */
  inLot(cell: number): boolean {
    const shape = this.transitions.shape(this.shape(cell));
    return shape !== null && shape.stock !== 'OUT' && shape.lotDelivered !== null;
  }

  inStockOrPlanned(cell: number): boolean {
    const shape = this.transitions.shape(this.shape(cell));
    return shape !== null && shape.stock !== 'OUT';
  }

  #isPlannable(code: number): boolean {
    const shape = this.transitions.shape(code);
    if (shape === null || shape.stock === 'OUT') return false;
    return (
      shape.stock === 'PLANNED' ||
      shape.openVoid !== null ||
      shape.lotDelivered === false ||
      shape.sat ||
      shape.lifecycle.startsWith('VACANT_') ||
      shape.lifecycle.startsWith('UNDER_')
    );
  }
}
