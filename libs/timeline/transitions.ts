import { itemsPart, type SavedPart, type SavedReader } from '#saved-views';
import { evolve, guard, type MaybeUnit, type StoredUnitFact, type UnitRefusal } from '#units/domain';
import { FROM_FACT, FROM_REVISION, type FactKind } from './fact-kinds.js';
import { Mark } from './marks.js';
import { NIL } from './nil.js';
import { PLACE_SLOTS, SLOT, SLOTS, shapeOf, slotsOf, stateOf, type Shape, type SlotValues } from './shapes.js';

/** Shape code of a stream that has not been registered. */
export const UNREGISTERED = 0;

/** What a kind of fact does to a shape, once and for all units. */
export interface Step {
  /** Shape after it. */
  readonly next: number;
  /** True when the fold leaves the state as it is, whatever the values. */
  readonly inert: boolean;
  /** Slots that get a value, and the source of each. */
  readonly targets: readonly number[];
  readonly sources: readonly number[];
  /** True when one of them is of the unit's place (see cells.ts). */
  readonly moves: boolean;
  /** The guard's answers by the equalities it may look at (see {@link Transitions.refusal}); null: it lets it pass. */
  readonly refusals: (UnitRefusal | null | undefined)[];
}

/** A shape, and a bit for each slot that has a value in it. */
type SavedShape = readonly [shape: Shape | null, present: number];

/**
 * The fold of the units' domain, compiled: `evolve` and `guard` run once for each (shape, kind of fact), on a state
 * and a fact whose values are marks; where the marks end up is what the step does. So there is one meaning, and
 * 5 million events cost a look-up each.
 */
export class Transitions {
  readonly #shapes: (Shape | null)[] = [null];
  readonly #states: MaybeUnit[] = [null];
  /** By shape: a bit for each slot that has a value. */
  readonly #present: number[] = [0];
  readonly #codes = new Map<string, number>();
  readonly #steps: (Step | undefined)[][] = [[]];

  shape(code: number): Shape | null {
    return this.#shapes[code]!;
  }

  /** Which slots have a value in a shape, aliases apart: a bit each. */
  present(shape: number): number {
    return this.#present[shape]!;
  }

  step(shape: number, kind: FactKind): Step {
    return (this.#steps[shape]![kind.code] ??= this.#compile(shape, kind));
  }

  capture(): SavedPart {
    const shapes = this.#shapes.map((shape, code): SavedShape => [shape, this.#present[code]!]);
    return itemsPart('shapes', shapes);
  }

  restore(from: SavedReader): void {
    for (const [shape, present] of from.items<SavedShape>('shapes')) {
      // Which slots have a value is all that is looked at here.
      const slots = SLOTS.map((slot, index) => [slot, (present >> index) & 1 ? slot : null] as const);
      if (shape) this.#code(shape, Object.fromEntries(slots) as unknown as SlotValues);
    }
  }

  /**
   * The guard's code, or null when the fact can happen there. Guards compare values of the fact with the state's:
   * each value carried that equals the state's value in that slot is told by its bit.
   * @param later the fact's revision is after that of the state's merge
   */
  refusal(shape: number, kind: FactKind, equal: number, later: boolean): UnitRefusal | null {
    const { refusals } = this.step(shape, kind);
    const variant = equal * 2 + (later ? 1 : 0);
    let refusal = refusals[variant];
    if (refusal === undefined) {
      const fact = kind.fact(
        (slot) => ((equal >> kind.loads.indexOf(slot)) & 1 ? ownMark(slot) : factMark(slot)),
        later ? 1 : 0,
      );
      refusal = guard(withMergeRevision(this.#states[shape]!, 0), fact) ?? null;
      refusals[variant] = refusal;
    }
    return refusal;
  }

  /** The state with its marks, and aliases that are not marked: for what the fold and the guards do with aliases. */
  marked(shape: number, aliases: NonNullable<MaybeUnit>['aliases'], mergedRevision: number): MaybeUnit {
    const state = withMergeRevision(this.#states[shape]!, mergedRevision);
    return state && { ...state, aliases };
  }

  /** @throws TypeError when the fold decides on a value that the index only carries */
  #compile(shape: number, kind: FactKind): Step {
    const before = this.#states[shape]!;
    const after = evolve(before, markedFact(kind));
    if (after === before || after === null) {
      return { next: shape, inert: true, targets: [], sources: [], moves: false, refusals: [] };
    }
    const targets: number[] = [];
    const sources: number[] = [];
    const values = slotsOf(after);
    const had = before && slotsOf(before);
    for (const slot of SLOTS) {
      if (slot === 'aliases') continue;
      const value: unknown = values[slot];
      const source = value === null ? NIL : sourceOf(slot, value);
      if (source === SLOT[slot] || (source === NIL && had?.[slot] === null)) continue;
      targets.push(SLOT[slot]);
      sources.push(source);
    }
    const moves = targets.some((slot) => PLACE_SLOTS.includes(slot));
    return { next: this.#code(shapeOf(after), values), inert: false, targets, sources, moves, refusals: [] };
  }

  #code(shape: Shape, values: SlotValues): number {
    let present = 0;
    SLOTS.forEach((slot, index) => {
      if (slot !== 'aliases' && values[slot] !== null) present |= 1 << index;
    });
    const key = `${JSON.stringify(shape)}${present}`;
    let code = this.#codes.get(key);
    if (code === undefined) {
      code = this.#shapes.length;
      this.#codes.set(key, code);
      this.#shapes.push(shape);
      this.#states.push(stateOf(shape, ownMarks(values), []));
      this.#present.push(present);
      this.#steps.push([]);
    }
    return code;
  }
}

/** The fact with marks for its values; what it says of aliases is left out (see UnitFold). */
function markedFact(kind: FactKind): StoredUnitFact {
  const revision = new Mark('revision', FROM_REVISION) as unknown as number;
  return kind.fact((slot, field) => (slot === SLOT.aliases ? noAliases(field) : factMark(slot)), revision);
}

function noAliases(field: string): unknown {
  return field === 'aliases' ? [] : { scheme: '', value: '' };
}

function sourceOf(slot: string, value: unknown): number {
  if (value instanceof Mark) return value.source;
  throw new TypeError(`the fold of a unit makes a value of its own for ${slot}, which the timeline index only carries`);
}

function ownMarks(values: SlotValues): SlotValues {
  const marks = Object.entries(values).map(([slot, value]) => [
    slot,
    value === null ? null : ownMark(SLOT[slot as keyof typeof SLOT]),
  ]);
  return Object.fromEntries(marks) as SlotValues;
}

// One mark a source: marks are equal when they are the same object, and then only.
const OWN = SLOTS.map((slot, index) => new Mark(slot, index));
const OFFERED = SLOTS.map((slot, index) => new Mark(`the fact's ${slot}`, FROM_FACT + index));

function ownMark(slot: number): Mark {
  return OWN[slot]!;
}

function factMark(slot: number): Mark {
  return OFFERED[slot]!;
}

function withMergeRevision(state: MaybeUnit, revision: number): MaybeUnit {
  return state?.merged ? { ...state, merged: { ...state.merged, revision } } : state;
}
