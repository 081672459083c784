import type { PlanFacts } from '#plan';
import type { CivilDate } from '#temporal';
import type { KnownAt } from './coordinates.js';
import type { RegisterViews } from './views.js';

/** Everything that a plan is computed from, read from the views as of one coordinate. */
export function planFactsOf(
  views: RegisterViews,
  { ambito, year, validAt, known }: { ambito: string; year: number; validAt: CivilDate; known: KnownAt },
): PlanFacts {
  const asOf = { ambito, validAt, knownAt: known.position };
  const reference = views.directory.planFacts(ambito, year, asOf);
  // A unit that stands in another Ambito carries nothing in this one.
  const carrying = reference.declarations
    .flatMap(({ figures }) => figures.flatMap((figure) => figure.sameUnits?.units ?? []))
    .filter((unitId) => views.timeline.unitAt(unitId, asOf)?.state.ambito === ambito);
  return {
    ambito,
    year,
    validAt,
    knownAt: known.recordedAt,
    position: known.position === 0 ? null : known.position,
    settled: known.settled,
    ...reference,
    stock: views.timeline.stock(asOf),
    units: views.timeline.planUnits({ ...asOf, also: carrying }),
    assignments: views.timeline.assignments({ ...asOf, year: year - 1 }),
    anomalies: views.timeline.anomalies(asOf),
    sourceStatuses: views.timeline.sourceStatuses({ ...asOf, also: carrying }),
    unfinishedCommands: views.commands.unfinished(known.position).filter(({ unitIds }) => unitIds.length > 0),
  };
}
