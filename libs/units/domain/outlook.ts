import type { CivilDate } from '#temporal';
import type { StoredUnitFact } from './evolve.js';
import type { Outlook } from './state.js';

const LEAVES_STOCK = ['UnitMerged', 'UnitAlienated', 'UnitDemolished', 'UnitSplit', 'UnitReclassifiedOut'];
/** Facts that end the tenancy a release forecast was about. */
export const ENDS_TENANCY: ReadonlySet<string> = new Set([
  ...['UnitReleased', 'UnitAssigned', 'UntitledOccupationFound'],
  ...LEAVES_STOCK,
]);
/** Facts that end the works an expected date was about. */
export const ENDS_WORKS: ReadonlySet<string> = new Set([
  ...['MaintenanceCompleted', 'UnitAssigned', 'UnitDelivered', 'UntitledOccupationFound'],
  ...LEAVES_STOCK,
]);

/**
 * What is expected of a unit as of a date. Statements are read by knowledge alone: one made after the date counts,
 * as long as the tenancy or the works it is about are those in course on that date.
 * @param ordered the unit's facts known and not annulled, of every date, in effective order (`factsAsOf` without validAt)
 */
export function outlookAt(ordered: readonly StoredUnitFact[], validAt: CivilDate): Outlook {
  return {
    releaseExpectedOn: lastStatement(ordered, validAt, ENDS_TENANCY, statedRelease),
    worksExpectedOn: lastStatement(ordered, validAt, ENDS_WORKS, statedWorksEnd),
  };
}

/** The release date that a fact states; null when it withdraws one; undefined when it says nothing of it. */
export function statedRelease(fact: StoredUnitFact): CivilDate | null | undefined {
  if (fact.type === 'ReleaseForecast') return fact.data.expectedOn;
  return fact.type === 'ReleaseForecastWithdrawn' ? null : undefined;
}

/** The end of works that a fact states; null when works begin without one; undefined when it says nothing of it. */
export function statedWorksEnd(fact: StoredUnitFact): CivilDate | null | undefined {
  if (fact.type === 'MaintenanceForecastRevised') return fact.data.expectedOn;
  return fact.type === 'UnitPlacedUnderMaintenance' ? (fact.data.expectedOn ?? null) : undefined;
}

function lastStatement(
  ordered: readonly StoredUnitFact[],
  validAt: CivilDate,
  ends: ReadonlySet<string>,
  statement: (fact: StoredUnitFact) => CivilDate | null | undefined,
): CivilDate | null {
  let stated: CivilDate | null = null;
  for (const fact of ordered) {
    if (ends.has(fact.type)) {
      if (fact.data.effectiveOn > validAt) break;
      stated = null;
      continue;
    }
    const said = statement(fact);
    if (said !== undefined) stated = said;
  }
  return stated;
}
