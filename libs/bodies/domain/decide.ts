import {
  decideOnTimeline,
  type Aggregate,
  type CivilDate,
  type Decided,
  type Rejected,
  type StreamOf,
  type TimelineCommand,
} from '#temporal';
import type { BodyKind } from './events.js';
import { evolve } from './evolve.js';
import { guard } from './guard.js';
import type { BodyFact, MaybeBody, StoredBodyFact } from './state.js';

export type BodyCommand = TimelineCommand<BodyFact>;
export type BodyStream = StreamOf<BodyFact>;

/** What a body's decisions need to know of the others. */
export interface BodyContext {
  /** What another body is on that day; null when it is not known then. */
  kindOf(body: string, on: CivilDate): BodyKind | null;
}

export const body: Aggregate<BodyFact, MaybeBody> = { initial: null, evolve, guard };

const ISTAT_CODE = /^\d{6}$/;

/** Decides on a body. Refusals: `BodyRefusal`, those of `decideOnTimeline`, and those below. */
export function decide(
  id: string,
  command: BodyCommand,
  stream: BodyStream,
  context: BodyContext,
): Decided<BodyFact, MaybeBody> | Rejected {
  const admit = (_: MaybeBody, fact: StoredBodyFact) => contextGuard(id, fact, context);
  return decideOnTimeline({ ...body, admit }, command, stream);
}

function contextGuard(id: string, fact: StoredBodyFact, context: BodyContext): string | undefined {
  const on = fact.data.effectiveOn;
  switch (fact.type) {
    case 'BodyRegistered':
      // A Comune is a municipality: its key is the code of the statistics office (domain.md, section 3).
      return fact.data.kind === 'COMUNE' && !ISTAT_CODE.test(id) ? 'COMUNE_WITHOUT_ISTAT_CODE' : undefined;
    case 'MunicipalityMerged':
      if (fact.data.into === id) return 'MERGED_INTO_ITSELF';
      return context.kindOf(fact.data.into, on) === 'COMUNE' ? undefined : 'COMUNE_UNKNOWN';
    case 'ManagementDelegated':
      if (fact.data.to === id) return 'DELEGATED_TO_ITSELF';
      return context.kindOf(fact.data.to, on) === null ? 'BODY_UNKNOWN' : undefined;
    default:
      return undefined;
  }
}
