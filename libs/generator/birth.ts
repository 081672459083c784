import { PROVISIONAL_LISTS, type LifecycleState } from '#units/domain';
import { RENOVATION_LOTS } from './calendar.js';
import { LIST_OF_STOCK, packed, SAP, SAS, type Registration } from './registration.js';
import { UnitLife, type Phase } from './unit-life.js';
import { OWN_CODE, REGIONAL } from './units.js';
import type { Part, World } from './world.js';

type Declared = Registration['lifecycle'];

const CENSUS_STATES: readonly (readonly [Declared, Phase, number])[] = [
  ['OCCUPIED', 'tenancy', 800],
  ['OCCUPIED_TRANSITORY', 'tenancy', 10],
  ['OCCUPIED_UNTITLED', 'untitled', 10],
  ['VACANT_UNASSESSED', 'vacant', 30],
  ['VACANT_LETTABLE', 'vacant', 25],
  ['VACANT_AS_IS', 'vacant', 20],
  ['VACANT_NOT_LETTABLE', 'vacant', 25],
  ['UNDER_MAINTENANCE', 'works', 20],
  ['UNDER_ASSIGNMENT', 'proposed', 8],
  ['VALORISED', 'valorised', 5],
];
const WEIGHTS = CENSUS_STATES.map(([, , weight]) => weight);
const LATER_STATES: readonly (readonly [Declared, Phase])[] = [
  ['OCCUPIED', 'tenancy'],
  ['VACANT_LETTABLE', 'vacant'],
];
const LIST_OF_FREE = PROVISIONAL_LISTS.indexOf('e');

/** Registers a new unit, by the census of the first day or later, and begins its life. */
export function born(world: World, unit: number): UnitLife {
  const { random, territory, units, span } = world;
  const municipality = territory.pickMunicipality(random);
  const ambito = territory.ambitoOf[municipality]!;
  const owner = random.chance(0.6) ? territory.alerOf(ambito) : municipality;
  units.municipality[unit] = municipality;
  units.owner[unit] = owner;
  const serviceClass = random.weighted([85, 12, 3]);
  const census = random.chance(0.85);
  const life = new UnitLife(
    world,
    unit,
    census ? span.first : random.int(span.first, span.end - 1),
    owner,
    serviceClass,
  );
  if (!census) registeredLater(life);
  else if (random.chance(0.05)) provisional(life);
  else counted(life);
  return life;
}

/** The life of a unit that a split made; its registration is told already. */
export function bornOfSplit(world: World, { unit, day, owner, serviceClass }: Part): UnitLife {
  const life = new UnitLife(world, unit, day, owner, serviceClass);
  life.slots = (1 << REGIONAL) | (1 << OWN_CODE);
  life.phase = 'vacant';
  return life;
}

/** What is registered of a part of a split unit. */
export function registrationOfPart(serviceClass: number): number {
  return packed({ ...PLAIN, serviceClass, lifecycle: 'VACANT_UNASSESSED', slots: (1 << REGIONAL) | (1 << OWN_CODE) });
}

const PLAIN: Registration = {
  serviceClass: SAP,
  lifecycle: 'OCCUPIED',
  planned: false,
  additional: false,
  list: -1,
  municipalityKnown: true,
  census: false,
  slots: 0,
  ordinal: 0,
};

function register(life: UnitLife, said: Partial<Registration> & { lifecycle: LifecycleState & Declared }): void {
  life.slots = said.slots ?? 0;
  life.say('UnitRegistered', packed({ ...PLAIN, serviceClass: life.serviceClass, ...said }), said.ordinal ?? 0);
}

function counted(life: UnitLife): void {
  const [lifecycle, phase] = CENSUS_STATES[life.world.random.weighted(WEIGHTS)]!;
  register(life, { lifecycle, census: true, slots: aliasesOf(life) });
  life.phase = phase;
}

/** Known by a count alone, or as a row of a list without a code. */
function provisional(life: UnitLife): void {
  const { random, territory } = life.world;
  const list = random.chance(0.85) ? LIST_OF_STOCK : LIST_OF_FREE;
  register(life, {
    lifecycle: list === LIST_OF_STOCK ? 'NOT_DECLARED' : 'VACANT_LETTABLE',
    census: true,
    list,
    municipalityKnown: !territory.isAler(life.owner) || random.chance(0.5),
    ordinal: life.world.nextOrdinal(life.owner, life.ambito, life.serviceClass, list),
  });
  life.phase = 'undeclared';
}

/** Built, conferred by a private owner, or acquired. */
function registeredLater(life: UnitLife): void {
  const { random, calendar, units } = life.world;
  const slots = aliasesOf(life);
  if (random.chance(0.35)) {
    const planned = random.chance(0.7);
    register(life, { lifecycle: 'UNDER_CONSTRUCTION', planned, additional: !planned, slots });
    life.phase = 'building';
    life.planned = planned;
    return;
  }
  if (random.chance(0.1)) {
    units.convention[life.unit] = random.int(0, calendar.conventionsOn(life.day) - 1);
    life.conferred = true;
  }
  const [lifecycle, phase] = LATER_STATES[random.int(0, 1)]!;
  register(life, { lifecycle, additional: true, slots });
  life.phase = phase;
}

/** A unit of a new building, until it is delivered. */
export function building(life: UnitLife): void {
  const { random, calendar, territory } = life.world;
  if (random.chance(0.8)) {
    if (!life.after(60)) return;
    const programme = calendar.programmeOn(life.day);
    if (programme !== -1) {
      life.lot = {
        programme: programme * 2 + Number(territory.isAler(life.owner)),
        lot: RENOVATION_LOTS,
        delivered: false,
      };
      life.say('UnitIncludedInLot', life.lot.programme, life.lot.lot);
    }
  }
  if (!life.after(400)) return;
  life.say('UnitDelivered');
  if (life.lot) life.lot.delivered = true;
  life.enterStock();
  life.phase = 'vacant';
}

/** A provisional unit, until somebody says which it is: not all ever are. */
export function undeclared(life: UnitLife): void {
  const { random } = life.world;
  if (!random.chance(0.6)) {
    life.over = true;
    return;
  }
  if (!life.after(1_200)) return;
  life.slots = aliasesOf(life);
  life.say('UnitIdentified', life.unit, life.slots | MUNICIPALITY_SAID);
  const listed = life.facts[0]!.b > 0 && isFree(life.facts[0]!.a);
  life.phase = listed || random.chance(0.2) ? 'vacant' : 'tenancy';
}

/** Beside the places of the aliases: an identification says the municipality too. */
export const MUNICIPALITY_SAID = 8;

function isFree(a: number): boolean {
  return ((a >> 8) & 7) - 1 === LIST_OF_FREE;
}

function aliasesOf({ world: { random } }: UnitLife): number {
  return (1 << REGIONAL) | (random.chance(0.5) ? 1 << OWN_CODE : 0);
}

/** Whether a registration in another class was a mistake that can be corrected: nothing told since depends on it. */
export function mistakableClass({ serviceClass, facts }: UnitLife): boolean {
  return serviceClass === SAS && facts.every(({ kind }) => kind !== 'ServiceClassChanged' && kind !== 'UnitMovedToSat');
}
