import { foldAsOf, type CivilDate, type Rejected } from '#temporal';
import type { UnitContext } from './context.js';
import { unit } from './decide.js';
import { withoutHolder } from './decide-merge.js';
import { decideEach, type DecisionOfSeveral, type UnitAndStream } from './decide-swap.js';
import type { UnitFact } from './events.js';
import type { UnitState } from './state.js';
import type { Alias, LifecycleState, ServiceClass } from './vocabulary.js';

/** A unit that comes out of a split, with its stream: empty, or what an interrupted command left there. */
export interface SplitPart extends UnitAndStream {
  readonly aliases: readonly Alias[];
  /** Absent: vacant, to be assessed. */
  readonly lifecycle?: Exclude<LifecycleState, 'OUT_OF_STOCK'>;
  /** Absent: the class of the unit that is split. */
  readonly serviceClass?: ServiceClass;
}

export interface SplitCommand {
  readonly effectiveOn: CivilDate;
  readonly parts: readonly SplitPart[];
  readonly act?: string;
  readonly note?: string;
}

/**
 * Divides a unit into new ones of the same owner and place; it leaves the stock, and its aliases may pass to a part.
 * @returns the decisions for the unit and for each part, in this order
 */
export function decideSplit(
  { effectiveOn, parts, act, note }: SplitCommand,
  divided: UnitAndStream,
  context: UnitContext,
): DecisionOfSeveral | Rejected {
  const { unitId, stream } = divided;
  const before = foldAsOf(stream, unit.initial, unit.evolve, { validAt: effectiveOn });
  if (!before) return refused('NOT_REGISTERED', unitId);
  const ids = parts.map((part) => part.unitId);
  if (new Set([unitId, ...ids]).size !== ids.length + 1) return refused('SPLIT_INTO_ITSELF', unitId);
  if (ids.length < 2) return refused('SPLIT_INTO_ONE', unitId);
  const common = { effectiveOn, ...(act !== undefined && { act }), ...(note !== undefined && { note }) };
  const split: UnitFact = { type: 'UnitSplit', data: { ...common, into: ids } };
  return decideEach(
    [
      { ...divided, facts: [split] },
      ...parts.map((part) => ({ ...part, facts: [registered(part, before, unitId, common)] })),
    ],
    withoutHolder(context, unitId),
  );
}

function registered(
  part: SplitPart,
  { owner, municipality, ambito, serviceClass, conferral }: UnitState,
  splitFrom: string,
  common: { readonly effectiveOn: CivilDate; readonly act?: string; readonly note?: string },
): UnitFact {
  return {
    type: 'UnitRegistered',
    data: {
      ...common,
      ...{ owner, municipality, ambito, splitFrom, aliases: [...part.aliases] },
      serviceClass: part.serviceClass ?? serviceClass,
      stock: 'IN_STOCK',
      lifecycle: part.lifecycle ?? 'VACANT_UNASSESSED',
      ...(conferral !== null && { conferral }),
    },
  };
}

function refused(code: string, unitId: string): Rejected {
  return { rejection: { code, message: `unit ${unitId} cannot be split (${code})`, details: { unit: unitId } } };
}
