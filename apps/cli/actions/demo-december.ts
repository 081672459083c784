import { randomUUID } from 'node:crypto';
import type { CommandContext, Outcome } from '#recording';
import { CorrectUnit, IdentifyUnit, RecordUnitFacts } from '#units/commands';
import type { Session } from '../session.js';

/** What was recorded late, for the story to name. */
export interface December {
  /** Alias of ALER's unit that was released. */
  readonly released: string;
  /** Alias of the free unit that was let. */
  readonly assigned: string;
  /** Id of the inspection that was annulled. */
  readonly corrected: string;
}

const CREMONA = 'Cremona';
/** A made-up code: which of its counted flats ALER got back, no published table says. */
const RELEASED = 'DEMO-0001';

/**
 * Three facts of December 2024 that the office learns later: a release (with its inspection), an assignment, and that the
 * inspection had said something else.
 */
export async function recordDecember(session: Session, actor: string, ambito: string): Promise<December> {
  const { commands, names, register } = session;
  const { directory, timeline } = register.views;
  const aler = directory.bodies().find(({ kind, ambiti }) => kind === 'ALER' && ambiti.includes(ambito))!;
  const context = (): CommandContext => ({ commandId: randomUUID(), actor, correlationId: randomUUID() });
  const scheme = `aler/${aler.id}`;
  await commands.execute(
    new IdentifyUnit(
      context(),
      { owner: aler.id },
      {
        aliases: [{ scheme, value: RELEASED }],
        municipality: names.municipalityId(CREMONA),
      },
    ),
  );
  const unitId = names.unitId(`${scheme}:${RELEASED}`);
  await commands.execute(
    new RecordUnitFacts(context(), unitId, [{ type: 'UnitReleased', data: { effectiveOn: '2024-12-03' } }]),
  );
  const inspected: Outcome = await commands.execute(
    new RecordUnitFacts(context(), unitId, [
      { type: 'UnitInspected', data: { effectiveOn: '2024-12-05', outcome: 'lettable' } },
    ]),
  );
  const cremona = names.municipalityId(CREMONA);
  const free = timeline
    .unitIds({ ambito, validAt: '2024-12-15' })
    .map((id) => timeline.unitAt(id, { validAt: '2024-12-15' })!)
    .filter(({ state }) => state.owner === aler.id && state.municipality === cremona)
    .filter(({ state, label }) => state.lifecycle === 'VACANT_LETTABLE' && state.lot === null && label !== RELEASED)
    .sort((a, b) => (a.label < b.label ? -1 : 1))[0]!;
  await commands.execute(
    new RecordUnitFacts(context(), free.unitId, [
      { type: 'UnitAssigned', data: { effectiveOn: '2024-12-16', channel: 'public-notice' } },
    ]),
  );
  const corrected = inspected.events.find(({ type }) => type === 'UnitInspected')!.id;
  await commands.execute(
    new CorrectUnit(context(), unitId, [
      {
        target: corrected,
        reason: 'il verbale dice: assegnabile nello stato di fatto',
        replacements: [{ type: 'UnitInspected', data: { effectiveOn: '2024-12-05', outcome: 'as-is' } }],
      },
    ]),
  );
  return { released: RELEASED, assigned: free.label, corrected };
}
