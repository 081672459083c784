import { isRejected, type CivilDate, type Rejected } from '#temporal';
import type { UnitContext } from './context.js';
import { decideFact, type UnitDecision, type UnitStream } from './decide.js';
import type { UnitFact } from './events.js';

/** A unit with its stream in revision order. */
export interface UnitAndStream {
  readonly unitId: string;
  readonly stream: UnitStream;
}

/** Two households change places by consent: one command over two streams. */
export interface SwapCommand {
  readonly effectiveOn: CivilDate;
  readonly act?: string;
  readonly note?: string;
}

/** What each of several units gets, in the order in which they were given. */
export interface DecisionOfSeveral {
  readonly units: readonly (UnitDecision & { readonly unitId: string })[];
}

/**
 * Both units must be occupied on that day; neither is vacant in between. A half that is there already is not said again,
 * so the same command finishes what a crash cut.
 */
export function decideSwap(
  { effectiveOn, act, note }: SwapCommand,
  first: UnitAndStream,
  second: UnitAndStream,
  context: UnitContext,
): DecisionOfSeveral | Rejected {
  if (first.unitId === second.unitId) {
    const message = 'a unit is not swapped with itself';
    return { rejection: { code: 'SWAP_WITH_ITSELF', message, details: { unit: first.unitId } } };
  }
  const half = (other: UnitAndStream): UnitFact => ({
    type: 'UnitAssigned',
    data: {
      effectiveOn,
      channel: 'consensual-swap',
      swapWith: other.unitId,
      ...(act !== undefined && { act }),
      ...(note !== undefined && { note }),
    },
  });
  return decideEach(
    [
      { ...first, facts: [half(second)] },
      { ...second, facts: [half(first)] },
    ],
    context,
  );
}

/** Decides on every unit, and refuses all when one refuses: `details.unit` says which. */
export function decideEach(
  parts: readonly (UnitAndStream & { readonly facts: readonly UnitFact[] })[],
  context: UnitContext,
): DecisionOfSeveral | Rejected {
  const units: DecisionOfSeveral['units'][number][] = [];
  for (const { unitId, stream, facts } of parts) {
    const decided = decideFact(unitId, { kind: 'record', facts }, stream, context);
    if (isRejected(decided)) {
      const { rejection } = decided;
      return { rejection: { ...rejection, details: { ...rejection.details, unit: unitId } } };
    }
    units.push({ ...decided, unitId });
  }
  return { units };
}
