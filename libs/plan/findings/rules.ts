import type { Finding } from '../document.js';
import { ruleSetInForce } from '../rule-sets/index.js';
import type { Workings } from '../workings.js';
import { finding } from './finding.js';

/** What the rule set assumes, and whether it is the one in force at D. */
export function findingsOfRules({ context }: Workings): readonly Finding[] {
  const { ruleSet, facts } = context;
  const list = (language: 'it' | 'en') => ruleSet.assumptions.map((assumption) => assumption[language]).join('; ');
  const assumed = finding('RULES_ASSUMED', 'info', {
    it: `Regole ${ruleSet.id}, punti assunti in mancanza di una fonte: ${list('it')}.`,
    en: `Rules ${ruleSet.id}, points assumed for want of a source: ${list('en')}.`,
  });
  const inForce = ruleSetInForce(facts.validAt);
  if (inForce.id === ruleSet.id && ruleSet.inForceFrom <= facts.validAt) return [assumed];
  const rightOnes = inForce.inForceFrom <= facts.validAt ? inForce.id : null;
  return [
    assumed,
    finding('RULES_NOT_IN_FORCE', 'warning', {
      it: `Il piano applica le regole ${ruleSet.id}, ma al ${facts.validAt} ${rightOnes ? `erano in vigore ${rightOnes}` : 'non se ne conoscono'}.`,
      en: `The plan applies rules ${ruleSet.id}, but at ${facts.validAt} ${rightOnes ? `${rightOnes} were in force` : 'none are known'}.`,
    }),
  ];
}
