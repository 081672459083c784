export * from './facts.js';
export * from './document.js';
export * from './rule-sets/index.js';
export { computePlan } from './compute-plan.js';
export type { UnsealedPlan } from './coordinates.js';
export { canonicalJson } from './canonical.js';
export { sealPlan, type Sha256 } from './seal.js';
export { computeWorkings, type PlanOptions, type Workings } from './workings.js';
export type { TurnoverMethod, TurnoverModel } from './letters/letter-e.js';
