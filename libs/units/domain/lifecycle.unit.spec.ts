import { describe, expect, it } from '@jest/globals';
import { foldAsOf } from '#temporal';
import { unit } from './decide.js';
import type { UnitFact } from './events.js';
import { given, on, registered, streamOf } from './testing/given.js';
import { DECLARABLE_STATES, type LifecycleState } from './vocabulary.js';

type State = Exclude<LifecycleState, 'OUT_OF_STOCK'>;
interface Act {
  readonly when: string;
  readonly fact: UnitFact;
  readonly from: readonly LifecycleState[];
  /** Where it leads; `same`: nowhere, from a state that is declared. */
  readonly to: LifecycleState | 'same';
  readonly code: string;
}

const DAY = '2024-03-01';
const VACANT = ['VACANT_UNASSESSED', 'VACANT_LETTABLE', 'VACANT_AS_IS', 'VACANT_NOT_LETTABLE'] as const;
const OCCUPIED = ['OCCUPIED', 'OCCUPIED_TRANSITORY'] as const;
const LEAVING = [...VACANT, 'VALORISED', 'UNDER_MAINTENANCE'] as const;
const LETTABLE = [...VACANT, 'UNDER_ASSIGNMENT'] as const;
const NEW_UNITS = ['00000000-0000-4000-8000-00000000bbb1', '00000000-0000-4000-8000-00000000bbb2'];

function act(when: string, fact: UnitFact, from: readonly LifecycleState[], to: Act['to'], code: string): Act {
  return { when, fact, from, to, code };
}

const ACTS: readonly Act[] = [
  act('the title ends', on(DAY, 'TenancyTerminated', { cause: 'notice' }), OCCUPIED, 'same', 'NOT_OCCUPIED'),
  act('it is released', on(DAY, 'UnitReleased'), OCCUPIED, 'VACANT_UNASSESSED', 'NOT_OCCUPIED'),
  act(
    'its release is forecast',
    on(DAY, 'ReleaseForecast', { expectedOn: '2025-01-01' }),
    OCCUPIED,
    'same',
    'NOT_OCCUPIED',
  ),
  act('its release is no longer forecast', on(DAY, 'ReleaseForecastWithdrawn'), OCCUPIED, 'same', 'NOT_OCCUPIED'),
  act(
    'it is found lettable',
    on(DAY, 'UnitInspected', { outcome: 'lettable' }),
    VACANT,
    'VACANT_LETTABLE',
    'NOT_VACANT',
  ),
  act(
    'it is found lettable as is',
    on(DAY, 'UnitInspected', { outcome: 'as-is' }),
    VACANT,
    'VACANT_AS_IS',
    'NOT_VACANT',
  ),
  act(
    'it is found not lettable',
    on(DAY, 'UnitInspected', { outcome: 'not-lettable' }),
    VACANT,
    'VACANT_NOT_LETTABLE',
    'NOT_VACANT',
  ),
  act('works begin', on(DAY, 'UnitPlacedUnderMaintenance'), VACANT, 'UNDER_MAINTENANCE', 'NOT_VACANT'),
  act(
    'the end of works is revised',
    on(DAY, 'MaintenanceForecastRevised', { expectedOn: '2025-01-01' }),
    ['UNDER_MAINTENANCE'],
    'same',
    'NOT_UNDER_MAINTENANCE',
  ),
  act(
    'works are completed',
    on(DAY, 'MaintenanceCompleted'),
    ['UNDER_MAINTENANCE'],
    'VACANT_LETTABLE',
    'NOT_UNDER_MAINTENANCE',
  ),
  act(
    'it is proposed',
    on(DAY, 'AssignmentProposed'),
    ['VACANT_LETTABLE', 'VACANT_AS_IS'],
    'UNDER_ASSIGNMENT',
    'NOT_LETTABLE',
  ),
  act(
    'the proposal is declined',
    on(DAY, 'AssignmentDeclined'),
    ['UNDER_ASSIGNMENT'],
    'VACANT_UNASSESSED',
    'NOT_UNDER_ASSIGNMENT',
  ),
  act(
    'it is let by public notice',
    on(DAY, 'UnitAssigned', { channel: 'public-notice' }),
    LETTABLE,
    'OCCUPIED',
    'NOT_VACANT',
  ),
  act('it is let by mobility', on(DAY, 'UnitAssigned', { channel: 'mobility' }), LETTABLE, 'OCCUPIED', 'NOT_VACANT'),
  act(
    'it is let to police',
    on(DAY, 'UnitAssigned', { channel: 'police-and-fire' }),
    LETTABLE,
    'OCCUPIED',
    'NOT_VACANT',
  ),
  act(
    'it is let in derogation',
    on(DAY, 'UnitAssigned', { channel: 'derogation' }),
    LETTABLE,
    'OCCUPIED',
    'NOT_VACANT',
  ),
  act(
    'it is let as transitory',
    on(DAY, 'UnitAssigned', { channel: 'transitory' }),
    LETTABLE,
    'OCCUPIED_TRANSITORY',
    'NOT_VACANT',
  ),
  act(
    'it is found occupied without title',
    on(DAY, 'UntitledOccupationFound'),
    DECLARABLE_STATES.filter((state) => state !== 'OCCUPIED_UNTITLED'),
    'OCCUPIED_UNTITLED',
    'ALREADY_OCCUPIED_UNTITLED',
  ),
  act('it is recovered', on(DAY, 'UnitRecovered'), ['OCCUPIED_UNTITLED'], 'VACANT_UNASSESSED', 'NOT_OCCUPIED_UNTITLED'),
  act('it is delivered', on(DAY, 'UnitDelivered'), ['UNDER_CONSTRUCTION'], 'VACANT_LETTABLE', 'NOT_TO_BE_DELIVERED'),
  act('it is put in a notice', on(DAY, 'UnitIncludedInNotice', { notice: 'n1' }), VACANT, 'same', 'NOT_VACANT'),
  act('it is set aside', on(DAY, 'UnitValorised', { purpose: 'valorisation' }), VACANT, 'VALORISED', 'NOT_VACANT'),
  act('it is put up for sale', on(DAY, 'UnitValorised', { purpose: 'sale' }), VACANT, 'VALORISED', 'NOT_VACANT'),
  act('it is no longer set aside', on(DAY, 'ValorisationEnded'), ['VALORISED'], 'VACANT_UNASSESSED', 'NOT_VALORISED'),
  act('it is sold', on(DAY, 'UnitAlienated'), LEAVING, 'OUT_OF_STOCK', 'NOT_VACANT'),
  act(
    'it is sold to its tenant',
    on(DAY, 'UnitAlienated', { toTenant: true }),
    [...LEAVING, ...OCCUPIED],
    'OUT_OF_STOCK',
    'NOT_VACANT',
  ),
  act('it is demolished', on(DAY, 'UnitDemolished'), LEAVING, 'OUT_OF_STOCK', 'NOT_VACANT'),
  act('it is split', on(DAY, 'UnitSplit', { into: NEW_UNITS }), LEAVING, 'OUT_OF_STOCK', 'NOT_VACANT'),
  act('it is no longer public housing', on(DAY, 'UnitReclassifiedOut'), VACANT, 'OUT_OF_STOCK', 'NOT_VACANT'),
  act(
    'its class changes',
    on(DAY, 'ServiceClassChanged', { to: 'SAS' }),
    DECLARABLE_STATES.filter((state) => state !== 'UNDER_ASSIGNMENT'),
    'same',
    'UNDER_ASSIGNMENT',
  ),
  act(
    'it is included in a lot',
    on(DAY, 'UnitIncludedInLot', { programme: 'p1', lot: '1' }),
    DECLARABLE_STATES,
    'same',
    '',
  ),
  act('it is designated SAT', on(DAY, 'UnitMovedToSat', { until: '2025-03-01' }), DECLARABLE_STATES, 'same', ''),
  act('another owner takes it', on(DAY, 'OwnershipTransferred', { to: '019002' }), DECLARABLE_STATES, 'same', ''),
  act('it is conferred', on(DAY, 'UnitConferred', { conferral: 'f1' }), DECLARABLE_STATES, 'same', ''),
];

