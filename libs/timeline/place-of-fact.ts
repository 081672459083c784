import type { PlaceInTimeline } from '#units/domain';
import { FOREVER } from './days.js';
import { ANNULMENT, F } from './fact-store.js';
import type { Timelines } from './timelines.js';

/** Where a fact of a type, recorded now, would stand in a unit's timeline; undefined when the unit is not registered there. */
export function placeOfFact(
  timelines: Timelines,
  unit: number,
  type: string,
  day: number,
  known: number,
): PlaceInTimeline | undefined {
  const { store, kinds } = timelines;
  let isLast = true;
  let isNew = true;
  store.findLast(unit, (facts, at) => {
    if (facts[at + F.day]! < day) return true;
    if (facts[at + F.annulledAt] !== 0 || facts[at + F.kind] === ANNULMENT) return false;
    if (facts[at + F.day]! > day) isLast = false;
    else if (kinds.kind(facts[at + F.kind]!).type === type) isNew = false;
    return false;
  });
  const state = timelines.foldAt(unit, isLast ? FOREVER : day, known).state();
  return state === null ? undefined : { revision: store.count(unit) - 1, state, isLast, isNew };
}
