import { TERMINATION_CAUSES } from '#units/domain';
import { mistakableClass } from './birth.js';
import { DAY } from './dates.js';
import { LATEST_DAYS, officeHours } from './recording.js';
import type { FactKind } from './event-rows.js';
import { SAP } from './registration.js';
import { SOURCE_STATUSES } from './source-statuses.js';
import type { Correction, LifeFact, UnitLife } from './unit-life.js';
import { otherHousehold } from './vacancy.js';

/** Why events are annulled. */
export const REASONS = [
  'data errata',
  'dato errato',
  'registrato per errore',
  'classe errata alla registrazione',
] as const;
const WRONG_DATE = 0;
const WRONG_VALUE = 1;
const NOT_SO = 2;
const WRONG_CLASS = 3;

/** Share of the facts that are corrected: about 3% of a history's events are then annulments. */
const CORRECTED = 0.049;
const CORRECTED_AGAIN = 0.08;
const CLASS_MISTAKEN = 0.03;
/** Corrections come 20 to 700 days after the fact was recorded. */
const SOONEST = 20;
const LATEST = 700;

/** Facts whose day says nothing of a lot, a notice, a convention or a period. */
const MOVABLE: ReadonlySet<FactKind> = new Set<FactKind>([
  'TenancyTerminated',
  'UnitReleased',
  'UnitInspected',
  'MaintenanceForecastRevised',
  'UnitPlacedUnderMaintenance',
  'MaintenanceCompleted',
  'AssignmentProposed',
  'AssignmentDeclined',
  'UnitAssigned',
  'UntitledOccupationFound',
  'UnitRecovered',
  'ReleaseForecast',
  'ReleaseForecastWithdrawn',
  'ServiceClassChanged',
  'OwnershipTransferred',
  'UnitDelivered',
  'SourceStatusReported',
]);

/**
 * Corrects some of a life's recorded facts: another date between the facts around it, another value, or not so at all.
 * The order of the facts stays, so what was legal stays legal.
 */
export function correct(life: UnitLife): void {
  const { facts } = life;
  const { random } = life.world;
  if (mistakableClass(life) && facts[0]?.kind === 'UnitRegistered' && random.chance(CLASS_MISTAKEN)) {
    mistakeClass(life, facts[0]);
  }
  for (let i = 0; i < facts.length; i++) {
    const fact = facts[i]!;
    const before = facts[i - 1];
    // Beside a fact that was moved there is no telling where this one could go.
    if (!MOVABLE.has(fact.kind) || !before || before.corrections.length > 0) continue;
    if (random.chance(CORRECTED)) correctFact(life, fact, before, facts[i + 1]);
  }
}

function correctFact(life: UnitLife, fact: LifeFact, before: LifeFact, next: LifeFact | undefined): void {
  const { random, span } = life.world;
  const end = next?.day ?? Math.min(span.end, fact.day + 60);
  const room = end - before.day - 1;
  if (!fact.needed && random.chance(0.45)) return add(life, fact, NOT_SO, null);
  if (room < 2 || random.chance(0.4)) {
    const value = otherValue(fact, random.int(1, 60));
    if (value !== undefined) add(life, fact, WRONG_VALUE, { day: fact.day, a: value, b: fact.b });
    return;
  }
  add(life, fact, WRONG_DATE, { day: before.day + random.int(1, room), a: fact.a, b: fact.b });
  if (random.chance(CORRECTED_AGAIN)) {
    add(life, fact, WRONG_DATE, { day: before.day + random.int(1, room), a: fact.a, b: fact.b });
  }
}

function add(life: UnitLife, fact: LifeFact, reason: number, replacement: Correction['replacement']): void {
  const { random, span } = life.world;
  const known = fact.corrections.at(-1)?.recorded ?? fact.recorded;
  const recorded = officeHours(Math.floor(known / DAY) + random.int(SOONEST, LATEST), random);
  if (recorded < (span.end + LATEST_DAYS) * DAY) fact.corrections.push({ recorded, reason, replacement });
}

function otherValue({ kind, a }: LifeFact, by: number): number | undefined {
  switch (kind) {
    case 'TenancyTerminated':
      return (a + 1) % TERMINATION_CAUSES.length;
    case 'UnitAssigned':
      return otherHousehold(a);
    case 'SourceStatusReported':
      return (a + 1) % SOURCE_STATUSES.length;
    case 'ReleaseForecast':
    case 'MaintenanceForecastRevised':
      return a + by;
    case 'UnitPlacedUnderMaintenance':
      return a === 0 ? undefined : a + by;
    default:
      return undefined;
  }
}

/** A SAS unit was first registered as SAP. */
function mistakeClass(life: UnitLife, registration: LifeFact): void {
  const { day, a, b } = registration;
  add(life, registration, WRONG_CLASS, { day, a, b });
  if (registration.corrections.length > 0) life.facts[0] = { ...registration, a: (a & ~3) | SAP };
}

/** The days on which a fact ever stood: those of its corrections and its own. */
export function daysOf({ day, corrections }: LifeFact): readonly number[] {
  return [day, ...corrections.flatMap(({ replacement }) => replacement?.day ?? [])];
}
