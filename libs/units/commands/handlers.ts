import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { uuidV5 } from '#event-store';
import { CommandRejected, Contended, type CommandContext, type Outcome } from '#recording';
import { foldAsOf, type CivilDate } from '#temporal';
import {
  decide,
  evolve,
  isInterchangeable,
  type Alias,
  type MaybeUnit,
  type UnitFact,
  type UnitState,
} from '../domain/index.js';
import { CorrectUnit, IdentifyUnit, RecordUnitFacts, RegisterUnit } from './commands.js';
import { leavesAliases, UnitDesk, type DecideUnit } from './unit-desk.js';

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

type Identification = Pick<IdentifyUnit, 'context' | 'target' | 'identity'>;
type CountedTarget = Exclude<IdentifyUnit['target'], { readonly unitId: string }>;

/** The unit to identify. */
interface Picked {
  readonly unitId: string;
  /** Where nobody named it: whether it may still be the one meant. */
  readonly isFree?: (state: UnitState) => boolean;
}

/** How often another unit is picked because another process was faster. */
const TRIES = 16;

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

  /** Another process may pick the same unit at the same time: the slower one picks again, unless it had to undo. */
  private async identify({ context, target, identity }: IdentifyUnit): Promise<Outcome> {
    for (let tries = 1; ; tries++) {
      const picked: Picked = 'unitId' in target ? target : await this.pick(context, target, identity);
      try {
        return await this.record(picked, { context, target, identity });
      } catch (error) {
        const again = error instanceof Contended && !('unitId' in target) && tries < TRIES;
        if (!again || (await this.desk.begun(context)).some(({ metadata }) => metadata.compensation)) throw error;
      }
    }
  }

  private record({ unitId, isFree }: Picked, { context, target, identity }: Identification): Promise<Outcome> {
    const { effectiveOn = this.registeredOn(unitId), ...named } = identity;
    const facts: UnitFact[] = [
      { type: 'UnitIdentified', data: { ...named, aliases: [...named.aliases], effectiveOn } },
    ];
    const identified: DecideUnit = (stream) => {
      const state = isFree && foldAsOf(stream, null as MaybeUnit, evolve);
      if (isFree && (!state || !isFree(state))) return { contended: true };
      return decide(unitId, { kind: 'record', facts }, stream, this.desk.surroundings);
    };
    return this.desk.recordNaming(context, { name: 'IdentifyUnit', body: { target, identity } }, [
      { unitId, decide: identified },
    ]);
  }

  /** The unit that this command picked before it was interrupted, or that the aliases name already, or a counted one. */
  private async pick(
    context: CommandContext,
    { owner, serviceClass = 'SAP' }: CountedTarget,
    identity: IdentifyUnit['identity'],
  ): Promise<Picked> {
    const isFree = ({ aliases }: UnitState): boolean => aliases.length === 0;
    for (const event of await this.desk.begun(context)) {
      if (event.type === 'AliasReserved') return { unitId: (event.data as { unit: string }).unit, isFree };
      if (event.type === 'UnitIdentified') return { unitId: event.stream.slice('unit-'.length), isFree };
    }
    const { surroundings } = this.desk;
    const held = this.holder(identity.aliases, owner);
    if (held !== null) return { unitId: held };
    const picked = surroundings.pickCounted({ owner, serviceClass, municipality: identity.municipality ?? null });
    if (picked !== null) return { unitId: picked, isFree: isInterchangeable };
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
