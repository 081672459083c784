import { canonicalJson } from './canonical.js';
import type { UnsealedPlan } from './coordinates.js';
import type { PlanDocument } from './document.js';

/** SHA-256 of a text in UTF-8, in lower-case hexadecimal: given by the caller, rules know no library. */
export type Sha256 = (text: string) => string;

/**
 * Adds the digest: of the canonical JSON of everything but itself, position, knownAt and settled, so that two logs that
 * know the same give the same digest.
 */
export function sealPlan(plan: UnsealedPlan, sha256: Sha256): PlanDocument {
  return { ...plan, digest: `sha256:${sha256(canonicalJson(digested(plan)))}` };
}

function digested(plan: UnsealedPlan): unknown {
  return { ...plan, digest: undefined, position: undefined, knownAt: undefined, settled: undefined };
}
