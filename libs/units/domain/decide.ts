import {
  decideOnTimeline,
  isRejected,
  type Aggregate,
  type Annulment,
  type Rejected,
  type StreamOf,
  type TimelineCommand,
} from '#temporal';
import type { UnitContext } from './context.js';
import { contextGuard } from './context-guard.js';
import type { UnitFact } from './events.js';
import { evolve } from './evolve.js';
import { guard } from './guard.js';
import type { MaybeUnit } from './state.js';
import type { Alias } from './vocabulary.js';

/** Record facts of a unit, or correct events of its stream. */
export type UnitCommand = TimelineCommand<UnitFact>;
/** A unit's stream as the log keeps it, corrections included. */
export type UnitStream = StreamOf<UnitFact>;

export interface UnitDecision {
  /** What to append; empty when the stream says it all already. */
  readonly events: readonly (UnitFact | Annulment)[];
  /** Aliases to reserve before appending, and to free after it. */
  readonly aliases: { readonly reserve: readonly Alias[]; readonly free: readonly Alias[] };
  /** The unit with every known fact folded, whatever its date, before and after. */
  readonly before: MaybeUnit;
  readonly after: MaybeUnit;
}

/** The unit as an aggregate: its fold and the guards of its own timeline. */
export const unit: Aggregate<UnitFact, MaybeUnit> = { initial: null, evolve, guard };

/**
 * Decides on a unit. Refusals are values with a stable code (`UnitRefusal`, `ContextRefusal`, those of
 * `decideOnTimeline`, and below); the same request again is no event.
 * @param unitId the unit's id, by which it knows its own aliases
 * @param stream the unit's stream in revision order
 */
export function decide(
  unitId: string,
  command: UnitCommand,
  stream: UnitStream,
  context: UnitContext,
): UnitDecision | Rejected {
  const decided = decideFact(unitId, command, stream, context);
  if (isRejected(decided) || command.kind === 'correct') return decided;
  const lone = decided.events.find(
    (event) => event.type === 'UnitAssigned' && event.data.channel === 'consensual-swap',
  );
  if (!lone) return decided;
  const message = 'a consensual swap takes two units: record it as a swap';
  return { rejection: { code: 'SWAP_NEEDS_A_PAIR', message, details: { refusedOn: lone.data.effectiveOn } } };
}

/** As {@link decide}, halves of a swap included. */
export function decideFact(
  unitId: string,
  command: UnitCommand,
  stream: UnitStream,
  context: UnitContext,
): UnitDecision | Rejected {
  const admit: Aggregate<UnitFact, MaybeUnit>['guard'] = (state, fact) => contextGuard(state, fact, context);
  const decided = decideOnTimeline({ ...unit, admit }, command, stream);
  if (isRejected(decided)) return decided;
  const { events, before, after } = decided;
  const uncounted = command.kind === 'record' ? countedAlready(events, context) : undefined;
  if (uncounted) return uncounted;
  const aliases = aliasChange(before, after);
  return takenAlias(unitId, aliases.reserve, context) ?? { events, aliases, before, after };
}

/** A new unit of an owner known by a stock count is one of those counted, unless it is said not to be. */
function countedAlready(events: UnitDecision['events'], context: UnitContext): Rejected | undefined {
  for (const { type, data } of events) {
    if (type !== 'UnitRegistered' || data.stock !== 'IN_STOCK') continue;
    if (data.provisional || data.additionalStock || data.splitFrom !== undefined) continue;
    const { owner, ambito, serviceClass } = data;
    const counted = context.countedUnits(owner, ambito, serviceClass);
    if (counted === 0) continue;
    const message = `${owner} has ${counted} counted ${serviceClass} units still to be identified: identify one of them, or declare additional stock`;
    return {
      rejection: { code: 'IDENTIFY_A_COUNTED_UNIT', message, details: { owner, ambito, serviceClass, counted } },
    };
  }
  return undefined;
}

/** A unit out of stock keeps its aliases until somebody else takes them; a unit that comes back needs them again. */
function aliasChange(before: MaybeUnit, after: MaybeUnit): UnitDecision['aliases'] {
  const held = aliasesInUse(before);
  const kept = after?.aliases ?? [];
  return {
    reserve: aliasesInUse(after).filter((alias) => !includesAlias(held, alias)),
    free: (before?.aliases ?? []).filter((alias) => !includesAlias(kept, alias)),
  };
}

function aliasesInUse(state: MaybeUnit): readonly Alias[] {
  return state === null || state.stock === 'OUT' ? [] : state.aliases;
}

function includesAlias(aliases: readonly Alias[], { scheme, value }: Alias): boolean {
  return aliases.some((alias) => alias.scheme === scheme && alias.value === value);
}

function takenAlias(unitId: string, aliases: readonly Alias[], context: UnitContext): Rejected | undefined {
  for (const [i, alias] of aliases.entries()) {
    if (includesAlias(aliases.slice(0, i), alias)) {
      const message = `${alias.scheme}:${alias.value} is given twice`;
      return { rejection: { code: 'ALIAS_GIVEN_TWICE', message, details: { ...alias } } };
    }
    const holder = context.aliasHolder(alias);
    if (holder === null || holder === unitId) continue;
    const message = `${alias.scheme}:${alias.value} is another unit, ${holder}`;
    return { rejection: { code: 'ALIAS_TAKEN', message, details: { ...alias, unit: holder } } };
  }
  return undefined;
}
