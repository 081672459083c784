import fc from 'fast-check';
import type { StoredEvent } from '#event-store';
import { TestLog, testUuid } from './test-log.js';

const UNITS = ['u1', 'u2', 'u3', 'u4'].map(testUuid);
const OWNERS = ['019036', 'aler-cremona'];
const ALIASES = ['3161156', '3161157', '49-00363-005/18410560', '50%_a'];

const day = fc
  .integer({ min: 0, max: 40 })
  .map((days) => new Date(Date.UTC(2024, 11, 1 + days)).toISOString().slice(0, 10));
const alias = fc.constantFrom(...ALIASES).map((value) => ({ scheme: 'regional', value }));

/** Facts of a unit with fields that the folds read; any may come anywhere, for the folds are total. */
const unitFact = fc.oneof(
  fc.record({ owner: fc.constantFrom(...OWNERS), aliases: fc.array(alias, { maxLength: 2 }) }).map((data) => ({
    type: 'UnitRegistered',
    data: {
      ...data,
      municipality: '019036',
      ambito: 'cremonese',
      serviceClass: 'SAP',
      stock: 'IN_STOCK',
      lifecycle: 'OCCUPIED',
    },
  })),
  fc
    .constantFrom('UnitReleased', 'MaintenanceCompleted', 'UnitPlacedUnderMaintenance', 'UnitAlienated')
    .map((type) => ({
      type,
      data: {},
    })),
  fc.constantFrom('lettable', 'as-is', 'not-lettable').map((outcome) => ({ type: 'UnitInspected', data: { outcome } })),
  fc.constantFrom('public-notice', 'transitory').map((channel) => ({
    type: 'UnitAssigned',
    data: { channel, household: 'nucleo-17', indigent: true },
  })),
  fc.array(alias, { minLength: 1, maxLength: 2 }).map((aliases) => ({ type: 'UnitIdentified', data: { aliases } })),
  alias.map((released) => ({ type: 'AliasReleased', data: { alias: released } })),
  day.map((until) => ({ type: 'UnitMovedToSat', data: { until } })),
  fc.constantFrom(...OWNERS).map((to) => ({ type: 'OwnershipTransferred', data: { to } })),
  fc.constantFrom('1', '2').map((lot) => ({ type: 'UnitIncludedInLot', data: { programme: 'p', lot } })),
);

const bodyFact = fc.oneof(
  fc.constant({ type: 'BodyRegistered', data: { kind: 'COMUNE', name: 'Cremona', ambiti: ['cremonese'] } }),
  fc.constantFrom('Cremona', 'CREMONA').map((name) => ({ type: 'BodyRenamed', data: { name } })),
  fc.constantFrom(...OWNERS).map((to) => ({ type: 'ManagementDelegated', data: { to } })),
);

const step = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ stream: fc.constantFrom(...UNITS.map((id) => `unit-${id}`)), fact: unitFact, on: day }),
  },
  { weight: 1, arbitrary: fc.record({ stream: fc.constant('body-019036'), fact: bodyFact, on: day }) },
  {
    weight: 1,
    arbitrary: fc.record({
      stream: fc.constant('alias-regional-3161156'),
      fact: fc.constant({ type: 'AliasReserved', data: { scheme: 'regional', value: '3161156', unit: UNITS[0] } }),
      on: day,
    }),
  },
);

/** What happens: a fact, and perhaps the annulment of the fact so many places before, perhaps with this one instead. */
const happening = fc.record({
  step,
  annuls: fc.option(fc.nat({ max: 20 }), { freq: 4 }),
  replaces: fc.boolean(),
});

/** Random histories: back-dated facts, annulments, replacements, same-day facts, several aggregates. */
export const happenings = fc.array(happening, { minLength: 1, maxLength: 40 });

export type Happening = typeof happening extends fc.Arbitrary<infer H> ? H : never;

/** Writes the history into a log. */
export async function logOf(history: readonly Happening[]): Promise<TestLog> {
  const log = new TestLog();
  const facts: StoredEvent[] = [];
  for (const {
    step: { stream, fact, on },
    annuls,
    replaces,
  } of history) {
    const target = annuls === null ? undefined : facts.splice(-1 - annuls, 1)[0];
    if (target) await log.annul(target);
    const replaced = target && replaces && target.stream === stream ? { replaces: target.id } : {};
    facts.push(await log.record(stream, fact.type, { ...fact.data, ...replaced, effectiveOn: on }));
  }
  return log;
}
