import { isDeepStrictEqual } from 'node:util';
import type { EventStore, StoredEvent } from '#event-store';
import {
  Contended,
  Recorder,
  type CommandBody,
  type CommandContext,
  type Decision,
  type Foreseen,
  type Outcome,
  type Part,
} from '#recording';
import { isRejected, type CivilDate, type Rejected } from '#temporal';
import {
  aliasStream,
  isAdmittedInPlace,
  type Alias,
  type DecisionOfSeveral,
  type UnitAndStream,
  type UnitDecision,
  type UnitFact,
  type UnitStream,
} from '../domain/index.js';
import type { UnitSurroundings } from './surroundings.js';

/** Decides on a unit's stream; `contended`: it has changed so that what was decided on other units no longer holds. */
export type DecideUnit = (stream: UnitStream) => UnitDecision | Rejected | { readonly contended: true };

/** What a command does to one unit. */
export interface UnitChange {
  readonly unitId: string;
  readonly decide: DecideUnit;
  /** The facts, where the change is to record them as they are. */
  readonly facts?: readonly UnitFact[];
}

/** A change with the aliases that its unit takes and gives up by it. */
interface Naming {
  readonly change: UnitChange;
  /** Empty when nothing changes. */
  readonly on: CivilDate;
  readonly reserve: readonly Alias[];
  readonly free: readonly Alias[];
}

/** Events that can give or take aliases; corrections can too. */
const NAMING: ReadonlySet<string> = new Set(['UnitRegistered', 'UnitIdentified', 'AliasReleased', 'UnitMerged']);

/** True when none of these facts gives or takes an alias. */
export function leavesAliases(facts: readonly UnitFact[]): boolean {
  return facts.every((fact) => !NAMING.has(fact.type));
}

/** The desk where commands on units become events: their streams, and the reservations of their aliases around them. */
export class UnitDesk {
  constructor(
    private readonly store: EventStore,
    private readonly recorder: Recorder,
    readonly surroundings: UnitSurroundings,
  ) {}

  /** Facts of one unit that touch no alias: one stream, one append. */
  record(context: CommandContext, command: CommandBody, change: UnitChange): Promise<Outcome> {
    const foresee = (): Foreseen | undefined => this.foreseen(change);
    return this.recorder.record(context, command, () => [{ ...streamOf(change), foresee, decide: decisionOf(change) }]);
  }

  /** One fact that the unit's timeline, folded already, is sure to admit: nearly every fact is one. */
  private foreseen({ unitId, facts = [] }: UnitChange): Foreseen | undefined {
    const [fact] = facts;
    if (!fact || facts.length > 1) return undefined;
    const place = this.surroundings.placeOf(unitId, fact);
    if (!place || !isAdmittedInPlace(fact, place, this.surroundings)) return undefined;
    return { events: [fact], revision: place.revision };
  }

  /**
   * Changes of one or more units that may give or take aliases: a unit's new aliases are reserved before it changes,
   * those it gives up are freed at the end. If-Match speaks of the first unit; the answer's id is `id`.
   */
  async recordNaming(
    context: CommandContext,
    command: CommandBody,
    changes: readonly UnitChange[],
    id = changes[0]!.unitId,
  ): Promise<Outcome> {
    const own = changes.map((change) => change.unitId);
    const outcome = await this.recorder.record(context, command, async (prior) => {
      assertSameUnits(prior, own);
      const namings = await Promise.all(changes.map((change) => this.namingOf(change)));
      const changing = namings.flatMap((naming, i) => [
        ...naming.reserve.map((alias) => this.reservation(naming, alias, own)),
        namingPart(naming, i === 0),
      ]);
      return [...changing, ...namings.flatMap((naming) => naming.free.map((alias) => freed(naming, alias)))];
    });
    return { ...outcome, id };
  }

