import { TERMINATION_CAUSES } from '#units/domain';
import type { UnitLife } from './unit-life.js';
import { NEW_CODE, OWN_CODE } from './units.js';
import { SOURCE_STATUSES } from './source-statuses.js';

/** From the tenant's entry, or the census, to the keys: about five years. */
export function tenancy(life: UnitLife): void {
  const { random } = life.world;
  if (random.chance(0.5)) {
    if (!life.after(300)) return;
    life.remark('SourceStatusReported', random.int(0, SOURCE_STATUSES.length - 1));
  }
  if (random.chance(0.05) && !satDesignation(life)) return;
  if (random.chance(0.012) && !transfer(life)) return;
  if (random.chance(0.01) && !recoding(life)) return;
  if (random.chance(0.004) && !conferral(life)) return;
  if (!life.after(1_600)) return;
  if (random.chance(0.012)) {
    life.say('UnitAlienated', 1);
    life.leaveStock();
    return;
  }
  if (!expectedEnd(life) || !life.after(50)) return;
  life.say('UnitReleased');
  life.phase = 'vacant';
}

/** A tenant's unit becomes a transitory service for a while: at most five years, renewals included. */
function satDesignation(life: UnitLife): boolean {
  const { random } = life.world;
  if (!life.isSap || life.satUntil !== null) return true;
  if (!life.after(200)) return false;
  const from = life.day;
  life.satUntil = from + random.int(300, 1_000);
  life.say('UnitMovedToSat', life.satUntil);
  if (!life.after(200)) return false;
  if (random.chance(0.4) && life.day <= life.satUntil) {
    life.satUntil = from + random.int(1_000, 1_800);
    life.say('SatRenewed', life.satUntil);
    if (!life.after(200)) return false;
  }
  life.say('UnitReturnedFromSat');
  life.satUntil = null;
  return true;
}

/** Between a Comune and the ALER of its Ambito. */
function transfer(life: UnitLife): boolean {
  const { territory, units } = life.world;
  if (!life.after(200)) return false;
  const to = territory.isAler(life.owner) ? units.municipality[life.unit]! : territory.alerOf(life.ambito);
  life.say('OwnershipTransferred', to);
  life.turn(to, life.serviceClass);
  return true;
}

/** The owner gives the unit another code. */
function recoding(life: UnitLife): boolean {
  if (!(life.slots & (1 << OWN_CODE)) || life.slots & (1 << NEW_CODE)) return true;
  if (!life.after(100)) return false;
  life.say('AliasReleased', OWN_CODE);
  life.slots &= ~(1 << OWN_CODE);
  if (!life.after(5)) return false;
  life.say('UnitIdentified', life.unit, 1 << NEW_CODE);
  life.slots |= 1 << NEW_CODE;
  return true;
}

function conferral(life: UnitLife): boolean {
  if (life.conferred) return true;
  if (!life.after(100)) return false;
  const { random, calendar } = life.world;
  life.say('UnitConferred', random.int(0, calendar.conventionsOn(life.day) - 1));
  life.conferred = true;
  return true;
}

/** Notice is given, the release is expected. */
function expectedEnd(life: UnitLife): boolean {
  const { random } = life.world;
  if (random.chance(0.25)) {
    if (!life.after(60)) return false;
    life.remark('ReleaseForecast', life.day + random.int(30, 300));
    if (random.chance(0.15)) {
      if (!life.after(30)) return false;
      life.remark('ReleaseForecastWithdrawn');
    }
  }
  if (!random.chance(0.85)) return true;
  if (!life.after(60)) return false;
  life.remark('TenancyTerminated', random.int(0, TERMINATION_CAUSES.length - 1));
  return true;
}

/** A unit occupied without title until it is recovered. */
export function untitledOccupation(life: UnitLife): void {
  if (!life.after(150)) return;
  life.say('UnitRecovered');
  life.phase = 'vacant';
}
