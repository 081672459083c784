import fc from 'fast-check';
import type { UnitFact } from '../events.js';
import {
  ASSIGNMENT_CHANNELS,
  DECLARABLE_STATES,
  INSPECTION_OUTCOMES,
  SERVICE_CLASSES,
  TERMINATION_CAUSES,
} from '../vocabulary.js';

type FactType = UnitFact['type'];
type DataOf<T extends FactType> = Omit<Extract<UnitFact, { type: T }>['data'], 'effectiveOn'>;

/** Few days and few values, so that random facts meet. */
const day = fc.integer({ min: 10, max: 15 }).map((n) => `2024-03-${n}`);
const none = fc.constant({});
const alias = fc.constantFrom('1', '2').map((value) => ({ scheme: 'regional', value }));
const municipality = fc.constantFrom('019001', '019002');
const lot = fc.constantFrom({ programme: 'p1', lot: '1' }, { programme: 'p1', lot: '2' });
const notice = fc.constantFrom({ notice: 'n1' }, { notice: 'n2' });
const until = day.map((last) => ({ until: last }));
const expected = day.map((expectedOn) => ({ expectedOn }));
const OTHERS = ['00000000-0000-4000-8000-0000000000b1', '00000000-0000-4000-8000-0000000000b2'];

/** Data for every type of fact there is: the compiler refuses a type that is left out. */
export const DATA: { readonly [T in FactType]: fc.Arbitrary<DataOf<T>> } = {
  UnitRegistered: fc.record({
    owner: municipality,
    municipality: fc.option(municipality),
    ambito: fc.constant('cremonese'),
    serviceClass: fc.constantFrom(...SERVICE_CLASSES),
    stock: fc.constantFrom('IN_STOCK', 'IN_STOCK', 'PLANNED'),
    lifecycle: fc.constantFrom(...DECLARABLE_STATES),
    aliases: fc.uniqueArray(alias, { maxLength: 2, selector: ({ value }) => value }),
  }),
  UnitIdentified: fc.record(
    { aliases: fc.array(alias, { maxLength: 2 }), municipality },
    { requiredKeys: ['aliases'] },
  ),
  AliasReleased: fc.record({ alias }),
  UnitMerged: fc.record({ kind: fc.constantFrom('duplicate', 'joined'), into: fc.constantFrom(...OTHERS) }),
  TenancyTerminated: fc.record({ cause: fc.constantFrom(...TERMINATION_CAUSES) }),
  UnitReleased: none,
  UnitInspected: fc.record({ outcome: fc.constantFrom(...INSPECTION_OUTCOMES) }),
  UnitIncludedInLot: lot,
  UnitRemovedFromLot: lot,
  UnitPlacedUnderMaintenance: fc.oneof(none, expected),
  MaintenanceForecastRevised: expected,
  MaintenanceCompleted: none,
  AssignmentProposed: none,
  AssignmentDeclined: none,
  UnitAssigned: fc.record({ channel: fc.constantFrom(...ASSIGNMENT_CHANNELS) }),
  UnitMovedToSat: until,
  SatRenewed: until,
  UnitReturnedFromSat: none,
  UntitledOccupationFound: none,
  UnitRecovered: none,
  ReleaseForecast: expected,
  ReleaseForecastWithdrawn: none,
  ServiceClassChanged: fc.record({ to: fc.constantFrom(...SERVICE_CLASSES) }),
  OwnershipTransferred: fc.record({ to: municipality }),
  UnitDelivered: none,
  UnitConferred: fc.record({ conferral: fc.constantFrom('f1', 'f2') }),
  UnitIncludedInNotice: notice,
  UnitRemovedFromNotice: notice,
  UnitValorised: fc.record({ purpose: fc.constantFrom('valorisation', 'sale') }),
  ValorisationEnded: none,
  UnitAlienated: fc.record({ toTenant: fc.boolean() }, { requiredKeys: [] }),
  UnitDemolished: none,
  UnitSplit: fc.constant({ into: OTHERS }),
  UnitReclassifiedOut: none,
  SourceStatusReported: fc.constant({ system: 's', code: '1007', label: 'l', mapping: 'm-1', mapsTo: 'UNMAPPED' }),
};

export const FACT_TYPES = Object.keys(DATA) as readonly FactType[];

/** A fact of the type, on one of a few days. */
export function factOf(type: FactType): fc.Arbitrary<UnitFact> {
  return fc.tuple(day, DATA[type]).map(([effectiveOn, data]) => ({ type, data: { effectiveOn, ...data } }) as UnitFact);
}

/** Any fact; registrations as often as all others together would need to be of use. */
export const anyFact: fc.Arbitrary<UnitFact> = fc.constantFrom(...FACT_TYPES).chain(factOf);

/** A registration on the first day, then whatever facts, legal or not. */
export const anyUnit: fc.Arbitrary<readonly UnitFact[]> = fc
  .tuple(factOf('UnitRegistered'), fc.array(anyFact, { maxLength: 10 }))
  .map(([registration, facts]) => [
    { ...registration, data: { ...registration.data, effectiveOn: '2024-03-10' } } as UnitFact,
    ...facts,
  ]);
