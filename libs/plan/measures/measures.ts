import type { PlanContext } from '../context.js';
import type { Measures, MovementMeasures, OpenVoids, PlanGroup } from '../document.js';
import type { MovementFacts, PlanUnit, ReleaseOfYear } from '../facts.js';
import { byGroup } from '../totals.js';
import { reLetTimes } from './re-let-time.js';
import { VOID_AGES, voidAge } from './void-age.js';

/**
 * Measures of turnover (domain.md, section 8): open voids at D by age and, where the movements of a year are given,
 * releases, assignments, re-let times and the turnover rate. By Comuni, ALER and the whole Ambito.
 */
export function measuresOf(context: PlanContext, movements?: MovementFacts): Measures {
  return {
    openVoids: openVoids(context),
    ...(movements && { year: movements.year, movements: byGroup((group) => movementsOf(context, movements, group)) }),
  };
}

function openVoids(context: PlanContext): Measures['openVoids'] {
  const voids = context.units.filter(isVoid).map((unit) => {
    return { unit, age: voidAge(unit.voidSince ?? null, context.facts.validAt) };
  });
  return byGroup((group): OpenVoids => {
    const ages = Map.groupBy(
      voids.filter(({ unit }) => isIn(context, group, unit)),
      ({ age }) => age,
    );
    return VOID_AGES.map((age) => {
      const unitIds = (ages.get(age) ?? []).map(({ unit }) => unit.label);
      return { age, units: unitIds.length, unitIds };
    });
  });
}

/** A unit in stock that waits for a tenant. */
export function isVoid({ voidSince, stock }: PlanUnit): boolean {
  return voidSince !== undefined && stock === 'IN_STOCK';
}

function isIn(context: PlanContext, group: PlanGroup, { owner }: { readonly owner: string }): boolean {
  return group === 'AMBITO' || (context.hasOwner(owner) && context.ownerOf(owner).kind === group);
}

function movementsOf(context: PlanContext, movements: MovementFacts, group: PlanGroup): MovementMeasures {
  const lettings = movements.lettings.filter((letting) => isIn(context, group, letting));
  const releases = movements.releases.filter((release) => isIn(context, group, release));
  const normal = releases.filter(isNormalTurnover).length;
  const meanStock = meanStockOf(context, movements, group);
  return {
    releases: releases.length,
    releasesOfTurnover: normal,
    assignments: lettings.length,
    assignmentsByChannel: countBy(lettings, ({ channel }) => channel),
    reLetTime: reLetTimes(lettings),
    meanStock,
    turnoverRate: meanStock === null || meanStock === 0 ? null : normal / meanStock,
  };
}

/** Releases by mobility move a household within the stock; swaps release nothing. */
export function isNormalTurnover({ cause }: ReleaseOfYear): boolean {
  return cause !== 'mobility';
}

function meanStockOf(context: PlanContext, { stockOn }: MovementFacts, group: PlanGroup): number | null {
  if (stockOn.length === 0) return null;
  const total = stockOn
    .flatMap(({ rows }) => rows)
    .filter((row) => isIn(context, group, row))
    .reduce((sum, { sap, sas, other }) => sum + sap + sas + other, 0);
  return total / stockOn.length;
}

function countBy<T>(items: readonly T[], keyOf: (item: T) => string): Readonly<Record<string, number>> {
  const counts = [...Map.groupBy(items, keyOf)].map(([key, group]) => [key, group.length] as const);
  return Object.fromEntries(counts.sort(([a], [b]) => (a < b ? -1 : 1)));
}
