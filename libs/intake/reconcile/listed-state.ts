import type { StoredEvent } from '#event-store';
import type { UnitFact } from '#units/domain';
import type { CivilDate } from '#temporal';
import type { ListedState } from '../mapping-tables/printed-state.js';
import { dataOf } from './desk.js';

/** The fact that leads a unit of which nothing was declared to the state that a list prints. */
export function factReaching(state: ListedState, effectiveOn: CivilDate): UnitFact {
  switch (state) {
    case 'VACANT_LETTABLE':
      return { type: 'UnitInspected', data: { effectiveOn, outcome: 'lettable' } };
    case 'VACANT_AS_IS':
      return { type: 'UnitInspected', data: { effectiveOn, outcome: 'as-is' } };
    case 'UNDER_MAINTENANCE':
      return { type: 'UnitPlacedUnderMaintenance', data: { effectiveOn } };
    default:
      return unknownState(state);
  }
}

/** The state that an event states of a unit's listing; undefined when it states none. */
export function stateStated(event: StoredEvent): string | undefined {
  switch (event.type) {
    case 'UnitRegistered': {
      const { lifecycle } = dataOf<{ lifecycle: string }>(event);
      return lifecycle === 'NOT_DECLARED' ? undefined : lifecycle;
    }
    case 'UnitInspected':
      return dataOf<{ outcome: string }>(event).outcome === 'lettable' ? 'VACANT_LETTABLE' : 'VACANT_AS_IS';
    case 'UnitPlacedUnderMaintenance':
      return 'UNDER_MAINTENANCE';
    default:
      return undefined;
  }
}

/** The event as it would have been, had it stated the other state: a registration keeps what else it says. */
export function restated(event: StoredEvent, state: ListedState): UnitFact {
  if (event.type !== 'UnitRegistered')
    return factReaching(state, dataOf<{ effectiveOn: CivilDate }>(event).effectiveOn);
  return { type: 'UnitRegistered', data: { ...registration(event), lifecycle: state } };
}

/** A registration's fields, without what it stood in for. */
export function registration(event: StoredEvent): Extract<UnitFact, { type: 'UnitRegistered' }>['data'] {
  const { replaces: _, ...data } = dataOf<Extract<UnitFact, { type: 'UnitRegistered' }>['data']>(event);
  return data;
}

function unknownState(state: never): never {
  throw new TypeError(`not a state of a list: ${String(state)}`);
}
