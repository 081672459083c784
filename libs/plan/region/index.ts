export * from './region-facts.js';
export * from './region-plan.js';
export { RegionPlanner, type RegionPlanOptions } from './region-planner.js';
export { regionPlanSchema } from './schema.js';
