import type { Finding } from '../document.js';
import type { Workings } from '../workings.js';
import { findingsOfChecks } from './checks.js';
import { findingsOfCounts } from './counts.js';
import { findingsOfFacts } from './facts.js';
import { inOrder } from './finding.js';
import { findingsOfLots } from './lots.js';
import { findingsOfOwners } from './owners.js';
import { findingsOfQuotas } from './quotas.js';
import { findingsOfRules } from './rules.js';
import { findingsOfSources } from './sources.js';
import { findingsOfStock } from './stock.js';
import { findingsOfUnits } from './units.js';

/**
 * Every check on the plan (domain.md, section 6). A check never changes a number and never stops a plan: it says which
 * rule, how grave, which units and cells, and a sentence a clerk understands.
 */
export function findingsOf(workings: Workings): readonly Finding[] {
  return inOrder([
    ...findingsOfRules(workings),
    ...findingsOfOwners(workings),
    ...findingsOfStock(workings),
    ...findingsOfUnits(workings),
    ...findingsOfLots(workings),
    ...findingsOfSources(workings),
    ...findingsOfCounts(workings),
    ...findingsOfChecks(workings),
    ...findingsOfQuotas(workings),
    ...findingsOfFacts(workings),
  ]);
}
