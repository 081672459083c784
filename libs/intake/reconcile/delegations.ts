import { RecordFacts } from '#recording';
import { placeOf } from '../row-report.js';
import { bodyAt } from './bodies.js';
import { dataOf, type Desk } from './desk.js';

/** Owners that delegate management to the ALER; one that no longer does is told, not ended: that takes an act. */
export async function reconcileDelegations(desk: Desk): Promise<void> {
  const { delegations } = desk.submission;
  if (!delegations) return;
  const aler = desk.manifest.aler.id;
  for (const { owner, at, role } of delegations) {
    const events = await desk.events(`body-${owner.id}`);
    const given = events.filter((event) => event.type === 'ManagementDelegated');
    if (given.some((event) => desk.isOwn(event) && dataOf<{ to: string }>(event).to === aler)) continue;
    const managedBy = (await bodyAt(desk, owner.id))?.managedBy ?? null;
    if (managedBy === aler) continue;
    if (managedBy !== null) {
      desk.reports.warning('DELEGATED_TO_ANOTHER', at, {
        it: `Nel registro ${owner.name} ha delegato la gestione a ${managedBy}: non cambia.`,
        en: `In the register ${owner.name} delegated its management to ${managedBy}: left as it is.`,
      });
      continue;
    }
    const data = { effectiveOn: desk.censusOn, to: aler };
    const last = given.at(-1)?.id;
    desk.changes.add({
      kind: 'delegate-management',
      stage: 'owners',
      lane: `body-${owner.id}`,
      key: [owner.id],
      ...(last !== undefined && { base: last }),
      content: data,
      row: { role, at },
      it: `${owner.name} delega la gestione a ${desk.manifest.aler.name}.`,
      en: `${owner.name} delegates its management to ${desk.manifest.aler.name}.`,
      command: (context) => new RecordFacts(context, 'body', owner.id, [{ type: 'ManagementDelegated', data }]),
    });
  }
  await tellVanished(desk, new Set(delegations.map(({ owner }) => owner.id)));
}

async function tellVanished(desk: Desk, named: ReadonlySet<string>): Promise<void> {
  const file = desk.manifest.files['delegated-management'] ?? '';
  for (const { body } of desk.submission.members ?? []) {
    if (named.has(body.id) || (await bodyAt(desk, body.id))?.managedBy !== desk.manifest.aler.id) continue;
    desk.reports.warning('ROW_VANISHED', placeOf(file, null, 'municipality', body.name), {
      it: `${body.name} non è più fra chi delega la gestione: nel registro la delega resta.`,
      en: `${body.name} is no longer among those that delegate management: the register keeps the delegation.`,
    });
  }
}
