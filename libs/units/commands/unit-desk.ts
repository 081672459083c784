import type { EventStore, StoredEvent } from '#event-store';
import { Recorder, type CommandBody, type CommandContext, type Decision, type Outcome, type Part } from '#recording';
import { isRejected, type CivilDate, type Rejected } from '#temporal';
import {
  aliasStream,
  type Alias,
  type DecisionOfSeveral,
  type UnitAndStream,
  type UnitDecision,
  type UnitFact,
  type UnitStream,
} from '../domain/index.js';
import type { UnitSurroundings } from './surroundings.js';

/** Decides on a unit's stream. */
export type DecideUnit = (stream: UnitStream) => UnitDecision | Rejected;

/** What a command does to one unit. */
export interface UnitChange {
  readonly unitId: string;
  readonly decide: DecideUnit;
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
    return this.recorder.record(context, command, () => [unitPart(change)]);
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
    const aliases = await Promise.all(changes.map((change) => this.aliasesOf(change)));
    const changing = changes.flatMap((change, i) => {
      const { on, reserve } = aliases[i]!;
      return [...reserve.map((alias) => this.reservation(change.unitId, alias, on, own)), unitPart(change)];
    });
    const freeing = aliases.flatMap(({ unitId, on, free }) => free.map((alias) => freed(unitId, alias, on)));
    const main = aliases[0]!.reserve.length;
    const outcome = await this.recorder.record(context, command, () => [...changing, ...freeing], main);
    return { ...outcome, id };
  }

  /** As {@link recordNaming} for a decision over several units at once; each is decided again on its own stream. */
  async recordSeveral(
    context: CommandContext,
    command: CommandBody,
    unitIds: readonly string[],
    decideAll: (units: readonly UnitAndStream[]) => DecisionOfSeveral | Rejected,
  ): Promise<Outcome> {
    const units = await Promise.all(
      unitIds.map(async (unitId) => ({ unitId, stream: unitStreamOf(await this.store.readStream(`unit-${unitId}`)) })),
    );
    const changes = units.map(({ unitId }, i) => ({
      unitId,
      decide: (stream: UnitStream) => {
        const decision = decideAll(units.map((unit, at) => (at === i ? { unitId, stream } : unit)));
        return isRejected(decision) ? decision : decision.units[i]!;
      },
    }));
    return this.recordNaming(context, command, changes);
  }

  /** The events of a command that was begun before, where it was interrupted. */
  begun(context: CommandContext): Promise<readonly StoredEvent[]> {
    return this.store.readCommand(context.commandId);
  }

  private async aliasesOf({ unitId, decide }: UnitChange) {
    const decision = decide(unitStreamOf(await this.store.readStream(`unit-${unitId}`)));
    if (isRejected(decision)) return { unitId, on: '', reserve: [], free: [] };
    return { unitId, on: decision.events[0]?.data.effectiveOn ?? '', ...decision.aliases };
  }

  private reservation(unitId: string, alias: Alias, effectiveOn: CivilDate, own: readonly string[]): Part {
    return {
      stream: aliasStream(alias),
      decide: (events) => {
        const held = holderOf(events);
        if (held === unitId) return { events: [] };
        // A unit that left the stock keeps its aliases until somebody else takes them. The stream says who holds it: the
        // views may not have seen the last reservation yet.
        const free = held === null || own.includes(held) || this.surroundings.unit(held)?.stock === 'OUT';
        if (!free) return taken(alias, held);
        return { events: [{ type: 'AliasReserved', data: { effectiveOn, ...alias, unit: unitId } }] };
      },
    };
  }
}

function unitPart({ unitId, decide }: UnitChange): Part {
  return {
    stream: `unit-${unitId}`,
    decide: (events): Decision => {
      const decision = decide(unitStreamOf(events));
      return isRejected(decision) ? decision : { events: decision.events };
    },
  };
}

function freed(unitId: string, alias: Alias, effectiveOn: CivilDate): Part {
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
