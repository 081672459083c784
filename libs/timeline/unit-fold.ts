import { evolve, guard, type Alias, type MaybeUnit, type UnitRefusal } from '#units/domain';
import type { Cells } from './cells.js';
import { FROM_DAY, FROM_FACT, type FactKind, type FactKinds } from './fact-kinds.js';
import { NIL } from './nil.js';
import { SLOT, SLOTS, stateOf } from './shapes.js';
import { UNREGISTERED, type Step, type Transitions } from './transitions.js';
import type { Values } from './values.js';

const ALIASES = SLOT.aliases;
/** A place that was not looked up yet. */
const UNKNOWN = -1;

/** Integers that {@link UnitFold.save} writes. */
export const SAVED = 2 + SLOTS.length;
/** Where the code of the list of aliases is among them, and the day of registration; the first is the shape. */
export const SAVED_ALIASES = 2 + ALIASES;
export const SAVED_REGISTERED_ON = 2 + SLOT.registeredOn;

/** Folds one unit's facts, in effective order, over integers. Used for one unit after the other. */
export class UnitFold {
  shape = UNREGISTERED;
  #place = UNKNOWN;
  readonly slots = new Int32Array(SLOTS.length);
  readonly #offered = new Int32Array(SLOTS.length);
  readonly #moved = new Int32Array(SLOTS.length);
  /** Alias lists by (list before, statement), so that folding again makes no new ones. */
  readonly #listsAfter = new Map<number, number>();

  constructor(
    private readonly values: Values,
    private readonly kinds: FactKinds,
    private readonly transitions: Transitions,
    private readonly cells: Cells,
  ) {
    this.reset();
  }

  /** The cell of the state folded so far. */
  get cell(): number {
    return this.cells.code(this.shape, this.place);
  }

  get place(): number {
    if (this.#place === UNKNOWN) this.#place = this.cells.placeOf(this.slots);
    return this.#place;
  }

  /** Sets the state to one that was folded before: shape, place, and then the slots, from a place in an array on. */
  restore(from: Int32Array, at: number): void {
    this.shape = from[at]!;
    this.#place = from[at + 1]!;
    for (let i = 0; i < SLOTS.length; i++) this.slots[i] = from[at + 2 + i]!;
  }

  /** Writes the state down for {@link restore}. */
  save(into: Int32Array, at: number): void {
    into[at] = this.shape;
    into[at + 1] = this.place;
    for (let i = 0; i < SLOTS.length; i++) into[at + 2 + i] = this.slots[i]!;
  }

  reset(): void {
    this.shape = UNREGISTERED;
    this.#place = UNKNOWN;
    this.slots.fill(NIL);
    this.slots[ALIASES] = 0;
  }

  /** Applies a fact. Returns the step taken. */
  step(kind: FactKind, value: number, day: number, revision: number): Step {
    const step = this.transitions.step(this.shape, kind);
    if (step.inert) return step;
    if (kind.loads.length > 0) this.kinds.load(kind, value, this.#offered);
    if (kind.saysAliases) this.slots[ALIASES] = this.#aliasesAfter(kind);
    const { targets, sources } = step;
    for (let i = 0; i < targets.length; i++) this.#moved[i] = this.#source(sources[i]!, day, revision);
    for (let i = 0; i < targets.length; i++) this.slots[targets[i]!] = this.#moved[i]!;
    this.shape = step.next;
    if (step.moves) this.#place = UNKNOWN;
    return step;
  }

  /** Why today's guards would refuse the fact where it stands, or null. To be asked before {@link step}. */
  refusal(kind: FactKind, value: number, revision: number): UnitRefusal | null {
    const merge = this.slots[SLOT.mergedRevision]!;
    let equal = 0;
    if (kind.loads.length > 0) {
      this.kinds.load(kind, value, this.#offered);
      if (kind.saysAliases && kind.type !== 'UnitRegistered') return this.#aliasRefusal(kind, revision);
      for (let i = 0; i < kind.loads.length; i++) {
        const slot = kind.loads[i]!;
        if (this.#offered[slot] === this.slots[slot]) equal |= 1 << i;
      }
    }
    return this.transitions.refusal(this.shape, kind, equal, merge !== NIL && revision > merge);
  }

  /** The state folded so far, as the domain writes it. */
  state(): MaybeUnit {
    const shape = this.transitions.shape(this.shape);
    return shape && stateOf(shape, this.values.slots(this.slots), this.aliases());
  }

  /** Code of the list of aliases. */
  get aliasList(): number {
    return this.slots[ALIASES]!;
  }

  aliases(): readonly Alias[] {
    return this.values.aliases(this.aliasList);
  }

  #source(source: number, day: number, revision: number): number {
    if (source === NIL) return NIL;
    if (source < FROM_FACT) return this.slots[source]!;
    if (source < FROM_FACT + SLOTS.length) return this.#offered[source - FROM_FACT]!;
    return source === FROM_DAY ? day : revision;
  }

  /** Aliases are lists that the fold looks into: it runs on them as they are. */
  #aliasesAfter(kind: FactKind): number {
    const before = this.slots[ALIASES]!;
    const statement = this.#offered[ALIASES]!;
    const key = before * 0x4000000 + statement;
    let after = this.#listsAfter.get(key);
    if (after === undefined) {
      const state = evolve(this.#marked(0), this.#aliasFact(kind, 0));
      after = this.values.addAliases(state!.aliases);
      this.#listsAfter.set(key, after);
    }
    return after;
  }

  #aliasRefusal(kind: FactKind, revision: number): UnitRefusal | null {
    const merge = this.slots[SLOT.mergedRevision]!;
    return guard(this.#marked(merge), this.#aliasFact(kind, revision)) ?? null;
  }

  #marked(mergedRevision: number): MaybeUnit {
    return this.transitions.marked(this.shape, this.aliases(), mergedRevision);
  }

  #aliasFact(kind: FactKind, revision: number) {
    const statement = this.values.aliasStatement(this.#offered[ALIASES]!);
    return kind.fact((slot) => (slot === ALIASES ? statement : null), revision);
  }
}
