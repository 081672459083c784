import { annexA } from './annex-a.js';
import { annexB } from './annex-b.js';
import { coordinatesOf, type UnsealedPlan } from './coordinates.js';
import type { PlanFacts } from './facts.js';
import { findingsOf } from './findings/index.js';
import { lettersOf } from './letter-rows.js';
import { measuresOf } from './measures/measures.js';
import { isNothingKnown, planOfNothing } from './nothing-known.js';
import { responseOf } from './response.js';
import { tab1 } from './tab1.js';
import { tab2 } from './tab2.js';
import { computeWorkings, type PlanOptions } from './workings.js';

/**
 * The annual plan of an Ambito from the facts as of one coordinate: every letter, Allegati A and B, TAB 1 and 2, the
 * response rate and the findings (domain.md, sections 4 to 6). Pure: the same facts in any order give the same plan.
 * @throws UnknownRuleSet
 */
export function computePlan(facts: PlanFacts, options: PlanOptions = {}): UnsealedPlan {
  const workings = computeWorkings(facts, options);
  if (isNothingKnown(facts)) return planOfNothing(workings.context);
  const letters = lettersOf(workings);
  return {
    ...coordinatesOf(facts),
    ruleSet: workings.context.ruleSet.id,
    letters,
    annexA: annexA(workings),
    annexB: annexB(workings),
    tab1: tab1(letters.g),
    tab2: tab2(letters.a),
    response: responseOf(workings.context.owners),
    findings: findingsOf(workings),
    measures: measuresOf(workings.context, options.movements),
  };
}
