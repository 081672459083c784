import { diffPlans, type PlanDiff } from '#plan';
import type { HistoryEntry } from '#read-store';
import type { UnitState } from '#units/domain';
import type { PlanReader, ResolvedPlan } from './plan-reader.js';
import type { PlanComparison, PlanCoordinates } from './queries.js';
import type { Register } from './register.js';
import { STOCK_UNITS_WITH_EVENTS } from './stock-units.js';
import type { UnitReader } from './unit-reader.js';

/** Two plans held against each other: the numbers that moved, and the events that moved them. */
export class PlanComparer {
  constructor(
    private readonly register: Pick<Register, 'views'>,
    private readonly plans: PlanReader,
    private readonly units: UnitReader,
  ) {}

  /** @throws BadCoordinate UnknownAmbito UnknownRuleSet */
  async compare(from: PlanCoordinates, to: PlanCoordinates): Promise<PlanComparison> {
    const resolved = [await this.plans.resolve(from), await this.plans.resolve(to)] as const;
    const [before, after] = [this.plans.planOf(resolved[0]), this.plans.planOf(resolved[1])];
    const diff = diffPlans(before, after);
    const events = diff.changes.length === 0 ? [] : await this.eventsBehind(diff, resolved);
    return { from: before, to: after, diff, events };
  }

  private async eventsBehind(diff: PlanDiff, plans: readonly ResolvedPlan[]): Promise<readonly HistoryEntry[]> {
    const [earlier, later] = plans.map(({ known }) => known.position).sort((a, b) => a - b) as [number, number];
    const [first, last] = plans.map(({ facts }) => facts.validAt).sort() as [string, string];
    const events = new Map<string, HistoryEntry>();
    for (const stream of [...this.unitStreams(diff, plans), ...referenceStreams(plans)]) {
      for (const entry of await this.units.streamHistory(stream, later)) {
        const { position, effectiveOn } = entry;
        // What an owner declares belongs to its year: when it was stated is not compared with a date.
        const dated = effectiveOn !== null && !stream.startsWith('declaration-');
        const happened = dated && effectiveOn > first && effectiveOn <= last;
        if (position > earlier || happened) events.set(entry.eventId, entry);
      }
    }
    return [...events.values()].sort((a, b) => a.position - b.position);
  }

  /** Units are looked for by what the plans say they are: the same code may be another unit's, under another scheme. */
  private unitStreams(diff: PlanDiff, plans: readonly ResolvedPlan[]): readonly string[] {
    const labels = new Set(diff.changes.flatMap(({ unitIdsIn, unitIdsOut }) => [...unitIdsIn, ...unitIdsOut]));
    const named = plans
      .flatMap(({ facts }) => [...facts.units, ...facts.assignments])
      .filter(({ label }) => labels.has(label))
      .map(({ unitId }) => unitId);
    const stock = diff.changes.some(({ cell }) => cell.startsWith('a/')) ? this.stockMoved(plans) : [];
    return [...new Set([...named, ...stock])].map((unitId) => `unit-${unitId}`);
  }

  /** Units that letter a counts in one plan and not, or not in the same row, in the other; none where they are too many. */
  private stockMoved(plans: readonly ResolvedPlan[]): readonly string[] {
    const { timeline } = this.register.views;
    const [old, now] = plans.map(({ facts: { ambito, validAt }, known }) => {
      const asOf = { ambito, validAt, knownAt: known.position };
      return new Map(timeline.unitIds(asOf).map((id) => [id, rowOf(timeline.unitAt(id, asOf)?.state)]));
    }) as [Map<string, string>, Map<string, string>];
    const moved = [...new Set([...old.keys(), ...now.keys()])].filter((id) => old.get(id) !== now.get(id));
    return moved.length > STOCK_UNITS_WITH_EVENTS ? [] : moved;
  }
}

/** Where letter a counts a unit; one that is not in stock is counted nowhere. */
function rowOf(state: UnitState | undefined): string | undefined {
  if (state?.stock !== 'IN_STOCK') return undefined;
  return JSON.stringify([state.owner, state.municipality, state.serviceClass]);
}

/** What the plans rest on beside units: what owners declared, works with their lots, conventions. */
function referenceStreams(plans: readonly ResolvedPlan[]): readonly string[] {
  const streams = plans.flatMap(({ facts: { ambito, year, declarations, lots, conferrals } }) => [
    ...declarations
      .filter((declared) => declared.year === year)
      .map(({ owner }) => `declaration-${ambito}-${year}-${owner}`),
    ...lots.map(({ programme }) => `programme-${programme}`),
    ...conferrals.map(({ id }) => `conferral-${id}`),
  ]);
  return [...new Set(streams)];
}
