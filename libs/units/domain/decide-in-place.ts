import { contextGuard } from './context-guard.js';
import type { UnitContext } from './context.js';
import type { UnitFact } from './events.js';
import { evolve, type StoredUnitFact } from './evolve.js';
import { guard } from './guard.js';
import type { UnitState } from './state.js';

/** Where a fact would stand in a unit's timeline, as who keeps the timeline folded can tell without its stream. */
export interface PlaceInTimeline {
  /** Revision of the stream's last event. */
  readonly revision: number;
  /** The state after every fact in force in front of it. */
  readonly state: UnitState;
  /** No fact in force comes after it. */
  readonly isLast: boolean;
  /** No fact in force on its day is of its type: it is not stated already. */
  readonly isNew: boolean;
}

/**
 * Whether {@link decide} would record a fact as it is, and neither reserve nor free an alias. True is certain; false means
 * that the place alone does not tell, and the stream has to be asked (by whom, too, a refusal is put in words). The place
 * tells when the fact can happen there and either nothing comes after it or it changes nothing.
 */
export function isAdmittedInPlace(fact: UnitFact, place: PlaceInTimeline, context: UnitContext): boolean {
  const { revision, state, isLast, isNew } = place;
  if (!isNew || fact.data.replaces !== undefined || state.stock === 'OUT') return false;
  if (fact.type === 'UnitAssigned' && fact.data.channel === 'consensual-swap') return false;
  const stored: StoredUnitFact = { ...fact, id: 'new', revision: revision + 1, position: Number.MAX_SAFE_INTEGER };
  if (guard(state, stored) !== undefined || contextGuard(state, stored, context) !== undefined) return false;
  const after = evolve(state, stored);
  return isLast ? after?.aliases === state.aliases : isUnchanged(state, after);
}

function isUnchanged(before: UnitState, after: UnitState | null): boolean {
  return after !== null && (Object.keys(before) as (keyof UnitState)[]).every((key) => before[key] === after[key]);
}
