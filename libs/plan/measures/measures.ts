import type { BodyKind } from '#bodies/domain';
import type { PlanContext } from '../context.js';
import type { Measures, MovementMeasures, OpenVoids, PlanGroup } from '../document.js';
import type { MovementFacts, PlanUnit, ReleaseOfYear } from '../facts.js';
import { byGroup } from '../totals.js';
import { reLetOf, ReLetSums } from './re-let-time.js';
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
    const kind = kindOf(context, unit.owner);
    labels.AMBITO[age].push(unit.label);
    if (kind !== 'OPERATOR') labels[kind][age].push(unit.label);
  }
  return byGroup((group): OpenVoids => {
    return VOID_AGES.map((age) => ({ age, units: labels[group][age].length, unitIds: labels[group][age] }));
  });
}

/** A unit in stock that waits for a tenant. */
export function isVoid({ voidSince, stock }: PlanUnit): boolean {
  return voidSince !== undefined && stock === 'IN_STOCK';
}

/** The kinds of owners that a group is of: an owner of whom the plan says nothing else is in the Ambito all the same. */
const KINDS: Readonly<Record<PlanGroup, readonly BodyKind[]>> = {
  COMUNE: ['COMUNE'],
  ALER: ['ALER'],
  AMBITO: ['COMUNE', 'ALER', 'OPERATOR'],
};

function kindOf(context: PlanContext, owner: string): BodyKind {
  return context.findOwner(owner)?.kind ?? 'OPERATOR';
}

/** The movements of the owners of a kind, or of a group, while they are added up. */
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

  /** Takes in those of others. */
  add(other: MovementSums): void {
    this.releases += other.releases;
    this.releasesOfTurnover += other.releasesOfTurnover;
    this.assignments += other.assignments;
    this.stock += other.stock;
    for (const [channel, lets] of other.#channels)
      this.#channels.set(channel, (this.#channels.get(channel) ?? 0) + lets);
    this.#reLets.addAll(other.#reLets);
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
  const sums: Readonly<Record<BodyKind, MovementSums>> = {
    COMUNE: new MovementSums(),
    ALER: new MovementSums(),
    OPERATOR: new MovementSums(),
  };
  for (const release of movements.releases) {
    const ofKind = sums[kindOf(context, release.owner)];
    ofKind.releases++;
    if (isNormalTurnover(release)) ofKind.releasesOfTurnover++;
  }
  for (const letting of movements.lettings) sums[kindOf(context, letting.owner)].let(letting.channel, reLetOf(letting));
  for (const { rows } of movements.stockOn) {
    for (const { owner, sap, sas, other } of rows) sums[kindOf(context, owner)].stock += sap + sas + other;
  }
  return byGroup((group) => {
    const ofGroup = new MovementSums();
    for (const kind of KINDS[group]) ofGroup.add(sums[kind]);
    return ofGroup.measures(movements.stockOn.length);
  });
}

/** Releases by mobility move a household within the stock; swaps release nothing. */
export function isNormalTurnover({ cause }: ReleaseOfYear): boolean {
  return cause !== 'mobility';
}