const legal = ACTS.flatMap((given) => given.from.map((state) => ({ ...given, state: state as State })));
const illegal = ACTS.flatMap((given) =>
  DECLARABLE_STATES.filter((state) => state !== 'NOT_DECLARED' && !given.from.includes(state)).map((state) => ({
    ...given,
    state,
  })),
);

describe('a unit in a declared state', () => {
  it.each(legal)('given $state, when $when, then it can be', ({ state, fact, to }) => {
    given(registered('2024-01-01', state))
      .when(fact)
      .thenIs(to === 'same' ? state : to);
  });

  it.each(illegal)(
    'given $state, when $when, then it is refused because of that state: $code',
    ({ state, fact, code }) => {
      const rejection = given(registered('2024-01-01', state)).when(fact).thenRefused(code, 0);
      expect(rejection.details).toEqual({ refused: fact.type, refusedOn: DAY });
    },
  );
});

/** What a first fact says of a unit whose state nobody declared. */
const IMPLIED: Readonly<Record<string, LifecycleState>> = {
  'the title ends': 'OCCUPIED',
  'its release is forecast': 'OCCUPIED',
  'its release is no longer forecast': 'OCCUPIED',
  'the end of works is revised': 'UNDER_MAINTENANCE',
};

describe('a unit whose state was never declared contradicts nothing', () => {
  it.each(ACTS)('given NOT_DECLARED, when $when, then the result of that holds', ({ when, fact, to }) => {
    given(registered('2024-01-01', 'NOT_DECLARED'))
      .when(fact)
      .thenIs(IMPLIED[when] ?? (to === 'same' ? 'NOT_DECLARED' : to));
  });

  it('given NOT_DECLARED, when a swap is decided, then it is occupied and can be', () => {
    const stream = streamOf(
      registered('2024-01-01', 'NOT_DECLARED'),
      on(DAY, 'UnitAssigned', { channel: 'consensual-swap' }),
    );
    expect(foldAsOf(stream, unit.initial, unit.evolve)?.lifecycle).toBe('OCCUPIED');
  });
});

describe('back to the state before', () => {
  it.each(['VACANT_LETTABLE', 'VACANT_AS_IS', 'NOT_DECLARED'] as const)(
    'given a unit %s that was proposed, when the proposal is declined, then it is as before',
    (before) => {
      given(registered('2024-01-01', before), on('2024-02-01', 'AssignmentProposed'))
        .when(on(DAY, 'AssignmentDeclined'))
        .thenIs(before);
    },
  );

  it.each(VACANT)('given a unit %s that was set aside, when that ends, then it is as before', (before) => {
    const decided = given(registered('2024-01-01', before), on('2024-02-01', 'UnitValorised', { purpose: 'sale' }))
      .when(on(DAY, 'ValorisationEnded'))
      .thenIs(before);
    expect(decided.before?.saleOrValorisation).toBe('sale');
    expect(decided.after?.saleOrValorisation).toBeNull();
  });
});

describe('a unit that left the stock', () => {
  it.each(ACTS)('given a unit sold, when $when, then it is refused because of the sale', ({ fact }) => {
    given(registered('2024-01-01', 'VACANT_LETTABLE'), on('2024-02-01', 'UnitAlienated'))
      .when(fact)
      .thenRefused('UNIT_OUT_OF_STOCK', 1);
  });
});
