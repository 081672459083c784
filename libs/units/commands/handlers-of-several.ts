import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { uuidV5 } from '#event-store';
import type { Outcome } from '#recording';
import { decideMerge, decideSplit, decideSwap, type UnitAndStream } from '../domain/index.js';
import { MergeUnits, SplitUnit, SwapUnits } from './commands.js';
import { UnitDesk } from './unit-desk.js';

@CommandHandler(SwapUnits)
export class SwapUnitsHandler implements ICommandHandler<SwapUnits> {
  constructor(private readonly desk: UnitDesk) {}

  execute({ context, unitIds, swap }: SwapUnits): Promise<Outcome> {
    return this.desk.recordSeveral(context, { name: 'SwapUnits', body: { unitIds, swap } }, unitIds, (units) =>
      decideSwap(swap, units[0]!, units[1]!, this.desk.surroundings),
    );
  }
}

@CommandHandler(MergeUnits)
export class MergeUnitsHandler implements ICommandHandler<MergeUnits> {
  constructor(private readonly desk: UnitDesk) {}

  execute({ context, unitId, merge }: MergeUnits): Promise<Outcome> {
    const { into, ...command } = merge;
    const body = { unitId, merge };
    return this.desk.recordSeveral(context, { name: 'MergeUnits', body }, [unitId, into], (units) =>
      decideMerge(command, units[0]!, units[1]!, this.desk.surroundings),
    );
  }
}

@CommandHandler(SplitUnit)
export class SplitUnitHandler implements ICommandHandler<SplitUnit> {
  constructor(private readonly desk: UnitDesk) {}

  execute({ context, unitId, split }: SplitUnit): Promise<Outcome> {
    const { into, ...common } = split;
    const newIds = into.map((_, i) => uuidV5(context.commandId, `split-${i}`));
    const partsOf = (units: readonly UnitAndStream[]) =>
      units.slice(1).map((unit, i) => ({ ...unit, aliases: into[i]!.aliases }));
    const body = { unitId, split };
    return this.desk.recordSeveral(context, { name: 'SplitUnit', body }, [unitId, ...newIds], (units) =>
      decideSplit({ ...common, parts: partsOf(units) }, units[0]!, this.desk.surroundings),
    );
  }
}
