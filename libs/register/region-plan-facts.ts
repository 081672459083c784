import type { RegionFacts, RegionUnit } from '#plan';
import { ALL_AMBITI, type UnitView } from '#timeline';
import { yearOf, type CivilDate } from '#temporal';
import type { KnownAt } from './coordinates.js';
import type { RegisterViews } from './views.js';

/** Everything that the Region's plan is computed from, read from the views as of one coordinate. */
export function regionFactsOf(
  { timeline, directory }: Pick<RegisterViews, 'timeline' | 'directory'>,
  { year, validAt, known }: { year: number; validAt: CivilDate; known: KnownAt },
): RegionFacts {
  const asOf = { validAt, knownAt: known.position };
  const ofRegion = { ambito: ALL_AMBITI, ...asOf };
  return {
    year,
    validAt,
    knownAt: known.recordedAt,
    position: known.position === 0 ? null : known.position,
    settled: known.settled,
    reference: directory.plans.region(year, asOf),
    units: {
      visit: (visitor) => timeline.visitCounts(ofRegion, visitor),
      groupKey: (group) => timeline.groupKey(group),
    },
    lets: {
      visit: (visit) => timeline.visitLets({ ...ofRegion, year: year - 1 }, visit),
      key: (group) => timeline.movementKey(group),
    },
    named: (unitIds) => unitIds.flatMap((unitId) => regionUnit(timeline.unitAt(unitId, asOf))),
  };
}

function regionUnit(view: UnitView | undefined): readonly RegionUnit[] {
  if (!view) return [];
  const { unitId, state, outlook } = view;
  const { ambito, owner, municipality, stock, serviceClass, lifecycle, conferral, lot, lastDeliveredOn } = state;
  return [
    {
      ...{ unitId, ambito, owner, municipality, stock, serviceClass, lifecycle, conferral, lot, lastDeliveredOn },
      sat: state.sat !== null,
      releaseExpectedIn: outlook.releaseExpectedOn === null ? null : yearOf(outlook.releaseExpectedOn),
      worksExpectedIn: outlook.worksExpectedOn === null ? null : yearOf(outlook.worksExpectedOn),
    },
  ];
}
