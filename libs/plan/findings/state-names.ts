import type { LifecycleState } from '#units/domain';
import type { Sentence } from './finding.js';

/** What a clerk calls each state, in a sentence of a finding. */
export const STATE_NAMES: Readonly<Record<LifecycleState, Sentence>> = {
  NOT_DECLARED: { it: 'stato non dichiarato', en: 'state not declared' },
  OCCUPIED: { it: 'occupata', en: 'occupied' },
  OCCUPIED_TRANSITORY: { it: 'occupata come SAT', en: 'occupied as SAT' },
  OCCUPIED_UNTITLED: { it: 'occupata senza titolo', en: 'occupied without title' },
  VACANT_UNASSESSED: { it: 'sloggiata, da verificare', en: 'vacant, to be assessed' },
  VACANT_LETTABLE: { it: 'libera', en: 'free' },
  VACANT_AS_IS: { it: 'assegnabile nello stato di fatto', en: 'lettable as is' },
  VACANT_NOT_LETTABLE: { it: 'sfitta non assegnabile', en: 'vacant, not lettable' },
  UNDER_MAINTENANCE: { it: 'in manutenzione straordinaria', en: 'under major works' },
  UNDER_ASSIGNMENT: { it: 'in assegnazione', en: 'under assignment' },
  UNDER_CONSTRUCTION: { it: 'nuova edificazione', en: 'under construction' },
  VALORISED: { it: 'valorizzata (art. 31)', en: 'set aside for valorisation' },
  OUT_OF_STOCK: { it: 'fuori dal patrimonio', en: 'out of stock' },
};
