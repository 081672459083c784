import type { CivilDate } from '#temporal';
import { LOMBARDIA_2024_03 } from './lombardia-2024-03.js';
import { LOMBARDIA_2025_03 } from './lombardia-2025-03.js';
import type { RuleSet } from './rule-set.js';

export * from './rule-set.js';

/** Every rule set known, in the order in which they came into force. */
export const RULE_SETS: readonly [RuleSet, ...RuleSet[]] = [LOMBARDIA_2024_03, LOMBARDIA_2025_03];

/** A rule set was asked for that nobody wrote. */
export class UnknownRuleSet extends RangeError {
  override readonly name = 'UnknownRuleSet';
  constructor(readonly ruleSet: string) {
    super(`no rule set ${ruleSet}; known: ${RULE_SETS.map(({ id }) => id).join(', ')}`);
  }
}

/** The rule set in force on a date; before the first one, the first. Never chosen by today or by knowledge. */
export function ruleSetInForce(on: CivilDate): RuleSet {
  return RULE_SETS.findLast(({ inForceFrom }) => inForceFrom <= on) ?? RULE_SETS[0];
}

/** @throws UnknownRuleSet */
export function ruleSetById(id: string): RuleSet {
  const found = RULE_SETS.find((ruleSet) => ruleSet.id === id);
  if (!found) throw new UnknownRuleSet(id);
  return found;
}
