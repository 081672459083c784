import { registrationOfPart } from './birth.js';
import { correct } from './corrections.js';
import { MINUTE } from './dates.js';
import { record } from './recording.js';
import type { LifeFact, UnitLife } from './unit-life.js';
import { slotsOf } from './units.js';
import { OWN_CODE, REGIONAL } from './units.js';

const PLACES = 7;
const PART_ALIASES = [REGIONAL, OWN_CODE];

/** Turns a life into rows: recorded late, partly corrected, each command's events together. */
export function tell(life: UnitLife, notBefore: number): void {
  record(life.facts, life.world.random, notBefore);
  correct(life);
  for (const fact of life.facts) {
    const row = tellFact(life, fact);
    tellCorrections(life, fact, row);
  }
}

/** @returns the fact's own row */
function tellFact(life: UnitLife, fact: LifeFact): number {
  const { rows } = life.world;
  const { unit } = life;
  const { kind, day, a, b } = fact;
  rows.begin(fact.recorded);
  switch (kind) {
    case 'UnitRegistered':
      reserve(life, unit, day, a >> 13, unit);
      break;
    case 'UnitIdentified':
      reserve(life, a, day, b & PLACES, unit);
      break;
    default:
      break;
  }
  const row = rows.push(kind, unit, day, a, b);
  if (kind === 'AliasReleased') rows.push('AliasFreed', unit, day, a, unit);
  if (kind === 'UnitSplit') registerParts(life, fact);
  return row;
}

function reserve(life: UnitLife, ofUnit: number, day: number, slots: number, holder: number): void {
  for (const slot of slotsOf(slots)) life.world.rows.push('AliasReserved', ofUnit, day, slot, holder);
}

/** The parts are registered in the command that splits the unit, and live on from there. */
function registerParts(life: UnitLife, { day, a: first, b: count, recorded }: LifeFact): void {
  const { rows, units, parts } = life.world;
  const { owner, serviceClass } = life;
  for (let unit = first; unit < first + count; unit++) {
    units.municipality[unit] = units.municipality[life.unit]!;
    units.owner[unit] = owner;
    units.splitFrom[unit] = life.unit;
    for (const slot of PART_ALIASES) rows.push('AliasReserved', unit, day, slot, unit);
    rows.push('UnitRegistered', unit, day, registrationOfPart(serviceClass));
    parts.push({ unit, from: life.unit, day, recorded, serviceClass, owner });
  }
}

function tellCorrections(life: UnitLife, { kind, day, corrections }: LifeFact, row: number): void {
  const { rows } = life.world;
  let target = row;
  let stood = day;
  for (const { recorded, reason, replacement } of corrections) {
    rows.begin(recorded);
    rows.push('EventAnnulled', life.unit, stood, target, reason);
    if (!replacement) return;
    target = rows.push(kind, life.unit, replacement.day, replacement.a, replacement.b, target);
    stood = replacement.day;
  }
}

/** When the registration of a life was recorded. */
export function registeredAt({ facts }: UnitLife): number {
  return facts[0]!.recorded + MINUTE;
}
