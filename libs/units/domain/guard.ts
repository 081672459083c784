import { notAFact } from '#temporal';
import type { StoredUnitFact } from './evolve.js';
import type { MaybeUnit, UnitState } from './state.js';
import type { LifecycleState } from './vocabulary.js';

/** Stable codes of what a unit's own timeline refuses. */
export type UnitRefusal =
  | 'NOT_REGISTERED'
  | 'ALREADY_REGISTERED'
  | 'PLANNED_IS_NOT_BUILT'
  | 'UNIT_OUT_OF_STOCK'
  | 'UNIT_MERGED'
  | 'NOT_OCCUPIED'
  | 'TITLE_ALREADY_ENDED'
  | 'NOT_VACANT'
  | 'NOT_LETTABLE'
  | 'NOT_UNDER_MAINTENANCE'
  | 'NOT_UNDER_ASSIGNMENT'
  | 'UNDER_ASSIGNMENT'
  | 'NOT_VALORISED'
  | 'ALREADY_IN_LOT'
  | 'NOT_IN_THAT_LOT'
  | 'NOT_SAP'
  | 'NOT_SAT'
  | 'NOT_OCCUPIED_UNTITLED'
  | 'ALREADY_OCCUPIED_UNTITLED'
  | 'NOT_TO_BE_DELIVERED'
  | 'ALIAS_NOT_HELD'
  | 'ALIAS_HELD'
  | 'ALREADY_IN_NOTICE'
  | 'NOT_IN_THAT_NOTICE'
  | 'ALREADY_CONFERRED'
  | 'SAME_CLASS'
  | 'SAME_OWNER';

/**
 * Why a fact cannot happen where it stands in the unit's own timeline, or undefined. A state that was never declared
 * contradicts nothing. Dates and values are compared for equality only: the timeline index runs this very function on
 * marks in place of values. What compares dates is in context-guard.ts.
 */
