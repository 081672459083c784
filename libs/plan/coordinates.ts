import type { PlanDocument } from './document.js';
import type { PlanFacts } from './facts.js';

/** A plan before its digest: see `sealPlan`. */
export type UnsealedPlan = Omit<PlanDocument, 'digest'>;

/** The coordinate that a plan answers for. */
export function coordinatesOf({ ambito, year, validAt, knownAt, position, settled }: PlanFacts) {
  return { ambito, year, validAt, knownAt, position: position === null ? null : String(position), settled };
}
