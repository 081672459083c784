import type { UnitEventType, UnitFact } from '#units/domain';
import {
  ASSIGNMENT_CHANNELS,
  DECLARABLE_STATES,
  INSPECTION_OUTCOMES,
  PROVISIONAL_LISTS,
  SERVICE_CLASSES,
  TERMINATION_CAUSES,
  unitEvents,
} from '#units/domain';
import { uuidOf } from './uuid-of.js';

/** Picks from short lists, so that histories meet the same day, owner and lot often. */
export type Pick = <T>(from: readonly T[]) => T;

export const AMBITI = ['cremonese', 'cremasco'];
export const OWNERS = ['aler', '019036', '019035'];
export const MUNICIPALITIES = ['019036', '019035', '019001'];
const NOTICES = ['n-1', 'n-2'];
const CONFERRALS = ['c-1', 'c-2'];
const ALIASES = ['aler/aler', 'municipal/019036', 'regional', 'printed/aler'].flatMap((scheme) =>
  ['3161156', '36501269'].map((value) => ({ scheme, value })),
);

/** Days around two year ends and a leap day. */
export const DAYS = [
  '2023-06-30',
  '2023-12-30',
  '2023-12-31',
  '2024-01-01',
  '2024-01-02',
  '2024-02-28',
  '2024-02-29',
  '2024-03-01',
  '2024-07-15',
  '2024-12-31',
  '2025-01-01',
  '2025-03-10',
  '2026-05-05',
];

/** Every type of fact of a unit. */
export const FACT_TYPES = (Object.keys(unitEvents) as UnitEventType[]).filter(
  (type): type is UnitFact['type'] => type !== 'EventAnnulled',
);

/** A fact of the type with some data, valid by its schema. */
export function randomFact(type: UnitFact['type'], effectiveOn: string, pick: Pick): UnitFact {
  return { type, data: { effectiveOn, ...ownData(type, pick) } } as UnitFact;
}

function ownData(type: UnitFact['type'], pick: Pick): object {
  const maybe = <T extends object>(part: T) => (pick([true, false]) ? part : {});
  switch (type) {
    case 'UnitRegistered':
      return {
        owner: pick(OWNERS),
        municipality: pick([...MUNICIPALITIES, null]),
        ambito: pick(AMBITI),
        serviceClass: pick(SERVICE_CLASSES),
        stock: pick(['IN_STOCK', 'IN_STOCK', 'PLANNED']),
        lifecycle: pick(DECLARABLE_STATES),
        aliases: pick([[], [pick(ALIASES)], [pick(ALIASES), pick(ALIASES)]]),
        ...maybe({ provisional: { list: pick(PROVISIONAL_LISTS), ordinal: pick([1, 2, 3]) } }),
        ...maybe({ census: 2024 }),
        ...maybe({ conferral: pick(CONFERRALS) }),
      };
    case 'UnitIdentified':
      return { aliases: pick([[], [pick(ALIASES)]]), ...maybe({ municipality: pick(MUNICIPALITIES) }) };
    case 'AliasReleased':
      return { alias: pick(ALIASES) };
    case 'UnitMerged':
      return { kind: pick(['duplicate', 'joined']), into: uuidOf(`unit ${pick([0, 1, 2])}`) };
    case 'TenancyTerminated':
      return { cause: pick(TERMINATION_CAUSES) };
    case 'UnitInspected':
      return { outcome: pick(INSPECTION_OUTCOMES) };
    case 'UnitIncludedInLot':
    case 'UnitRemovedFromLot':
      return { programme: pick(['p-1', 'p-2']), lot: pick(['1', '2']) };
    case 'UnitPlacedUnderMaintenance':
      return maybe({ expectedOn: pick(DAYS) });
    case 'MaintenanceForecastRevised':
    case 'ReleaseForecast':
      return { expectedOn: pick(DAYS) };
    case 'AssignmentProposed':
      return maybe({ notice: pick(NOTICES) });
    case 'UnitAssigned':
      return { channel: pick(ASSIGNMENT_CHANNELS), ...maybe({ household: 'h-1' }), ...maybe({ asIs: true }) };
    case 'UnitMovedToSat':
    case 'SatRenewed':
      return { until: pick(DAYS) };
    case 'ServiceClassChanged':
      return { to: pick(SERVICE_CLASSES) };
    case 'OwnershipTransferred':
      return { to: pick(OWNERS) };
    case 'UnitConferred':
      return { conferral: pick(CONFERRALS) };
    case 'UnitIncludedInNotice':
    case 'UnitRemovedFromNotice':
      return { notice: pick(NOTICES) };
    case 'UnitValorised':
      return { purpose: pick(['valorisation', 'sale']) };
    case 'UnitAlienated':
      return maybe({ toTenant: true });
    case 'UnitSplit':
      return { into: [uuidOf('half 1'), uuidOf('half 2')] };
    case 'SourceStatusReported': {
      const [code, mapsTo] = pick([
        ['1001', 'VACANT_LETTABLE'],
        ['1007', 'UNDER_MAINTENANCE'],
        ['9', 'UNMAPPED'],
      ]);
      return { system: 'aler', code, label: `${code} - stato`, mapping: 'v1', mapsTo };
    }
    case 'UnitReleased':
    case 'MaintenanceCompleted':
    case 'AssignmentDeclined':
    case 'UnitReturnedFromSat':
    case 'UntitledOccupationFound':
    case 'UnitRecovered':
    case 'ReleaseForecastWithdrawn':
    case 'UnitDelivered':
    case 'ValorisationEnded':
    case 'UnitDemolished':
    case 'UnitReclassifiedOut':
      return {};
    default:
      return unknownType(type);
  }
}

function unknownType(type: never): never {
  throw new TypeError(`no random fact of type ${String(type)}`);
}
