export * from './region-facts.js';
export * from './region-plan.js';
export { computeRegionPlan, RegionPlanner, type RegionPlanOptions } from './region-planner.js';
export { regionPlanSchema } from './schema.js';
