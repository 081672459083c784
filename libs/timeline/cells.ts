import { NIL } from './nil.js';
import { SLOT } from './shapes.js';
import { UNREGISTERED, type Transitions } from './transitions.js';
import { TupleTable } from './tuples.js';

/** The slots that tell units apart in counts. */
const CELL_SLOTS = [SLOT.ambito, SLOT.owner, SLOT.municipality, SLOT.conferral, SLOT.programme, SLOT.lot];

/** The cell of a unit that is not registered. */
export const NO_CELL = 0;

/**
 * A cell is a unit's state without its dates, aliases and single ids: its shape, and where it stands. A region has a
 * hundred thousand of them.
 */
export class Cells {
  readonly #tuples = new TupleTable(1 + CELL_SLOTS.length);
  readonly #buffer = new Int32Array(1 + CELL_SLOTS.length);
  /** By shape: whether a unit in it can stand in a letter of the plan but a. */
  readonly #plannable: boolean[] = [];

  constructor(private readonly transitions: Transitions) {
    this.#buffer.fill(NIL);
    this.#buffer[0] = UNREGISTERED;
    this.#tuples.code(this.#buffer);
  }

  code(shape: number, slots: Int32Array): number {
    this.#buffer[0] = shape;
    for (let i = 0; i < CELL_SLOTS.length; i++) this.#buffer[i + 1] = slots[CELL_SLOTS[i]!]!;
    return this.#tuples.code(this.#buffer);
  }

  shape(cell: number): number {
    return this.#tuples.at(cell, 0);
  }

  /** Name code of the Ambito; {@link NIL} for a unit that is not registered. */
  ambito(cell: number): number {
    return this.#tuples.at(cell, 1);
  }

  owner(cell: number): number {
    return this.#tuples.at(cell, 2);
  }

  municipality(cell: number): number {
    return this.#tuples.at(cell, 3);
  }

  conferral(cell: number): number {
    return this.#tuples.at(cell, 4);
  }

  programme(cell: number): number {
    return this.#tuples.at(cell, 5);
  }

  lot(cell: number): number {
    return this.#tuples.at(cell, 6);
  }

  /**
   * Whether a unit in this cell can stand in another letter than a: in stock or planned, and vacant (its void runs),
   * under works, assignment or construction, in a lot, designated SAT or conferred. (A forecast of release is not
   * told by the cell.)
   */
  plannable(cell: number): boolean {
    const shape = this.shape(cell);
    const known = (this.#plannable[shape] ??= this.#isPlannable(shape));
    return known || (this.conferral(cell) !== NIL && this.inStockOrPlanned(cell));
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
      shape.lotDelivered !== null ||
      shape.sat ||
      shape.lifecycle.startsWith('VACANT_') ||
      shape.lifecycle.startsWith('UNDER_')
    );
  }
}
