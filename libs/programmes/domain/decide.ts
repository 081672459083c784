import {
  decideOnTimeline,
  type Aggregate,
  type Decided,
  type Rejected,
  type StreamOf,
  type TimelineCommand,
} from '#temporal';
import { evolve } from './evolve.js';
import { guard } from './guard.js';
import type { MaybeProgramme, ProgrammeFact, StoredProgrammeFact } from './state.js';

export type ProgrammeCommand = TimelineCommand<ProgrammeFact>;
export type ProgrammeStream = StreamOf<ProgrammeFact>;

export interface ProgrammeContext {
  isBody(id: string): boolean;
}

export const programme: Aggregate<ProgrammeFact, MaybeProgramme> = { initial: null, evolve, guard };

/** Decides on a programme. Refusals: `ProgrammeRefusal`, those of `decideOnTimeline`, and `BODY_UNKNOWN`. */
export function decide(
  command: ProgrammeCommand,
  stream: ProgrammeStream,
  context: ProgrammeContext,
): Decided<ProgrammeFact, MaybeProgramme> | Rejected {
  const admit = (_: MaybeProgramme, fact: StoredProgrammeFact) =>
    fact.type === 'ProgrammeProposed' && !context.isBody(fact.data.owner) ? 'BODY_UNKNOWN' : undefined;
  return decideOnTimeline({ ...programme, admit }, command, stream);
}
