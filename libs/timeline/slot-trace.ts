import { NO_CELL } from './cells.js';
import { FROM_DAY, FROM_FACT } from './fact-kinds.js';
import { FactCursor } from './fact-cursor.js';
import { ANNULMENT, F } from './fact-store.js';
import { NIL } from './nil.js';
import { SLOTS } from './shapes.js';
import type { Timelines } from './timelines.js';
import type { Step } from './transitions.js';

/** Where a value that is traced no longer needs to be looked for. */
const FOUND = -1;

/**
 * Reads single slots of a unit's state without folding it: from the cells kept beside its facts it is known what each
 * fact did to which slot, so a slot is followed back to the fact that gave it its value, most often one of the last.
 */
export class SlotTrace {
  readonly #cursor: FactCursor;
  readonly #offered = new Int32Array(SLOTS.length);
  /** By slot asked for: the slot in which its value stood after the fact in hand. */
  readonly #traced = new Int32Array(SLOTS.length);
  #open = 0;

  constructor(private readonly timelines: Timelines) {
    this.#cursor = new FactCursor(timelines.store);
  }

  /**
   * Writes what some slots held after a fact; {@link NIL} for an empty one.
   * @param from stands on the fact, which stood then as it does now (as its horizon tells), and stays there
   * @param cell the fact's
   * @param slots any but aliases
   */
  after(from: FactCursor, cell: number, slots: readonly number[], into: Int32Array): void {
    const { cells, transitions } = this.timelines;
    const present = transitions.present(cells.shape(cell));
    this.#open = 0;
    for (let i = 0; i < slots.length; i++) {
      const slot = slots[i]!;
      const isPresent = (present >> slot) & 1;
      into[i] = NIL;
      this.#traced[i] = isPresent ? slot : FOUND;
      this.#open += isPresent;
    }
    if (this.#open > 0) this.#follow(from, slots.length, into);
  }

  #follow(from: FactCursor, count: number, into: Int32Array): void {
    const { cells, kinds, transitions } = this.timelines;
    const cursor = this.#cursor;
    cursor.follow(from);
    for (let isMore = true; isMore && this.#open > 0;) {
      const { facts, at } = cursor;
      isMore = cursor.back();
      const kindCode = facts[at + F.kind]!;
      if (kindCode === ANNULMENT || facts[at + F.annulledAt] !== 0) continue;
      const cellBefore = isMore ? cursor.facts[cursor.at + F.cell]! : NO_CELL;
      const step = transitions.step(cells.shape(cellBefore), kinds.kind(kindCode));
      if (step.targets.length > 0) this.#through(step, facts, at, count, into);
    }
  }

  /** Goes back over one fact. */
  #through(step: Step, facts: Int32Array, at: number, count: number, into: Int32Array): void {
    for (let i = 0; i < count; i++) {
      const traced = this.#traced[i]!;
      if (traced === FOUND) continue;
      const source = step.sources[step.targets.indexOf(traced)];
      if (source === undefined) continue;
      if (source !== NIL && source < FROM_FACT) this.#traced[i] = source;
      else {
        into[i] = this.#given(source, facts, at);
        this.#traced[i] = FOUND;
        this.#open--;
      }
    }
  }

  #given(source: number, facts: Int32Array, at: number): number {
    if (source === NIL) return NIL;
    if (source === FROM_DAY) return facts[at + F.day]!;
    if (source >= FROM_FACT + SLOTS.length) return facts[at + F.revision]!;
    const { kinds } = this.timelines;
    kinds.load(kinds.kind(facts[at + F.kind]!), facts[at + F.value]!, this.#offered);
    return this.#offered[source - FROM_FACT]!;
  }
}
