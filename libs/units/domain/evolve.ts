import { notAFact, type CivilDate } from '#temporal';
import type { UnitFact } from './events.js';
import type { MaybeUnit, OpenVoid, UnitState } from './state.js';
import type { LifecycleState, OutReason } from './vocabulary.js';

/** A unit's fact as it stands in its stream. */
export type StoredUnitFact = UnitFact & { readonly id: string; readonly revision: number; readonly position: number };

const STATE_AFTER_INSPECTION = {
  lettable: 'VACANT_LETTABLE',
  'as-is': 'VACANT_AS_IS',
  'not-lettable': 'VACANT_NOT_LETTABLE',
} as const;

/**
 * The state after a fact. Total: a fact that today's guards would refuse still has its effect (domain.md, section 2);
 * only a unit that is not registered, and a duplicate's facts after its merge, stay as they are.
 */
export function evolve(state: MaybeUnit, fact: StoredUnitFact): MaybeUnit {
  if (fact.type === 'UnitRegistered') return register(fact);
  if (state === null || state.merged?.kind === 'duplicate') return state;
  const on = fact.data.effectiveOn;
  switch (fact.type) {
    case 'UnitIdentified':
      return {
        ...state,
        aliases: [...state.aliases, ...fact.data.aliases],
        municipality: fact.data.municipality ?? state.municipality,
      };
    case 'AliasReleased': {
      const { scheme, value } = fact.data.alias;
      return { ...state, aliases: state.aliases.filter((a) => a.scheme !== scheme || a.value !== value) };
    }
    case 'UnitMerged':
      return {
        ...out(state, 'merged'),
        merged: { into: fact.data.into, kind: fact.data.kind, revision: fact.revision },
      };
    case 'TenancyTerminated':
      return { ...state, lifecycle: declared(state, 'OCCUPIED'), titleEnded: fact.data.cause };
    case 'UnitReleased':
      return { ...to(state, 'VACANT_UNASSESSED'), openVoid: { since: on, worksEndedOn: null, firstLet: false } };
    case 'UnitInspected':
      return waiting(state, STATE_AFTER_INSPECTION[fact.data.outcome]);
    case 'UnitIncludedInLot':
      return {
        ...state,
        lot: { programme: fact.data.programme, lot: fact.data.lot, includedOn: on, delivered: false },
      };
    case 'UnitRemovedFromLot':
      return { ...state, lot: null, lastDeliveredOn: on };
    case 'UnitPlacedUnderMaintenance':
      return waiting(state, 'UNDER_MAINTENANCE');
    case 'MaintenanceForecastRevised':
      return { ...state, lifecycle: declared(state, 'UNDER_MAINTENANCE') };
    case 'MaintenanceCompleted': {
      const done = delivered(waiting(state, 'VACANT_LETTABLE'), on);
      return { ...done, openVoid: { ...(state.openVoid ?? UNKNOWN_VOID), worksEndedOn: on } };
    }
    case 'AssignmentProposed':
      return { ...waiting(state, 'UNDER_ASSIGNMENT'), before: state.lifecycle };
    case 'AssignmentDeclined':
      return backFrom(state, 'UNDER_ASSIGNMENT');
    case 'UnitAssigned': {
      const lifecycle = fact.data.channel === 'transitory' ? 'OCCUPIED_TRANSITORY' : 'OCCUPIED';
      return { ...delivered(to(state, lifecycle), on), notice: null, openVoid: null };
    }
    case 'UnitMovedToSat':
      return { ...state, sat: { from: on, until: fact.data.until } };
    case 'SatRenewed':
      return { ...state, sat: { from: state.sat?.from ?? on, until: fact.data.until } };
    case 'UnitReturnedFromSat':
      return { ...state, sat: null };
    case 'UntitledOccupationFound':
      return to(state, 'OCCUPIED_UNTITLED');
    case 'UnitRecovered': {
      // A void that was running when the intruder came runs on: it ends with the next tenancy.
      const openVoid = state.openVoid ?? { since: on, worksEndedOn: null, firstLet: false };
      return { ...to(state, 'VACANT_UNASSESSED'), openVoid };
    }
    case 'ReleaseForecast':
    case 'ReleaseForecastWithdrawn':
      return { ...state, lifecycle: declared(state, 'OCCUPIED') };
    case 'SourceStatusReported':
      return state;
    case 'ServiceClassChanged':
      return { ...state, serviceClass: fact.data.to };
    case 'OwnershipTransferred':
      return { ...state, owner: fact.data.to };
    case 'UnitDelivered':
      return {
        ...delivered(to(state, 'VACANT_LETTABLE'), on),
        stock: state.stock === 'OUT' ? 'OUT' : 'IN_STOCK',
        openVoid: { since: on, worksEndedOn: null, firstLet: true },
      };
    case 'UnitConferred':
      return { ...state, conferral: fact.data.conferral };
    case 'UnitIncludedInNotice':
      return { ...state, notice: fact.data.notice };
    case 'UnitRemovedFromNotice':
      return { ...state, notice: null };
    case 'UnitValorised':
      return { ...to(state, 'VALORISED'), before: state.lifecycle, saleOrValorisation: fact.data.purpose };
    case 'ValorisationEnded':
      return backFrom(state, 'VALORISED');
    case 'UnitAlienated':
      return out(state, 'alienated');
    case 'UnitDemolished':
      return out(state, 'demolished');
    case 'UnitSplit':
      return out(state, 'split');
    case 'UnitReclassifiedOut':
      return out(state, 'reclassified');
    default:
      return notAFact('unit', fact);
  }
}

