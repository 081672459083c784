import { canonicalJson } from './canonical.js';
import type { UnsealedPlan } from './coordinates.js';
import type { PlanDocument } from './document.js';

/** SHA-256 of a text in UTF-8, in lower-case hexadecimal: given by the caller, rules know no library. */
export type Sha256 = (text: string) => string;

/**
 * Adds the digest: of the canonical JSON of everything but itself, position, knownAt and settled, so that two logs that
 * know the same give the same digest. It is a field like the others, worked out when it is read for the first time: when
 * the plan is written out, and not when two plans are compared.
 */
export function sealPlan(plan: UnsealedPlan, sha256: Sha256): PlanDocument {
  let digest: string | undefined;
  return {
    ...plan,
    get digest() {
      return (digest ??= `sha256:${sha256(canonicalJson(digested(plan)))}`);
    },
  };
}

function digested(plan: UnsealedPlan): unknown {
  return { ...plan, digest: undefined, position: undefined, knownAt: undefined, settled: undefined };
}
