import type { UnitFact } from '#units/domain';
import type { Slot } from './shapes.js';

type FieldOf<T extends UnitFact['type']> = keyof Extract<UnitFact, { type: T }>['data'] & string;

/**
 * Values that facts carry for the state's slots, and three that the index keeps beside it: an expected date, a
 * reported status, aliases (`aliases` of a fact is what it says of them, not the list that results).
 */
export type Carried = Exclude<Slot, 'registeredOn' | 'includedOn' | 'satFrom' | 'mergedRevision'> | 'expected';

/** The fields of a fact that the index reads; any other is left in the log. */
type FactFields = {
  readonly [T in UnitFact['type']]: {
    /** Fields the fold decides on. */
    readonly decides?: readonly FieldOf<T>[];
    /** Fields the fold carries, and where to. */
    readonly carries?: { readonly [F in FieldOf<T>]?: Carried };
  };
};

export const FACT_FIELDS: FactFields = {
  UnitRegistered: {
    decides: ['serviceClass', 'stock', 'lifecycle'],
    carries: {
      owner: 'owner',
      municipality: 'municipality',
      ambito: 'ambito',
      conferral: 'conferral',
      provisional: 'provisional',
      aliases: 'aliases',
    },
  },
  UnitIdentified: { carries: { municipality: 'municipality', aliases: 'aliases' } },
  AliasReleased: { carries: { alias: 'aliases' } },
  UnitMerged: { decides: ['kind'], carries: { into: 'mergedInto' } },
  TenancyTerminated: { decides: ['cause'] },
  UnitReleased: {},
  UnitInspected: { decides: ['outcome'] },
  UnitIncludedInLot: { carries: { programme: 'programme', lot: 'lot' } },
  UnitRemovedFromLot: { carries: { programme: 'programme', lot: 'lot' } },
  UnitPlacedUnderMaintenance: { carries: { expectedOn: 'expected' } },
  MaintenanceForecastRevised: { carries: { expectedOn: 'expected' } },
  MaintenanceCompleted: {},
  AssignmentProposed: {},
  AssignmentDeclined: {},
  UnitAssigned: { decides: ['channel'] },
  UnitMovedToSat: { carries: { until: 'satUntil' } },
  SatRenewed: { carries: { until: 'satUntil' } },
  UnitReturnedFromSat: {},
  UntitledOccupationFound: {},
  UnitRecovered: {},
  ReleaseForecast: { carries: { expectedOn: 'expected' } },
  ReleaseForecastWithdrawn: {},
  ServiceClassChanged: { decides: ['to'] },
  OwnershipTransferred: { carries: { to: 'owner' } },
  UnitDelivered: {},
  UnitConferred: { carries: { conferral: 'conferral' } },
  UnitIncludedInNotice: { carries: { notice: 'notice' } },
  UnitRemovedFromNotice: { carries: { notice: 'notice' } },
  UnitValorised: { decides: ['purpose'] },
  ValorisationEnded: {},
  UnitAlienated: { decides: ['toTenant'] },
  UnitDemolished: {},
  UnitSplit: {},
  UnitReclassifiedOut: {},
  SourceStatusReported: {},
};
