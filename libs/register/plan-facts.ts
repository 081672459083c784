import type { Position } from '#event-store';
import type { PlanFacts } from '#plan';
import type { CivilDate } from '#temporal';
import { unitLabel } from '#units/domain';
import type { KnownAt } from './coordinates.js';
import type { RegisterViews } from './views.js';

/** Everything that a plan is computed from, read from the views as of one coordinate. */
export function planFactsOf(
  views: RegisterViews,
  { ambito, year, validAt, known }: { ambito: string; year: number; validAt: CivilDate; known: KnownAt },
): PlanFacts {
  const asOf = { ambito, validAt, knownAt: known.position };
  const reference = views.directory.plans.facts(ambito, year, asOf);
  // A unit that stands in another Ambito carries nothing in this one.
  const carrying = reference.declarations
    .flatMap(({ figures }) => figures.flatMap((figure) => figure.sameUnits?.units ?? []))
    .filter((unitId) => views.timeline.unitAt(unitId, asOf)?.state.ambito === ambito);
  const units = views.timeline.planUnits({ ...asOf, also: carrying });
  const counted = units.filter(({ list }) => list === 'a');
  return {
    ambito,
    year,
    validAt,
    knownAt: known.recordedAt,
    position: known.position === 0 ? null : known.position,
    settled: known.settled,
    ...reference,
    stock: views.timeline.stock(asOf),
    units,
    classCounted: new Set(counted.map(({ unitId }) => unitId)),
    assignments: views.timeline.movements({ ...asOf, year: year - 1 }).lets,
    anomalies: views.timeline.anomalies(asOf),
    sourceStatuses: views.timeline.sourceStatuses({ ...asOf, also: carrying }),
    halfAnnulledCommands: halfAnnulled(views, asOf),
    unfinishedCommands: views.commands.unfinished(known.position).filter(({ unitIds }) => unitIds.length > 0),
  };
}

function halfAnnulled(
  views: RegisterViews,
  asOf: { ambito: string; knownAt: Position },
): PlanFacts['halfAnnulledCommands'] {
  const unit = (unitId: string) => views.timeline.unitAt(unitId, { knownAt: asOf.knownAt });
  const label = (unitId: string) => unit(unitId)?.label ?? unitLabel(unitId, []);
  return views.commands
    .halfAnnulled(asOf.knownAt)
    .filter(({ annulledOn, standsOn }) =>
      [...annulledOn, ...standsOn].some((id) => unit(id)?.state.ambito === asOf.ambito),
    )
    .map(({ commandId, annulledOn, standsOn }) => ({
      commandId,
      annulledOn: annulledOn.map(label),
      standsOn: standsOn.map(label),
    }));
}
