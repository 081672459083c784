import type { MaybeUnit, PlaceInTimeline, ServiceClass, UnitContext, UnitFact } from '../domain/index.js';

/** What the commands of units need to know besides the unit's own stream, as known now. */
export interface UnitSurroundings extends UnitContext {
  /** The unit with every known fact folded, whatever its date; null when it is not registered. */
  unit(unitId: string): MaybeUnit;
  /** Where a fact would stand in a unit's timeline; undefined when nobody keeps it, or the unit is not registered there. */
  placeOf(unitId: string, fact: UnitFact): PlaceInTimeline | undefined;
  /** One of the interchangeable units that a stock count made, still to be identified; null when there is none. */
  pickCounted(wanted: {
    readonly owner: string;
    readonly serviceClass: ServiceClass;
    readonly municipality: string | null;
  }): string | null;
}
