import type { PlanContext } from '../context.js';
import type { Measures, MovementMeasures, OpenVoids, PlanGroup } from '../document.js';
import type { MovementFacts, PlanUnit, ReleaseOfYear } from '../facts.js';
import { byGroup } from '../totals.js';
import { reLetReader, ReLetSums } from './re-let-time.js';
import { VOID_AGES, voidAgesOn, type VoidAge } from './void-age.js';

/**
 * Measures of turnover (domain.md, section 8): open voids at D by age and, where the movements of a year are given,
 * releases, assignments, re-let times and the turnover rate. By Comuni, ALER and the whole Ambito.
 */
export function measuresOf(context: PlanContext, movements?: MovementFacts): Measures {
  return {
    openVoids: openVoids(context),
    ...(movements && { year: movements.year, movements: movementsOf(context, movements) }),
  };
}

function openVoids(context: PlanContext): Measures['openVoids'] {
  const ageOf = voidAgesOn(context.facts.validAt);
  const labels = byGroup(() => {
    return Object.fromEntries(VOID_AGES.map((age) => [age, []])) as unknown as Record<VoidAge, string[]>;
  });
  for (const unit of context.units) {
    if (!isVoid(unit)) continue;
    const age = ageOf(unit.voidSince ?? null);
    for (const group of groupsOf(context, unit.owner)) labels[group][age].push(unit.label);
  }
  return byGroup((group): OpenVoids => {
    return VOID_AGES.map((age) => ({ age, units: labels[group][age].length, unitIds: labels[group][age] }));
  });
}

/** A unit in stock that waits for a tenant. */
export function isVoid({ voidSince, stock }: PlanUnit): boolean {
  return voidSince !== undefined && stock === 'IN_STOCK';
}

/** By owners' kind, the groups that they are in. */
const GROUPS: Readonly<Record<string, readonly PlanGroup[]>> = {
  COMUNE: ['COMUNE', 'AMBITO'],
  ALER: ['ALER', 'AMBITO'],
  OPERATOR: ['AMBITO'],
};

/** An owner of whom the plan says nothing else is in the Ambito all the same. */
function groupsOf(context: PlanContext, owner: string): readonly PlanGroup[] {
  return GROUPS[context.hasOwner(owner) ? context.ownerOf(owner).kind : 'OPERATOR']!;
}

/** The movements of one group, while they are added up. */
class MovementSums {
  releases = 0;
  releasesOfTurnover = 0;
  assignments = 0;
  stock = 0;
  readonly #channels = new Map<string, number>();
  readonly #reLets = new ReLetSums();

  let(channel: string, reLet: Parameters<ReLetSums['add']>[0]): void {
    this.assignments++;
    this.#channels.set(channel, (this.#channels.get(channel) ?? 0) + 1);
    this.#reLets.add(reLet);
  }

  /** @param days on how many the stock was counted */
  measures(days: number): MovementMeasures {
    const { releases, releasesOfTurnover, assignments } = this;
    const meanStock = days === 0 ? null : this.stock / days;
    return {
      releases,
      releasesOfTurnover,
      assignments,
      assignmentsByChannel: Object.fromEntries([...this.#channels].sort(([a], [b]) => (a < b ? -1 : 1))),
      reLetTime: this.#reLets.times,
      meanStock,
      turnoverRate: meanStock === null || meanStock === 0 ? null : releasesOfTurnover / meanStock,
    };
  }
}

function movementsOf(context: PlanContext, movements: MovementFacts): NonNullable<Measures['movements']> {
  const sums = byGroup(() => new MovementSums());
  for (const release of movements.releases) {
    for (const group of groupsOf(context, release.owner)) {
      sums[group].releases++;
      if (isNormalTurnover(release)) sums[group].releasesOfTurnover++;
    }
  }
  const reLetOf = reLetReader();
  for (const letting of movements.lettings) {
    const reLet = reLetOf(letting);
    for (const group of groupsOf(context, letting.owner)) sums[group].let(letting.channel, reLet);
  }
  for (const { rows } of movements.stockOn) {
    for (const { owner, sap, sas, other } of rows) {
      for (const group of groupsOf(context, owner)) sums[group].stock += sap + sas + other;
    }
  }
  return byGroup((group) => sums[group].measures(movements.stockOn.length));
}

/** Releases by mobility move a household within the stock; swaps release nothing. */
export function isNormalTurnover({ cause }: ReleaseOfYear): boolean {
  return cause !== 'mobility';
}
