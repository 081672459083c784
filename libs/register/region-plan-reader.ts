import { RegionPlanner, type RegionPlan } from '#plan';
import { resolveKnownAt } from './coordinates.js';
import { planDate } from './plan-reader.js';
import type { RegionPlanCoordinates } from './queries.js';
import { regionFactsOf } from './region-plan-facts.js';
import type { Register } from './register.js';

/** Plans of the whole Region as of their coordinates, from the views. */
export class RegionPlanReader {
  readonly #planner = new RegionPlanner();

  constructor(private readonly register: Register) {}

  /** @throws BadCoordinate UnknownRuleSet */
  async plan({ year, validAt = planDate(year), knownAt, ruleSet }: RegionPlanCoordinates): Promise<RegionPlan> {
    const { views, store } = this.register;
    const known = await resolveKnownAt(store, knownAt);
    await views.reached(known.position);
    const facts = regionFactsOf(views, { year, validAt, known });
    return this.#planner.compute(facts, ruleSet === undefined ? {} : { ruleSet });
  }
}