  /**
   * As {@link recordNaming} for a decision over several units at once; each is decided again on its own stream, as long as
   * that changes nothing for the others.
   */
  async recordSeveral(
    context: CommandContext,
    command: CommandBody,
    unitIds: readonly string[],
    decideAll: (units: readonly UnitAndStream[]) => DecisionOfSeveral | Rejected,
  ): Promise<Outcome> {
    const units = await Promise.all(
      unitIds.map(async (unitId) => ({ unitId, stream: unitStreamOf(await this.store.readStream(`unit-${unitId}`)) })),
    );
    let plan: DecisionOfSeveral | undefined;
    const changes = units.map(({ unitId }, i) => ({
      unitId,
      decide: (stream: UnitStream) => {
        const decision = decideAll(units.map((unit, at) => (at === i ? { unitId, stream } : unit)));
        if (isRejected(decision)) return decision;
        plan ??= decision;
        const { units: planned } = plan;
        const same = decision.units.every((unit, at) => at === i || isDeepStrictEqual(unit, planned[at]));
        return same ? decision.units[i]! : ({ contended: true } as const);
      },
    }));
    return this.recordNaming(context, command, changes);
  }

  /** The events of a command that was begun before, where it was interrupted; the surroundings are up to date then. */
  async begun(context: CommandContext): Promise<readonly StoredEvent[]> {
    await this.recorder.current();
    return this.store.readCommand(context.commandId);
  }

  private async namingOf(change: UnitChange): Promise<Naming> {
    const decision = change.decide(unitStreamOf(await this.store.readStream(`unit-${change.unitId}`)));
    if (!('events' in decision)) return { change, on: '', reserve: [], free: [] };
    return { change, on: decision.events[0]?.data.effectiveOn ?? '', ...decision.aliases };
  }

  private reservation({ change: { unitId }, on }: Naming, alias: Alias, own: readonly string[]): Part {
    return {
      stream: aliasStream(alias),
      decide: (events) => {
        const held = holderOf(events);
        if (held === unitId) return { events: [] };
        // A unit that left the stock keeps its aliases until somebody else takes them. The stream says who holds it: the
        // views may not have seen the last reservation yet.
        const free = held === null || own.includes(held) || this.surroundings.unit(held)?.stock === 'OUT';
        if (!free) return taken(alias, held);
        return { events: [{ type: 'AliasReserved', data: { effectiveOn: on, ...alias, unit: unitId } }] };
      },
    };
  }
}

/** A command that picks its unit, sent twice, may have picked another one elsewhere a moment ago. @throws Contended */
function assertSameUnits(prior: readonly StoredEvent[], own: readonly string[]): void {
  for (const { stream, type, data } of prior) {
    if (type === 'AliasReserved' && !own.includes((data as { unit: string }).unit)) throw new Contended(stream);
  }
}

function streamOf({ unitId }: UnitChange): Pick<Part, 'stream'> {
  return { stream: `unit-${unitId}` };
}

function decisionOf({ decide }: UnitChange): Part['decide'] {
  return (events): Decision => {
    const decision = decide(unitStreamOf(events));
    return 'events' in decision ? { events: decision.events } : decision;
  };
}

/** The unit's own part: it takes and gives up no other alias than those whose reservations stand around it. */
function namingPart(naming: Naming, main: boolean): Part {
  return {
    ...streamOf(naming.change),
    main,
    decide: (events): Decision => {
      const decision = naming.change.decide(unitStreamOf(events));
      if (!('events' in decision)) return decision;
      const same = sameAliases(decision.aliases.reserve, naming.reserve);
      return same && sameAliases(decision.aliases.free, naming.free)
        ? { events: decision.events }
        : { contended: true };
    },
  };
}

function sameAliases(some: readonly Alias[], others: readonly Alias[]): boolean {
  const names = new Set(some.map((alias) => aliasStream(alias)));
  return some.length === others.length && others.every((alias) => names.has(aliasStream(alias)));
}

function freed({ change: { unitId }, on: effectiveOn }: Naming, alias: Alias): Part {
  return {
    stream: aliasStream(alias),
    decide: (events) =>
      holderOf(events) === unitId
        ? { events: [{ type: 'AliasFreed', data: { effectiveOn, unit: unitId } }] }
        : { events: [] },
  };
}

function holderOf(events: readonly StoredEvent[]): string | null {
  const last = events.at(-1);
  return last?.type === 'AliasReserved' ? (last.data as { unit: string }).unit : null;
}

function taken(alias: Alias, unit: string): Rejected {
  const message = `${alias.scheme}:${alias.value} is another unit, ${unit}`;
  return { rejection: { code: 'ALIAS_TAKEN', message, details: { ...alias, unit } } };
}

/** The log's codec has checked each event against the schema of its stream. */
function unitStreamOf(events: readonly StoredEvent[]): UnitStream {
  return events as unknown as UnitStream;
}
