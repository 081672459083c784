import type { UnitLife } from './unit-life.js';

const PARTS = 2;

/** A vacant unit leaves the stock. */
export function leaving(life: UnitLife): void {
  const { random } = life.world;
  if (!life.after(60)) return;
  const way = random.weighted([30, 20, 15, 15, 20]);
  if (way === 1 && split(life)) return;
  if (way === 2 && join(life)) return;
  if (way === 3) life.say('UnitReclassifiedOut');
  else if (way === 4) life.say('UnitAlienated');
  else life.say('UnitDemolished');
  life.leaveStock();
}

/** Divided into two, which are registered in the same command. */
function split(life: UnitLife): boolean {
  const first = life.world.takeUnits(PARTS);
  if (first === undefined) return false;
  life.say('UnitSplit', first, PARTS);
  life.leaveStock();
  return true;
}

/** Made one with the flat beside it. */
function join(life: UnitLife): boolean {
  const { units } = life.world;
  const beside = life.world.survivor(life.owner, units.municipality[life.unit]!);
  if (!beside || beside.registeredOn >= life.day) return false;
  life.say('UnitMerged', beside.unit, 1, beside.recorded);
  life.leaveStock();
  return true;
}