export function guard(state: MaybeUnit, fact: StoredUnitFact): UnitRefusal | undefined {
  if (fact.type === 'UnitRegistered') {
    if (state !== null) return 'ALREADY_REGISTERED';
    const { stock, lifecycle } = fact.data;
    return stock === 'PLANNED' && lifecycle !== 'UNDER_CONSTRUCTION' ? 'PLANNED_IS_NOT_BUILT' : undefined;
  }
  if (state === null) return 'NOT_REGISTERED';
  if (state.merged?.kind === 'duplicate') return fact.revision > state.merged.revision ? 'UNIT_MERGED' : undefined;
  if (fact.type === 'AliasReleased') {
    return holds(state, fact.data.alias) ? undefined : 'ALIAS_NOT_HELD';
  }
  if (state.stock === 'OUT') return state.merged ? 'UNIT_MERGED' : 'UNIT_OUT_OF_STOCK';
  switch (fact.type) {
    case 'UnitIdentified':
      return fact.data.aliases.some((alias) => holds(state, alias)) ? 'ALIAS_HELD' : undefined;
    case 'TenancyTerminated':
      return isOccupied(state) ? (state.titleEnded ? 'TITLE_ALREADY_ENDED' : undefined) : 'NOT_OCCUPIED';
    case 'UnitReleased':
    case 'ReleaseForecast':
    case 'ReleaseForecastWithdrawn':
      return isOccupied(state) ? undefined : 'NOT_OCCUPIED';
    case 'UnitInspected':
    case 'UnitPlacedUnderMaintenance':
    case 'UnitIncludedInNotice':
    case 'UnitValorised':
    case 'UnitReclassifiedOut':
      if (fact.type === 'UnitIncludedInNotice' && state.notice !== null) return 'ALREADY_IN_NOTICE';
      return isVacant(state) ? undefined : 'NOT_VACANT';
    case 'UnitRemovedFromNotice':
      return state.notice === fact.data.notice ? undefined : 'NOT_IN_THAT_NOTICE';
    case 'UnitIncludedInLot':
      // A lot that has delivered the unit is behind it: years later another lot may take it.
      return state.lot === null || state.lot.delivered ? undefined : 'ALREADY_IN_LOT';
    case 'UnitRemovedFromLot':
      return state.lot?.programme === fact.data.programme && state.lot.lot === fact.data.lot
        ? undefined
        : 'NOT_IN_THAT_LOT';
    case 'MaintenanceForecastRevised':
    case 'MaintenanceCompleted':
      return isIn(state, 'UNDER_MAINTENANCE') ? undefined : 'NOT_UNDER_MAINTENANCE';
    case 'AssignmentProposed':
      return isIn(state, 'VACANT_LETTABLE', 'VACANT_AS_IS') ? undefined : 'NOT_LETTABLE';
    case 'AssignmentDeclined':
      return isIn(state, 'UNDER_ASSIGNMENT') ? undefined : 'NOT_UNDER_ASSIGNMENT';
    case 'UnitAssigned':
      if (fact.data.channel === 'consensual-swap') return isOccupied(state) ? undefined : 'NOT_OCCUPIED';
      return isVacant(state) || isIn(state, 'UNDER_ASSIGNMENT') ? undefined : 'NOT_VACANT';
    case 'UnitMovedToSat':
      return state.serviceClass === 'SAP' ? undefined : 'NOT_SAP';
    case 'SatRenewed':
      return state.serviceClass !== 'SAP' ? 'NOT_SAP' : state.sat ? undefined : 'NOT_SAT';
    case 'UnitReturnedFromSat':
      return state.sat ? undefined : 'NOT_SAT';
    case 'UntitledOccupationFound':
      return state.lifecycle === 'OCCUPIED_UNTITLED' ? 'ALREADY_OCCUPIED_UNTITLED' : undefined;
    case 'UnitRecovered':
      return isIn(state, 'OCCUPIED_UNTITLED') ? undefined : 'NOT_OCCUPIED_UNTITLED';
    case 'ServiceClassChanged':
      if (state.lifecycle === 'UNDER_ASSIGNMENT') return 'UNDER_ASSIGNMENT';
      return state.serviceClass === fact.data.to ? 'SAME_CLASS' : undefined;
    case 'OwnershipTransferred':
      return state.owner === fact.data.to ? 'SAME_OWNER' : undefined;
    case 'UnitDelivered':
      return state.stock === 'PLANNED' || isIn(state, 'UNDER_CONSTRUCTION') ? undefined : 'NOT_TO_BE_DELIVERED';
    case 'UnitConferred':
      return state.conferral === null ? undefined : 'ALREADY_CONFERRED';
    case 'ValorisationEnded':
      return isIn(state, 'VALORISED') ? undefined : 'NOT_VALORISED';
    case 'UnitAlienated':
      if (fact.data.toTenant && isOccupied(state)) return undefined;
      return leavesStockFrom(state);
    case 'UnitDemolished':
    case 'UnitSplit':
      return leavesStockFrom(state);
    case 'UnitMerged':
    case 'SourceStatusReported':
      return undefined;
    default:
      return notAFact('unit', fact);
  }
}

function leavesStockFrom(state: UnitState): UnitRefusal | undefined {
  return isVacant(state) || isIn(state, 'VALORISED', 'UNDER_MAINTENANCE') ? undefined : 'NOT_VACANT';
}

function isIn(state: UnitState, ...states: readonly LifecycleState[]): boolean {
  return state.lifecycle === 'NOT_DECLARED' || states.includes(state.lifecycle);
}

function isVacant(state: UnitState): boolean {
  return state.lifecycle === 'NOT_DECLARED' || state.lifecycle.startsWith('VACANT_');
}

function isOccupied(state: UnitState): boolean {
  return isIn(state, 'OCCUPIED', 'OCCUPIED_TRANSITORY');
}

function holds(state: UnitState, alias: { readonly scheme: string; readonly value: string }): boolean {
  return state.aliases.some((held) => held.scheme === alias.scheme && held.value === alias.value);
}
