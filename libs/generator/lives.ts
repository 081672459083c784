import { born, bornOfSplit, building, MUNICIPALITY_SAID, undeclared } from './birth.js';
import { DAY } from './dates.js';
import { officeHours } from './recording.js';
import { Swaps } from './swaps.js';
import { untitledOccupation, tenancy } from './tenancy.js';
import { registeredAt, tell } from './told.js';
import type { UnitLife } from './unit-life.js';
import { slotsOf } from './units.js';
import { assigned, vacancy, valorised, works } from './vacancy.js';
import type { Survivor, World } from './world.js';

const RECORDED_TWICE = 0.003;

/** Lives every unit of the world, one after the other, and puts what is told of them in its rows. */
export function liveAll(world: World): void {
  const swaps = new Swaps(world);
  for (;;) {
    const part = world.parts.pop();
    if (part) {
      live(bornOfSplit(world, part), swaps, part.recorded);
      continue;
    }
    const unit = world.takeUnits(1);
    if (unit === undefined) return;
    const life = born(world, unit);
    const survivor = world.random.chance(RECORDED_TWICE) ? sameFlat(life) : undefined;
    if (survivor) recordedTwice(life, survivor);
    else live(life, swaps, 0);
  }
}

function live(life: UnitLife, swaps: Swaps, notBefore: number): void {
  while (!life.over) goOn(life);
  life.end();
  tell(life, notBefore);
  swaps.offer(life);
  if (!life.outOfStock && life.slots > 0 && notBefore === 0) {
    const { unit, owner, world } = life;
    const registeredOn = life.facts[0]!.day;
    world.addSurvivor(owner, world.units.municipality[unit]!, { unit, registeredOn, recorded: registeredAt(life) });
  }
}

function goOn(life: UnitLife): void {
  switch (life.phase) {
    case 'undeclared':
      return undeclared(life);
    case 'building':
      return building(life);
    case 'tenancy':
      return tenancy(life);
    case 'untitled':
      return untitledOccupation(life);
    case 'vacant':
      return vacancy(life);
    case 'works':
      return works(life);
    case 'proposed':
      return assigned(life);
    case 'valorised':
      return valorised(life);
    default:
      return unknownPhase(life.phase);
  }
}

function unknownPhase(phase: never): never {
  throw new TypeError(`no phase of a life: ${String(phase)}`);
}

/** The unit that a new record could be a second record of. */
function sameFlat({ world, owner, unit, slots, planned }: UnitLife): Survivor | undefined {
  return slots > 0 && !planned ? world.survivor(owner, world.units.municipality[unit]!) : undefined;
}

/** A second record of a flat: found out after some time, it was never stock, and its aliases go to the first record. */
function recordedTwice(life: UnitLife, survivor: Survivor): void {
  const { world, unit, facts, slots } = life;
  const { rows, random, span } = world;
  tell(life, 0);
  const { day } = facts[0]!;
  const known = Math.max(registeredAt(life), survivor.recorded);
  const found = officeHours(Math.min(Math.floor(known / DAY) + random.int(30, 900), span.end + 60), random);
  const last = facts[0]!.corrections.at(-1)?.recorded ?? 0;
  rows.begin(Math.max(found, known, last + 1));
  rows.push('UnitMerged', unit, day, survivor.unit, 0);
  const from = Math.max(day, survivor.registeredOn);
  for (const slot of slotsOf(slots)) rows.push('AliasReserved', unit, from, slot, survivor.unit);
  rows.push('UnitIdentified', survivor.unit, from, unit, slots & (MUNICIPALITY_SAID - 1));
}