function register({ data }: Extract<StoredUnitFact, { type: 'UnitRegistered' }>): UnitState {
  return {
    stock: data.stock,
    outReason: null,
    serviceClass: data.serviceClass,
    lifecycle: data.lifecycle,
    before: null,
    owner: data.owner,
    municipality: data.municipality,
    ambito: data.ambito,
    aliases: data.aliases,
    provisional: data.provisional ?? null,
    registeredOn: data.effectiveOn,
    titleEnded: null,
    lot: null,
    sat: null,
    notice: null,
    conferral: data.conferral ?? null,
    saleOrValorisation: null,
    openVoid: isVoid(data.lifecycle) ? UNKNOWN_VOID : null,
    lastDeliveredOn: null,
    merged: null,
  };
}

const UNKNOWN_VOID: OpenVoid = { since: null, worksEndedOn: null, firstLet: false };

/** Vacant, under works or being assigned: waiting for a tenant, so its void runs. */
function isVoid(lifecycle: LifecycleState): boolean {
  return lifecycle.startsWith('VACANT_') || lifecycle === 'UNDER_MAINTENANCE' || lifecycle === 'UNDER_ASSIGNMENT';
}

/** A state that a first fact implies on a unit whose state was never declared. */
function declared(state: UnitState, implied: LifecycleState): LifecycleState {
  return state.lifecycle === 'NOT_DECLARED' ? implied : state.lifecycle;
}

/** Another lifecycle state: what hung on the one before is over. */
function to(state: UnitState, lifecycle: LifecycleState): UnitState {
  return { ...state, lifecycle, before: null, titleEnded: null, saleOrValorisation: null };
}

/** Without a tenant: the void goes on; where its beginning is not known it stays unknown. */
function waiting(state: UnitState, lifecycle: LifecycleState): UnitState {
  return { ...to(state, lifecycle), openVoid: state.openVoid ?? UNKNOWN_VOID };
}

/** Back to the state before; where that was never recorded the unit is vacant and nobody has said in what condition. */
function backFrom(state: UnitState, lifecycle: 'UNDER_ASSIGNMENT' | 'VALORISED'): UnitState {
  if (state.lifecycle !== lifecycle && state.lifecycle !== 'NOT_DECLARED') return state;
  const back = state.before ?? 'VACANT_UNASSESSED';
  return { ...to(state, back), openVoid: isVoid(back) ? (state.openVoid ?? UNKNOWN_VOID) : null };
}

function delivered(state: UnitState, on: CivilDate): UnitState {
  return { ...state, lastDeliveredOn: on, lot: state.lot && { ...state.lot, delivered: true } };
}

function out(state: UnitState, outReason: OutReason): UnitState {
  const { lot } = state;
  return {
    ...to(state, 'OUT_OF_STOCK'),
    stock: 'OUT',
    outReason,
    lot: lot && { ...lot, delivered: true },
    notice: null,
    openVoid: null,
  };
}
