import { comparableName } from '../names.js';

/** The states that a vacancy list can state of a unit. */
export type ListedState = 'VACANT_LETTABLE' | 'VACANT_AS_IS' | 'UNDER_MAINTENANCE';

/** The states that Annex B prints (domain.md, section 3). Never edited: a change is a new version. */
export const PRINTED_STATES = {
  version: 'printed-state/1',
  states: new Map<string, ListedState>([
    [comparableName('LIBERO'), 'VACANT_LETTABLE'],
    [comparableName('SFITTO PER CARENZE MANUTENTIVE (Assegnabile in AM)'), 'VACANT_AS_IS'],
  ]),
} as const;

/** The state that a printed label stands for; undefined when the table does not know it. */
export function printedState(printed: string): ListedState | undefined {
  return PRINTED_STATES.states.get(comparableName(printed));
}
