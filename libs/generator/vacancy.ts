import { ASSIGNMENT_CHANNELS, INSPECTION_OUTCOMES, type AssignmentChannel } from '#units/domain';
import { RENOVATION_LOTS } from './calendar.js';
import { leaving } from './leaving.js';
import { SAP, SAS } from './registration.js';
import { SOURCE_STATUSES } from './source-statuses.js';
import { NEITHER, type UnitLife } from './unit-life.js';

const AS_IS = INSPECTION_OUTCOMES.indexOf('as-is');
const NOT_LETTABLE = INSPECTION_OUTCOMES.indexOf('not-lettable');
const INDIGENT = 8;
const TAKEN_AS_IS = 16;

/** From the keys back to the next tenant: inspection, works, notice, proposals, assignment. */
export function vacancy(life: UnitLife): void {
  const { random } = life.world;
  life.asIs = false;
  if (life.satUntil !== null && random.chance(0.8)) {
    if (!life.after(10)) return;
    life.say('UnitReturnedFromSat');
    life.satUntil = null;
  }
  if (random.chance(0.018)) return leaving(life);
  if (random.chance(0.03)) {
    if (!life.after(30)) return;
    life.say('UntitledOccupationFound');
    life.phase = 'untitled';
    return;
  }
  if (random.chance(0.015)) {
    if (!life.after(60)) return;
    life.say('UnitValorised', random.int(0, 1));
    life.phase = 'valorised';
    return;
  }
  assessment(life);
}

/** Set aside for sale: sold, or back among the vacant. */
export function valorised(life: UnitLife): void {
  if (!life.after(300)) return;
  if (life.world.random.chance(0.5)) {
    life.say('UnitAlienated');
    life.leaveStock();
    return;
  }
  life.say('ValorisationEnded');
  assessment(life);
}

function assessment(life: UnitLife): void {
  const { random } = life.world;
  if (!life.after(25)) return;
  const outcome = random.weighted([45, 12, 43]);
  if (outcome === NOT_LETTABLE || random.chance(0.2)) {
    life.remark('UnitInspected', outcome);
    life.phase = 'works';
    if (!toWorks(life)) return;
    works(life);
    return;
  }
  life.asIs = outcome === AS_IS;
  life.say('UnitInspected', outcome);
  letting(life);
}

/** Into a lot, often; then the works begin. */
function toWorks(life: UnitLife): boolean {
  const { random, calendar, territory } = life.world;
  if (random.chance(0.35) && (life.lot === null || life.lot.delivered)) {
    if (!life.after(30)) return false;
    const programme = calendar.programmeOn(life.day);
    if (programme !== -1) {
      const lot = random.int(0, RENOVATION_LOTS - 1);
      life.lot = { programme: programme * 2 + Number(territory.isAler(life.owner)), lot, delivered: false };
      life.say('UnitIncludedInLot', life.lot.programme, lot);
    }
  }
  if (!life.after(45)) return false;
  life.say('UnitPlacedUnderMaintenance', random.chance(0.7) ? life.day + random.int(60, 300) : 0);
  return true;
}

/** The works in course, to their end. */
export function works(life: UnitLife): void {
  const { random } = life.world;
  if (random.chance(0.4)) {
    if (!life.after(60)) return;
    life.remark('MaintenanceForecastRevised', life.day + random.int(30, 200));
  }
  if (!life.after(90)) return;
  life.say('MaintenanceCompleted');
  if (life.lot) {
    life.lot.delivered = true;
    if (random.chance(0.1)) {
      if (!life.after(20)) return;
      life.say('UnitRemovedFromLot', life.lot.programme, life.lot.lot);
      life.lot = null;
    }
  }
  letting(life);
}

/** A lettable unit: offered, proposed, assigned. */
export function letting(life: UnitLife): void {
  const { random } = life.world;
  if (random.chance(0.5)) {
    if (!life.after(15)) return;
    life.remark('SourceStatusReported', random.int(0, SOURCE_STATUSES.length - 1));
  }
  if (random.chance(0.02) && life.satUntil === null) {
    if (!life.after(30)) return;
    const to = life.isSap ? SAS : SAP;
    life.say('ServiceClassChanged', to);
    life.turn(life.owner, to);
  }
  if (random.chance(0.04) && life.isSap && life.satUntil === null) {
    if (!life.after(20)) return;
    life.satUntil = life.day + random.int(300, 1_800);
    life.say('UnitMovedToSat', life.satUntil);
  }
  if (!offer(life)) return;
  while (random.chance(0.75)) {
    if (!life.after(25)) return;
    life.say('AssignmentProposed', life.notice);
    if (!random.chance(0.22)) break;
    if (!life.after(15)) return;
    life.say('AssignmentDeclined');
  }
  assigned(life);
}

/** Into the public notice that is open, and now and then out of it again. */
function offer(life: UnitLife): boolean {
  const { random, calendar } = life.world;
  if (life.notice !== NEITHER || !random.chance(0.6)) return true;
  if (!life.after(20)) return false;
  const notice = calendar.noticeOn(life.day);
  if (notice === -1) return true;
  life.say('UnitIncludedInNotice', notice);
  life.notice = notice;
  if (!random.chance(0.06)) return true;
  if (!life.after(20)) return false;
  life.say('UnitRemovedFromNotice', notice);
  life.notice = NEITHER;
  return true;
}

/** The proposal, if one is open, is taken up. */
export function assigned(life: UnitLife): void {
  if (!life.after(25)) return;
  const { random } = life.world;
  const flags = (random.chance(0.2) ? INDIGENT : 0) | (life.asIs ? TAKEN_AS_IS : 0);
  life.say('UnitAssigned', ASSIGNMENT_CHANNELS.indexOf(channelOf(life)) | flags, life.notice);
  life.notice = NEITHER;
  if (life.lot) life.lot.delivered = true;
  life.phase = 'tenancy';
}

function channelOf(life: UnitLife): AssignmentChannel {
  if (life.satUntil !== null) return 'transitory';
  if (life.notice !== NEITHER) return 'public-notice';
  return (['public-notice', 'mobility', 'police-and-fire', 'derogation'] as const)[
    life.world.random.weighted([50, 32, 8, 10])
  ]!;
}

/** What an assignment's first parameter says. */
export function assignmentOf(a: number): {
  readonly channel: AssignmentChannel;
  readonly indigent: boolean;
  readonly asIs: boolean;
} {
  return { channel: ASSIGNMENT_CHANNELS[a & 7]!, indigent: Boolean(a & INDIGENT), asIs: Boolean(a & TAKEN_AS_IS) };
}

/** The same assignment, to a household that is or is not indigent. */
export function otherHousehold(a: number): number {
  return a ^ INDIGENT;
}
