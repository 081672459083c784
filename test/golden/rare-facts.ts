import type { CommandBus } from '@nestjs/cqrs';
import { uuidV5 } from '#event-store';
import { RecordFacts, type CommandContext, type DecidedEvent, type ReferenceAggregate } from '#recording';
import type { Register } from '#register';
import { MergeUnits, RecordUnitFacts, RegisterUnit, SplitUnit, type Registration } from '#units/commands';
import type { UnitFact } from '#units/domain';

/** A golden log's commands are the same whenever it is made. */
const NAMESPACE = '6f1d2a54-7d0e-4c39-9d55-0a3c8f2b7e11';
const ON = '2024-06-03';

/** Records the facts that a generated history is too small to hold one of each of. */
export async function recordRareFacts(register: Register, commands: CommandBus): Promise<void> {
  let made = 0;
  const by = (): CommandContext => ({
    commandId: uuidV5(NAMESPACE, String(made++)),
    actor: 'golden',
    correlationId: 'golden',
  });
  const [comune] = register.views.directory.bodies().filter(({ kind }) => kind === 'COMUNE');
  const { id: owner, ambiti } = comune!;
  const ambito = ambiti[0]!;
  const registration: Registration = {
    effectiveOn: '2024-06-01',
    owner,
    municipality: owner,
    ambito,
    serviceClass: 'SAP',
    stock: 'IN_STOCK',
    lifecycle: 'VACANT_UNASSESSED',
    aliases: [],
    additionalStock: true,
  };
  const registered = async () => (await commands.execute(new RegisterUnit(by(), registration))).id!;
  const after = async (...facts: UnitFact[]) => commands.execute(new RecordUnitFacts(by(), await registered(), facts));
  const tell = (aggregate: ReferenceAggregate, id: string, ...facts: DecidedEvent[]) =>
    commands.execute(new RecordFacts(by(), aggregate, id, facts));

  const spelling = { effectiveOn: ON, spelling: 'Grafia Provvisoria' };
  await tell('body', owner, { type: 'SpellingRecorded', data: spelling });
  await tell('body', owner, { type: 'SpellingWithdrawn', data: { ...spelling, effectiveOn: '2024-06-04' } });
  await tell('body', owner, { type: 'AmbitoJoined', data: { effectiveOn: ON, ambito: 'altro' } });
  await tell('body', owner, { type: 'AmbitoLeft', data: { effectiveOn: '2024-06-04', ambito: 'altro' } });
  const convention = { effectiveOn: '2024-01-01', body: owner, ambito, title: 'Convenzione', until: '2026-12-31' };
  await tell('conferral', 'golden', { type: 'ConventionOpened', data: convention });

  await after({ type: 'UnitConferred', data: { effectiveOn: ON, conferral: 'golden' } });
  await after(
    { type: 'UnitValorised', data: { effectiveOn: ON, purpose: 'sale' } },
    { type: 'ValorisationEnded', data: { effectiveOn: '2024-06-20' } },
  );
  await after({ type: 'UnitDemolished', data: { effectiveOn: ON } });
  await after({ type: 'UnitReclassifiedOut', data: { effectiveOn: ON } });
  await commands.execute(new MergeUnits(by(), await registered(), { kind: 'duplicate', into: await registered() }));
  await commands.execute(
    new SplitUnit(by(), await registered(), { effectiveOn: ON, into: [{ aliases: [] }, { aliases: [] }] }),
  );
}
