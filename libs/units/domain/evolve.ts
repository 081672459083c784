import type { CivilDate } from '#temporal';
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
      return { ...vacate(state, on), lifecycle: 'VACANT_UNASSESSED' };
    case 'UnitInspected':
      return { ...holdVacant(state), lifecycle: STATE_AFTER_INSPECTION[fact.data.outcome] };
    case 'UnitIncludedInLot':
      return {
        ...state,
        lot: { programme: fact.data.programme, lot: fact.data.lot, includedOn: on, delivered: false },
      };
    case 'UnitRemovedFromLot':
      return { ...state, lot: null };
    case 'UnitPlacedUnderMaintenance':
      return { ...holdVacant(state), lifecycle: 'UNDER_MAINTENANCE' };
    case 'MaintenanceForecastRevised':
      return { ...state, lifecycle: declared(state, 'UNDER_MAINTENANCE') };
    case 'MaintenanceCompleted': {
      const held = holdVacant(state);
      const openVoid: OpenVoid = { ...held.openVoid!, worksEndedOn: on };
      return { ...delivered(held, on), lifecycle: 'VACANT_LETTABLE', openVoid };
    }
    case 'AssignmentProposed':
      return { ...holdVacant(state), lifecycle: 'UNDER_ASSIGNMENT', before: state.lifecycle };
    case 'AssignmentDeclined':
    case 'ValorisationEnded':
      return { ...state, lifecycle: state.before ?? state.lifecycle, before: null, saleOrValorisation: null };
    case 'UnitAssigned':
      return {
        ...delivered(state, on),
        lifecycle: fact.data.channel === 'transitory' ? 'OCCUPIED_TRANSITORY' : 'OCCUPIED',
        before: null,
        titleEnded: null,
        notice: null,
        openVoid: null,
      };
    case 'UnitMovedToSat':
      return { ...state, sat: { from: on, until: fact.data.until } };
    case 'SatRenewed':
      return { ...state, sat: { from: state.sat?.from ?? on, until: fact.data.until } };
    case 'UnitReturnedFromSat':
      return { ...state, sat: null };
    case 'UntitledOccupationFound':
      return { ...state, lifecycle: 'OCCUPIED_UNTITLED', before: null, titleEnded: null };
    case 'UnitRecovered':
      return { ...vacate(state, state.openVoid ? state.openVoid.since : on), lifecycle: 'VACANT_UNASSESSED' };
    case 'ReleaseForecast':
    case 'ReleaseForecastWithdrawn':
    case 'SourceStatusReported':
      return state;
    case 'ServiceClassChanged':
      return { ...state, serviceClass: fact.data.to };
    case 'OwnershipTransferred':
      return { ...state, owner: fact.data.to };
    case 'UnitDelivered':
      return {
        ...delivered(state, on),
        stock: state.stock === 'OUT' ? 'OUT' : 'IN_STOCK',
        lifecycle: 'VACANT_LETTABLE',
        openVoid: { since: on, worksEndedOn: null, firstLet: true },
      };
    case 'UnitConferred':
      return { ...state, conferral: fact.data.conferral };
    case 'UnitIncludedInNotice':
      return { ...state, notice: fact.data.notice };
    case 'UnitRemovedFromNotice':
      return { ...state, notice: null };
    case 'UnitValorised':
      return { ...state, lifecycle: 'VALORISED', before: state.lifecycle, saleOrValorisation: fact.data.purpose };
    case 'UnitAlienated':
      return out(state, 'alienated');
    case 'UnitDemolished':
      return out(state, 'demolished');
    case 'UnitSplit':
      return out(state, 'split');
    case 'UnitReclassifiedOut':
      return out(state, 'reclassified');
    default:
      return unknownFact(fact);
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

function vacate(state: UnitState, since: CivilDate | null): UnitState {
  return {
    ...state,
    titleEnded: null,
    before: null,
    openVoid: { since, worksEndedOn: null, firstLet: false },
  };
}

/** A vacant unit's void goes on; where its beginning is not known it stays unknown. */
function holdVacant(state: UnitState): UnitState {
  return { ...state, before: null, openVoid: state.openVoid ?? UNKNOWN_VOID };
}

function delivered(state: UnitState, on: CivilDate): UnitState {
  return { ...state, lastDeliveredOn: on, lot: state.lot && { ...state.lot, delivered: true } };
}

function out(state: UnitState, outReason: OutReason): UnitState {
  return {
    ...state,
    stock: 'OUT',
    outReason,
    lifecycle: 'OUT_OF_STOCK',
    before: null,
    saleOrValorisation: null,
    openVoid: null,
  };
}

function unknownFact(fact: never): never {
  throw new TypeError(`not a fact of a unit: ${JSON.stringify(fact)}`);
}
