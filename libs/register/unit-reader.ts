import { isUuid, type StoredEvent } from '#event-store';
import type { AliasLookup } from '#directory';
import { historyOf, type HistoryEntry } from '#read-store';
import { civilDateAt, type AsOf } from '#temporal';
import type { Alias } from '#units/domain';
import { resolveKnownAt } from './coordinates.js';
import { AmbiguousAlias, UnitNotFound } from './errors.js';
import type { Coordinates, UnitReading } from './queries.js';
import type { Register } from './register.js';

/** Units as of a coordinate, found by id or by any alias. */
export class UnitReader {
  constructor(private readonly register: Register) {}

  /**
   * The unit that a reference names: its UUID (also as `provisional:{uuid}`), `scheme:value`, or an alias's value.
   * @throws UnitNotFound AmbiguousAlias
   */
  resolve(ref: string): string {
    const { aliases, timeline } = this.register.views;
    const uuid = ref.replace(/^provisional:/, '').toLowerCase();
    if (isUuid(uuid) && timeline.has(uuid)) return uuid;
    const colon = ref.indexOf(':');
    const scoped: AliasLookup =
      colon > 0 ? aliases.find({ scheme: ref.slice(0, colon), value: ref.slice(colon + 1) }) : { kind: 'unknown' };
    const found = scoped.kind === 'unknown' ? aliases.findValue(ref) : scoped;
    if (found.kind === 'ambiguous') {
      const candidates = found.holders.map(({ alias, unitId }) => ({
        unitId,
        alias: `${alias.scheme}:${alias.value}`,
      }));
      throw new AmbiguousAlias(ref, candidates);
    }
    if (found.kind === 'unknown' || !timeline.has(found.unitId)) throw new UnitNotFound(ref);
    return found.unitId;
  }

  /** @throws UnitNotFound AmbiguousAlias BadCoordinate */
  async read(ref: string, coordinates: Coordinates): Promise<UnitReading> {
    const { store, views, clock } = this.register;
    const known = await resolveKnownAt(store, coordinates.knownAt);
    await views.reached(known.position);
    const unitId = this.resolve(ref);
    const validAt = coordinates.validAt ?? civilDateAt(clock().toISOString());
    const view = views.timeline.unitAt(unitId, { validAt, knownAt: known.position });
    const stream = (await store.readStream(`unit-${unitId}`)).filter((event) => event.position <= known.position);
    const state = view?.state ?? null;
    return {
      unitId,
      label: view?.label ?? `provisional:${unitId}`,
      state,
      outlook: view?.outlook ?? null,
      formerAliases: everGiven(stream).filter((given) => !state?.aliases.some((held) => isSame(held, given))),
      revision: stream.at(-1)?.revision ?? null,
      validAt,
      knownAt: known.recordedAt,
      position: String(known.position),
      settled: known.settled,
    };
  }

  /** @throws UnitNotFound AmbiguousAlias BadCoordinate */
  async history(ref: string, knownAt?: string) {
    const { store, views } = this.register;
    const known = await resolveKnownAt(store, knownAt);
    await views.reached(known.position);
    const unitId = this.resolve(ref);
    const asOf: AsOf = { knownAt: known.position };
    const label = views.timeline.unitAt(unitId, asOf)?.label ?? `provisional:${unitId}`;
    return { unitId, label, events: await this.streamHistory(`unit-${unitId}`, known.position) };
  }

  /** Every event of a stream known at a position, with what became of it by then. */
  async streamHistory(stream: string, knownAt: number): Promise<readonly HistoryEntry[]> {
    const events = await this.register.store.readStream(stream);
    return historyOf(events.filter((event) => event.position <= knownAt));
  }
}

/** Aliases that the unit was ever given, corrections or not. */
function everGiven(stream: readonly StoredEvent[]): Alias[] {
  const given = stream.flatMap(({ data }) => (data as { aliases?: readonly Alias[] }).aliases ?? []);
  return given.filter((alias, i) => given.findIndex((other) => isSame(other, alias)) === i);
}

function isSame(a: Alias, b: Alias): boolean {
  return a.scheme === b.scheme && a.value === b.value;
}
