import type { EventMetadata, HistoricalEvent } from '#event-store';
import { tellBodies } from './bodies.js';
import { Calendar } from './calendar.js';
import { Dates } from './dates.js';
import { tellDeclarations } from './declarations.js';
import type { Row } from './event-rows.js';
import { FactData } from './fact-data.js';
import { Ids } from './ids.js';
import { liveAll } from './lives.js';
import { spanOf, type HistoryOptions } from './options.js';
import { tellProgrammes } from './programmes.js';
import { Random } from './random.js';
import { References } from './references.js';
import { StockCounts } from './stock-counts.js';
import { Territory } from './territory.js';
import { ALIAS_SLOTS, Units } from './units.js';
import { World } from './world.js';

const OPERATORS = 23;

/**
 * The history of a Region's public dwellings (one Ambito below 20,000 units) in the register's own events, about 30 a
 * unit: what `importHistory` takes. Every event was one that the guards would have taken when it was recorded. It is
 * told in columns first, 34 bytes an event, then put in recorded order; events are made one at a time.
 * @throws RangeError when an option is out of its bounds
 */
export function* generateHistory(options: HistoryOptions): Generator<HistoricalEvent, void, void> {
  const span = spanOf(options);
  const random = new Random(options.seed);
  const ids = new Ids(options.seed);
  const territory = new Territory(options.units, random, options.ambiti);
  const units = new Units(options.units, territory, ids);
  const world = new World(span, random, territory, new Calendar(span), units, new StockCounts(span, territory));
  const references = new References(world);
  const dates = new Dates();
  tellBodies(references, dates);
  tellProgrammes(references, dates);
  liveAll(world);
  tellDeclarations(references, dates);
  yield* new Writer(world, references, dates, ids).events();
}

/** Writes rows out as events, in recorded order. */
class Writer {
  readonly #facts: FactData;
  readonly #unitRevisions: Uint16Array;
  readonly #aliasRevisions: Uint8Array;
  readonly #referenceRevisions = new Map<string, number>();
  #metadata: EventMetadata | undefined;
  #command = -1;

  constructor(
    private readonly world: World,
    private readonly references: References,
    private readonly dates: Dates,
    private readonly ids: Ids,
  ) {
    const { rows, units, calendar } = world;
    this.#facts = new FactData(rows, units, calendar, dates, ids);
    this.#unitRevisions = new Uint16Array(units.count);
    this.#aliasRevisions = new Uint8Array(units.count * ALIAS_SLOTS);
  }

  *events(): Generator<HistoricalEvent, void, void> {
    const { rows } = this.world;
    for (const row of rows.inRecordedOrder()) yield this.#event(row, rows.at(row));
  }

  /** Fields in the order in which a line of a history has them. */
  #event(number: number, row: Row): HistoricalEvent {
    const { stream, revision, type, data, actor } = this.#body(row);
    const recordedAt = this.dates.instant(this.world.rows.recorded(number));
    const id = this.#facts.eventId(number);
    return {
      stream,
      revision,
      id,
      type,
      schemaVersion: 1,
      recordedAt,
      data,
      metadata: this.#metadataOf(number, actor),
    };
  }

  #body(row: Row): Pick<HistoricalEvent, 'stream' | 'revision' | 'type' | 'data'> & { readonly actor: string } {
    const { kind, subject, a, b } = row;
    switch (kind) {
      case 'reference': {
        const { stream, type, data } = this.references.all[subject]!;
        return { stream, revision: this.#referenceRevision(stream), type, data, actor: 'ufficio-di-piano' };
      }
      case 'AliasReserved':
      case 'AliasFreed': {
        const stream = this.#facts.aliasStream(row);
        const revision = this.#aliasRevisions[subject * ALIAS_SLOTS + a]!++;
        return { stream, revision, type: kind, data: this.#facts.of(row), actor: this.#actor(b) };
      }
      default: {
        const stream = `unit-${this.ids.unit(subject)}`;
        const revision = this.#unitRevisions[subject]!++;
        return { stream, revision, type: kind, data: this.#facts.of(row), actor: this.#actor(subject) };
      }
    }
  }

  #referenceRevision(stream: string): number {
    const revision = this.#referenceRevisions.get(stream) ?? 0;
    this.#referenceRevisions.set(stream, revision + 1);
    return revision;
  }

  /** The events of a command share theirs: the actor is that of the first. */
  #metadataOf(row: number, actor: string): EventMetadata {
    const { rows } = this.world;
    const command = rows.command(row);
    if (this.#metadata && this.#command === command) return this.#metadata;
    const commandId = this.ids.command(command);
    const commandDigest = this.ids.digest(command);
    const several = rows.spansStreams(row) && { commandEvents: rows.commandSize(row) };
    this.#command = command;
    this.#metadata = { commandId, actor, correlationId: commandId, commandDigest, ...several };
    return this.#metadata;
  }

  #actor(unit: number): string {
    const owner = this.world.units.owner[unit]!;
    const id = this.world.territory.ownerId(owner);
    return this.world.territory.isAler(owner) ? `${id}-operatore-${unit % OPERATORS}` : `ufficio-casa-${id}`;
  }
}
