import type { StoredEvent } from '#event-store';
import { placeOf } from '../row-report.js';
import type { HeldUnit } from '../register-port.js';
import { unitLabel } from '#units/domain';
import type { Role } from '../dialects/cremona-annual-plan.js';
import type { Desk } from './desk.js';
import { stateStated } from './listed-state.js';
import { idsOf, type Match } from './matching.js';

const LISTS: readonly Role[] = ['e1-vacant-units', 'annex-b-vacant-and-as-is', 'annex-b-renovation-lots'];

/**
 * Units that an import named and that no row names now. Of this year's import: the row has vanished. Of another year's: a
 * finding while the register still has them vacant or under works on the day of the census. Nothing changes.
 */
export async function tellUnlisted(desk: Desk, matches: readonly Match[]): Promise<void> {
  const { members, stock, roles } = desk.submission;
  if (!LISTS.every((role) => roles.has(role) || desk.manifest.files[role] === undefined)) return;
  const matched = new Set(idsOf(matches).values());
  const owners = new Set([
    ...(members ?? []).map(({ body }) => body.id),
    ...(stock ?? []).map(({ owner }) => owner.id),
  ]);
  for (const owner of [...owners].sort()) {
    const held = (await desk.unitsOf(owner)).filter((unit) => isNamed(unit) && !matched.has(unit.unitId));
    for (const unit of held.sort((a, b) => (a.unitId < b.unitId ? -1 : 1))) await tellUnit(desk, unit);
  }
}

function isNamed({ latest }: HeldUnit): boolean {
  return latest.aliases.length > 0 || (latest.provisional !== null && latest.provisional.list !== 'a');
}

async function tellUnit(desk: Desk, { unitId, at, latest }: HeldUnit): Promise<void> {
  const events = await desk.events(`unit-${unitId}`);
  const listing = (event: StoredEvent) => stateStated(event) !== undefined || event.type === 'UnitIncludedInLot';
  const label = unitLabel(unitId, latest.aliases);
  const own = events.findLast((event) => listing(event) && desk.isOwn(event));
  if (own) {
    const role = desk.roleOf(own);
    if (role === undefined || !desk.submission.roles.has(role)) return;
    desk.reports.warning('ROW_VANISHED', placeOf(desk.manifest.files[role] ?? '', null, 'unit_id', label), {
      it: `La riga di ${label} non c’è più: nel registro l’alloggio resta com’è.`,
      en: `The row of ${label} is gone: the register keeps the unit as it is.`,
    });
    return;
  }
  const waits =
    at?.stock === 'IN_STOCK' && (at.lifecycle.startsWith('VACANT_') || at.lifecycle === 'UNDER_MAINTENANCE');
  if (!waits || !events.some((event) => listing(event) && desk.isOfImport(event))) return;
  const file = desk.manifest.files['e1-vacant-units'] ?? desk.manifest.files['annex-b-vacant-and-as-is'] ?? '';
  desk.reports.warning('NO_LONGER_LISTED', placeOf(file, null, 'unit_id', label), {
    it: `Nel registro, alla data del censimento, ${label} è ${at.lifecycle}, ma nessun elenco lo nomina: non cambia.`,
    en: `In the register, on the day of the census, ${label} is ${at.lifecycle}, but no list names it: left as it is.`,
  });
}
