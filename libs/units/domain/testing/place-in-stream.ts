import { factsAsOf, foldAsOf, type Stored } from '#temporal';
import { unit, type UnitStream } from '../decide.js';
import type { PlaceInTimeline } from '../decide-in-place.js';
import type { UnitFact } from '../events.js';

/** Where a fact recorded now would stand, read from the whole stream; undefined when the unit is not registered there. */
export function placeInStream(stream: UnitStream, { type, data }: UnitFact): PlaceInTimeline | undefined {
  const facts = stream as readonly Stored<UnitFact>[];
  const inForce = factsAsOf(facts);
  const state = foldAsOf(facts, unit.initial, unit.evolve, { validAt: data.effectiveOn });
  if (state === null) return undefined;
  return {
    revision: stream.length - 1,
    state,
    isLast: inForce.every((fact) => fact.data.effectiveOn <= data.effectiveOn),
    isNew: inForce.every((fact) => fact.type !== type || fact.data.effectiveOn !== data.effectiveOn),
  };
}
