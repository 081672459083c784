import { CorrectUnit, RegisterUnit } from '#units/commands';
import type { Registration } from '#units/commands';
import type { UnitFact } from '#units/domain';
import { VACANCY_TYPES } from '../mapping-tables/vacancy-type.js';
import type { ListedUnit } from '../submission/index.js';
import { standing, type Desk } from './desk.js';
import { registration } from './listed-state.js';
import { LISTED_CLASS, matchUnits, type Match } from './matching.js';
import { labelOf, UnitEdits } from './unit-edits.js';
import { UnitRows } from './unit-rows.js';

/** The units that lists name, brought to what the lists say. */
export async function reconcileUnits(desk: Desk): Promise<readonly Match[]> {
  const matches = await matchUnits(desk);
  for (const match of matches) {
    if (match.kind === 'new') registerListed(desk, match.unit, match.ordinal);
    else await reconcileKnown(desk, match);
  }
  return matches;
}

async function reconcileKnown(desk: Desk, match: Exclude<Match, { kind: 'new' }>): Promise<void> {
  const { unit, unitId } = match;
  const events = await desk.events(`unit-${unitId}`);
  if (match.kind === 'counted' && unit.aliases.length === 0) await adopt(desk, unit, unitId, match.ordinal);
  const edits = new UnitEdits(desk, unit, unitId);
  new UnitRows(desk, unit, events, edits).reconcile();
  edits.finish();
}

/**
 * A row *non comunicato* more than before: one of the units of the stock count takes its place in the list, so that the
 * stock stays what was counted and the row finds that unit again.
 */
async function adopt(desk: Desk, unit: ListedUnit, unitId: string, ordinal: number): Promise<void> {
  const target = standing(await desk.events(`unit-${unitId}`)).find((event) => event.type === 'UnitRegistered');
  if (!target) return;
  const replacement: UnitFact = {
    type: 'UnitRegistered',
    data: { ...registration(target), provisional: { list: 'e', ordinal } },
  };
  const reason = `${desk.ambito} ${desk.year}: elenco e, riga non comunicata`;
  desk.changes.add({
    kind: 'adopt-counted-unit',
    stage: 'units',
    lane: `unit-${unitId}`,
    key: [unitId],
    base: target.id,
    content: { ordinal },
    row: unit,
    it: `Uno degli alloggi contati di ${unit.owner.name} è quello, non comunicato, dell’elenco e.`,
    en: `One of the counted units of ${unit.owner.name} is the one, not communicated, of list e.`,
    command: (context) =>
      new CorrectUnit(context, unitId, [{ target: target.id, reason, replacements: [replacement] }]),
  });
}

function registerListed(desk: Desk, unit: ListedUnit, ordinal: number): void {
  const data: Registration = {
    ...registrationOf(desk, unit.owner.id, unit.municipality),
    serviceClass: LISTED_CLASS,
    lifecycle: unit.state,
    aliases: [...unit.aliases],
    ...(unit.aliases.length === 0 && { provisional: { list: 'e', ordinal } }),
  };
  desk.changes.add({
    kind: 'register-unit',
    stage: 'units',
    lane: `unit-${unit.key}`,
    key: unit.aliases.length === 0 ? [unit.owner.id, LISTED_CLASS, 'e', ordinal] : [unit.key],
    content: data,
    row: unit,
    makes: unit.key,
    it: `Registra l’alloggio ${labelOf(unit)} di ${unit.owner.name}: ${unit.state}.`,
    en: `Register unit ${labelOf(unit)} of ${unit.owner.name}: ${unit.state}.`,
    command: (context) => new RegisterUnit(context, data),
  });
  if (unit.lot) includeNew(desk, unit, unit.lot);
}

/** What every registration of a census says. */
export function registrationOf(desk: Desk, owner: string, municipality: string | null) {
  const { censusOn: effectiveOn, ambito, year: census } = desk;
  return { effectiveOn, owner, municipality, ambito, stock: 'IN_STOCK', census } as const;
}

function includeNew(desk: Desk, unit: ListedUnit, row: NonNullable<ListedUnit['lot']>): void {
  const effectiveOn = desk.censusOn;
  const programme = desk.manifest.assumptions.programme!.id;
  const edits = new UnitEdits(desk, unit, null);
  edits.record({ type: 'UnitIncludedInLot', data: { effectiveOn, programme, lot: row.lot } }, row);
  if (row.status) {
    const { system, version: mapping } = VACANCY_TYPES;
    edits.record({ type: 'SourceStatusReported', data: { effectiveOn, system, ...row.status, mapping } }, row);
  }
  edits.finish();
}
