import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { uuidV5 } from '#event-store';
import { CommandRejected, type Outcome } from '#recording';
import type { CivilDate } from '#temporal';
import { decide, type Alias, type UnitFact } from '../domain/index.js';
import { CorrectUnit, IdentifyUnit, RecordUnitFacts, RegisterUnit } from './commands.js';
import { leavesAliases, UnitDesk } from './unit-desk.js';

@CommandHandler(RegisterUnit)
export class RegisterUnitHandler implements ICommandHandler<RegisterUnit> {
  constructor(private readonly desk: UnitDesk) {}

  execute({ context, registration }: RegisterUnit): Promise<Outcome> {
    const unitId = uuidV5(context.commandId, 'unit');
    const facts: UnitFact[] = [{ type: 'UnitRegistered', data: registration }];
    return this.desk.recordNaming(context, { name: 'RegisterUnit', body: registration }, [
      { unitId, decide: (stream) => decide(unitId, { kind: 'record', facts }, stream, this.desk.surroundings) },
    ]);
  }
}

@CommandHandler(RecordUnitFacts)
export class RecordUnitFactsHandler implements ICommandHandler<RecordUnitFacts> {
  constructor(private readonly desk: UnitDesk) {}

  execute({ context, unitId, facts }: RecordUnitFacts): Promise<Outcome> {
    const command = { name: 'RecordUnitFacts', body: { unitId, facts } };
    const change = {
      unitId,
      facts,
      decide: (stream: Parameters<typeof decide>[2]) =>
        decide(unitId, { kind: 'record', facts }, stream, this.desk.surroundings),
    };
    return leavesAliases(facts)
      ? this.desk.record(context, command, change)
      : this.desk.recordNaming(context, command, [change]);
  }
}

@CommandHandler(CorrectUnit)
export class CorrectUnitHandler implements ICommandHandler<CorrectUnit> {
  constructor(private readonly desk: UnitDesk) {}

  execute({ context, unitId, corrections }: CorrectUnit): Promise<Outcome> {
    return this.desk.recordNaming(context, { name: 'CorrectUnit', body: { unitId, corrections } }, [
      { unitId, decide: (stream) => decide(unitId, { kind: 'correct', corrections }, stream, this.desk.surroundings) },
    ]);
  }
}

@CommandHandler(IdentifyUnit)
export class IdentifyUnitHandler implements ICommandHandler<IdentifyUnit> {
  /** Two identifications at once must not pick the same unit: one at a time. */
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly desk: UnitDesk) {}

  execute(command: IdentifyUnit): Promise<Outcome> {
    const next = this.last.then(() => this.identify(command));
    this.last = next.catch(() => undefined);
    return next;
  }

  private async identify({ context, target, identity }: IdentifyUnit): Promise<Outcome> {
    const unitId = 'unitId' in target ? target.unitId : await this.pick({ context, target, identity } as IdentifyUnit);
    const { effectiveOn = this.registeredOn(unitId), ...named } = identity;
    const facts: UnitFact[] = [
      { type: 'UnitIdentified', data: { ...named, aliases: [...named.aliases], effectiveOn } },
    ];
    return this.desk.recordNaming(context, { name: 'IdentifyUnit', body: { target, identity } }, [
      { unitId, decide: (stream) => decide(unitId, { kind: 'record', facts }, stream, this.desk.surroundings) },
    ]);
  }

  /** The unit that this command picked before it was interrupted, or that the aliases name already, or a counted one. */
  private async pick({ context, target, identity }: IdentifyUnit): Promise<string> {
    const begun = await this.desk.begun(context);
    for (const event of begun) {
      if (event.type === 'AliasReserved') return (event.data as { unit: string }).unit;
      if (event.type === 'UnitIdentified') return event.stream.slice('unit-'.length);
    }
    const { owner, serviceClass = 'SAP' } = target as { owner: string; serviceClass?: 'SAP' | 'SAS' | 'OTHER' };
    const { surroundings } = this.desk;
    const held = this.holder(identity.aliases, owner);
    if (held !== null) return held;
    const picked = surroundings.pickCounted({ owner, serviceClass, municipality: identity.municipality ?? null });
    if (picked !== null) return picked;
    throw new CommandRejected(
      'NO_COUNTED_UNIT',
      `${owner} has no counted ${serviceClass} unit left to identify`,
      undefined,
      { owner, serviceClass },
    );
  }

  /** The same identification again is no event: the owner's unit that holds the alias is the one meant. */
  private holder(aliases: readonly Alias[], owner: string): string | null {
    for (const alias of aliases) {
      const unitId = this.desk.surroundings.aliasHolder(alias);
      if (unitId !== null && this.desk.surroundings.unit(unitId)?.owner === owner) return unitId;
    }
    return null;
  }

  private registeredOn(unitId: string): CivilDate {
    const unit = this.desk.surroundings.unit(unitId);
    if (unit) return unit.registeredOn;
    throw new CommandRejected('NOT_REGISTERED', `there is no unit ${unitId}`, undefined, { unitId });
  }
}
