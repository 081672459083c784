import {
  decideOnTimeline,
  type Aggregate,
  type Decided,
  type Rejected,
  type StreamOf,
  type TimelineCommand,
} from '#temporal';
import type { DeclarationKey } from './events.js';
import { evolve } from './evolve.js';
import { guard } from './guard.js';
import { NO_DECLARATION, type DeclarationFact, type DeclarationState, type StoredDeclarationFact } from './state.js';

export type DeclarationCommand = TimelineCommand<DeclarationFact>;
export type DeclarationStream = StreamOf<DeclarationFact>;

/** What a declaration's decisions need to know of others. */
export interface DeclarationContext {
  isBody(id: string): boolean;
  /** True for the ISTAT code of a Comune, living or ended. */
  isMunicipality(code: string): boolean;
}

export const declaration: Aggregate<DeclarationFact, DeclarationState> = { initial: NO_DECLARATION, evolve, guard };

/** Decides on a declaration. Refusals: `DeclarationRefusal`, those of `decideOnTimeline`, and those below. */
export function decide(
  key: DeclarationKey,
  command: DeclarationCommand,
  stream: DeclarationStream,
  context: DeclarationContext,
): Decided<DeclarationFact, DeclarationState> | Rejected {
  const admit = (_: DeclarationState, fact: StoredDeclarationFact) => contextGuard(key, fact, context);
  return decideOnTimeline({ ...declaration, admit }, command, stream);
}

function contextGuard(
  { year, owner }: DeclarationKey,
  fact: StoredDeclarationFact,
  context: DeclarationContext,
): string | undefined {
  if (!context.isBody(owner)) return 'BODY_UNKNOWN';
  if (fact.type === 'SurveyAnswered' && fact.data.carriedFrom !== undefined && fact.data.carriedFrom >= year) {
    return 'CARRIED_FROM_NO_EARLIER_YEAR';
  }
  if (fact.type !== 'FigureDeclared' || fact.data.municipality === null) return undefined;
  return context.isMunicipality(fact.data.municipality) ? undefined : 'MUNICIPALITY_UNKNOWN';
}
