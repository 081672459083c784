import type { Position, StoredEvent } from '#event-store';
import { withStatus, type AlikeStatuses, type SourceStatus, type StockRow } from '#plan';
import { factsAsOf, foldAsOf, violations, yearOf, type AsOf, type CivilDate } from '#temporal';
import {
  evolve,
  guard,
  outlookAt,
  unitLabel,
  type MaybeUnit,
  type Outlook,
  type StoredUnitFact,
  type UnitState,
} from '#units/domain';
import {
  ALL_AMBITI,
  type AmbitoAsOf,
  type Anomaly,
  type GroupCount,
  type GroupKey,
  type IndexedPlanUnit,
  type MovementCount,
  type StateCount,
  type HistorySegment,
  type Let,
  type Movement,
  type Movements,
  type PlanUnitsQuery,
  type Release,
  type UnitView,
  type YearQuery,
} from '../queries.js';

/**
 * The timeline index's answers by folding every unit's events anew for every question: the meaning, written with
 * nothing but `factsAsOf`, `evolve`, `guard` and `outlookAt`. Slow, and what the index is held against.
 */
export class BruteForce {
  readonly #streams = new Map<string, StoredUnitFact[]>();

  constructor(events: Iterable<StoredEvent>) {
    for (const event of events) {
      const unitId = /^unit-([0-9a-f-]{36})$/.exec(event.stream)?.[1];
      if (unitId === undefined) continue;
      const stream = this.#streams.get(unitId) ?? [];
      this.#streams.set(unitId, stream);
      stream.push(event as unknown as StoredUnitFact);
    }
  }

  get unitIds(): string[] {
    return [...this.#streams.keys()];
  }

  stock({ ambito, ...asOf }: AmbitoAsOf): StockRow[] {
    const rows = new Map<string, { -readonly [F in keyof StockRow]: StockRow[F] }>();
    for (const { state } of this.#registered(ambito, asOf)) {
      if (state.stock !== 'IN_STOCK') continue;
      const { owner, municipality } = state;
      const key = JSON.stringify([owner, municipality]);
      const row = rows.get(key) ?? { owner, municipality, sap: 0, sas: 0, other: 0 };
      rows.set(key, row);
      row[state.serviceClass === 'SAP' ? 'sap' : state.serviceClass === 'SAS' ? 'sas' : 'other']++;
    }
    return [...rows.values()];
  }

  counts({ ambito, ...asOf }: AmbitoAsOf): GroupCount[] {
    const keys = this.#registered(ambito, asOf).map(({ unitId, state }) =>
      groupKey(state, this.#outlook(unitId, asOf)),
    );
    return tally(keys).map(([key, units]) => ({ key, units }));
  }

  countsByState({ ambito, ...asOf }: AmbitoAsOf): StateCount[] {
    const inStock = this.#registered(ambito, asOf).filter(({ state }) => state.stock === 'IN_STOCK');
    const keys = inStock.map(({ state: { ambito: of, owner, municipality, serviceClass, lifecycle } }) => ({
      ambito: of,
      ...{ owner, municipality, serviceClass, lifecycle },
    }));
    return tally(keys).map(([key, units]) => ({ ...key, units }));
  }

  planUnits({ ambito, also = [], ...asOf }: PlanUnitsQuery): IndexedPlanUnit[] {
    const candidates = this.#candidates(ambito, asOf);
    const named = new Set(also);
    return this.#registered(ALL_AMBITI, asOf).flatMap(({ unitId, state }) => {
      if (!candidates.has(unitId) && !named.has(unitId)) return [];
      return [planUnit(unitId, state, this.#outlook(unitId, asOf))];
    });
  }

  movements(query: YearQuery): Movements {
    const moved = this.#moved(query);
    return {
      releases: moved.filter((movement) => movement.movement === 'release'),
      lets: moved.filter((movement) => movement.movement === 'let'),
    };
  }

  #moved({ ambito, year, knownAt, validAt = `${year}-12-31` }: YearQuery): Movement[] {
    return this.unitIds.flatMap((unitId) => {
      const found: Movement[] = [];
      let state: MaybeUnit = null;
      for (const fact of this.#facts(unitId, { knownAt, validAt })) {
        const before: MaybeUnit = state;
        state = evolve(before, fact);
        const hadEffect = before !== null && before.merged?.kind !== 'duplicate';
        if (!hadEffect || yearOf(fact.data.effectiveOn) !== year) continue;
        const moved = movementOf(before, fact);
        const then = this.#state(unitId, { knownAt, validAt: fact.data.effectiveOn })!;
        if (!moved || !stands(then, ambito)) continue;
        const { owner, municipality, serviceClass } = then;
        const label = unitLabel(unitId, this.#state(unitId, { knownAt, validAt })!.aliases);
        found.push({
          unitId,
          label,
          owner,
          municipality,
          serviceClass,
          ...moved,
          eventId: fact.id,
          effectiveOn: fact.data.effectiveOn,
        });
      }
      return found;
    });
  }

  movementCounts(query: YearQuery): MovementCount[] {
    const keys = this.#moved(query).map((one) => ({
      ambito: this.#state(one.unitId, { knownAt: query.knownAt, validAt: one.effectiveOn })!.ambito,
      owner: one.owner,
      municipality: one.municipality,
      serviceClass: one.serviceClass,
      movement: one.movement,
      by: one.movement === 'let' ? one.channel : one.cause,
    }));
    return tally(keys).map(([key, units]) => ({ ...key, units }));
  }

  anomalies({ ambito, ...asOf }: AmbitoAsOf): Anomaly[] {
    return this.unitIds.flatMap((unitId) => {
      const state = this.#state(unitId, asOf);
      if (ambito !== ALL_AMBITI && !(state && stands(state, ambito))) return [];
      const label = unitLabel(unitId, state?.aliases ?? []);
      return violations<StoredUnitFact, MaybeUnit>(this.#facts(unitId, asOf), null, evolve, guard).map(
        ({ fact, code }) => ({
          unitId,
          label,
          type: fact.type,
          code,
          effectiveOn: fact.data.effectiveOn,
          eventId: fact.id,
        }),
      );
    });
  }

  sourceStatuses({ ambito, also = [], ...asOf }: PlanUnitsQuery): readonly AlikeStatuses[] {
    const candidates = new Set([...this.#candidates(ambito, asOf), ...also]);
    const statuses = this.#registered(ambito, asOf).flatMap(({ unitId, state }) => {
      const last = this.#facts(unitId, asOf).findLast((fact) => fact.type === 'SourceStatusReported');
      if (last?.type !== 'SourceStatusReported') return [];
      const { code, label: statusLabel, mapsTo } = last.data;
      const stoodInLot = state.stock !== 'OUT' && state.lot !== null;
      if (mapsTo !== 'UNMAPPED' && !candidates.has(unitId) && !stoodInLot) return [];
      const { owner, lifecycle } = state;
      const label = unitLabel(unitId, state.aliases);
      return [{ unitId, label, owner, lifecycle, code, statusLabel, mapsTo: mapsTo as SourceStatus['mapsTo'] }];
    });
    return statuses.reduce<readonly AlikeStatuses[]>(withStatus, []);
  }

  history(unitId: string, knownAt?: Position): HistorySegment[] {
    const days = [...new Set(this.#facts(unitId, { knownAt }).map((fact) => fact.data.effectiveOn))];
    const segments: { from: CivilDate; to: CivilDate | null; state: UnitState; outlook: HistorySegment['outlook'] }[] =
      [];
    for (const from of days) {
      const state = this.#state(unitId, { validAt: from, knownAt });
      if (state === null) continue;
      const outlook = this.#outlook(unitId, { validAt: from, knownAt });
      const last = segments.at(-1);
      if (last && same([last.state, last.outlook], [state, outlook])) continue;
      if (last) last.to = from;
      segments.push({ from, to: null, state, outlook });
    }
    return segments;
  }

  unitAt(unitId: string, asOf: AsOf): UnitView | undefined {
    const state = this.#state(unitId, asOf);
    if (state === null) return undefined;
    const outlook = this.#outlook(unitId, { validAt: '9999-12-31', ...asOf });
    return { unitId, state, outlook, label: unitLabel(unitId, state.aliases) };
  }

  /** Units that can stand in another letter than a. */
  #candidates(ambito: string, asOf: Coordinate): ReadonlySet<string> {
    const candidates = this.#registered(ambito, asOf).filter(
      ({ unitId, state }) => isPlannable(state) || isForecast(state, this.#outlook(unitId, asOf).releaseExpectedOn),
    );
    return new Set(candidates.map(({ unitId }) => unitId));
  }

  #registered(ambito: string, asOf: Coordinate): { unitId: string; state: UnitState }[] {
    return this.unitIds.flatMap((unitId) => {
      const state = this.#state(unitId, asOf);
      return state && stands(state, ambito) ? [{ unitId, state }] : [];
    });
  }

  #state(unitId: string, asOf: Partial<Coordinate>): MaybeUnit {
    return foldAsOf<StoredUnitFact, MaybeUnit>(this.#streams.get(unitId) ?? [], null, evolve, plain(asOf));
  }

  #facts(unitId: string, asOf: Partial<Coordinate>): StoredUnitFact[] {
    return factsAsOf(this.#streams.get(unitId) ?? [], plain(asOf));
  }

  #outlook(unitId: string, { validAt, knownAt }: Coordinate) {
    return outlookAt(this.#facts(unitId, { knownAt }), validAt);
  }
}

interface Coordinate {
  readonly validAt: CivilDate;
  readonly knownAt?: Position | undefined;
}

function plain({ validAt, knownAt }: Partial<Coordinate>): AsOf {
  return { ...(validAt !== undefined && { validAt }), ...(knownAt !== undefined && { knownAt }) };
}

function stands(state: UnitState, ambito: string): boolean {
  return ambito === ALL_AMBITI || state.ambito === ambito;
}

function isPlannable(state: UnitState): boolean {
  if (state.stock === 'OUT') return false;
  return (
    state.stock === 'PLANNED' ||
    state.openVoid !== null ||
    state.lot?.delivered === false ||
    state.sat !== null ||
    state.conferral !== null ||
    /^(VACANT|UNDER)_/.test(state.lifecycle)
  );
}

function isForecast(state: UnitState, releaseExpectedOn: CivilDate | null): boolean {
  return state.stock !== 'OUT' && releaseExpectedOn !== null;
}

function planUnit(unitId: string, state: UnitState, { releaseExpectedOn, worksExpectedOn }: Outlook): IndexedPlanUnit {
  const own = [`aler/${state.owner}`, `municipal/${state.owner}`];
  return {
    unitId,
    label: unitLabel(unitId, state.aliases),
    ownerCode: state.aliases.find(({ scheme }) => own.includes(scheme))?.value ?? null,
    provisional: state.aliases.length === 0,
    owner: state.owner,
    municipality: state.municipality,
    stock: state.stock,
    serviceClass: state.serviceClass,
    lifecycle: state.lifecycle,
    lot: state.lot,
    sat: state.sat !== null,
    conferral: state.conferral,
    registeredOn: state.registeredOn,
    lastDeliveredOn: state.lastDeliveredOn,
    voidSince: state.openVoid ? state.openVoid.since : undefined,
    releaseExpectedOn,
    worksExpectedOn,
    list: state.provisional?.list ?? null,
  };
}

function groupKey(state: UnitState, outlook: Outlook): GroupKey {
  const { ambito, owner, municipality, serviceClass, stock, lifecycle, conferral } = state;
  const lot = state.lot && !state.lot.delivered ? state.lot : null;
  return {
    ...{ ambito, owner, municipality, serviceClass, stock, lifecycle },
    sat: state.sat !== null,
    conferral,
    lot: lot && { programme: lot.programme, lot: lot.lot, delivered: false },
    releaseExpectedIn: outlook.releaseExpectedOn === null ? null : yearOf(outlook.releaseExpectedOn),
    worksExpectedIn: lot === null || outlook.worksExpectedOn === null ? null : yearOf(outlook.worksExpectedOn),
  };
}

/** How often each of these keys is there, those that say the same taken as one. */
function tally<K>(keys: readonly K[]): [K, number][] {
  const counts = new Map<string, [K, number]>();
  for (const key of keys) {
    const text = JSON.stringify(key);
    const entry = counts.get(text) ?? [key, 0];
    counts.set(text, entry);
    entry[1]++;
  }
  return [...counts.values()];
}

function movementOf(before: UnitState, fact: StoredUnitFact) {
  if (fact.type === 'UnitReleased') {
    return { movement: 'release', cause: before.titleEnded } satisfies Partial<Release>;
  }
  if (fact.type !== 'UnitAssigned') return undefined;
  return {
    movement: 'let',
    channel: fact.data.channel,
    voidSince: before.openVoid ? before.openVoid.since : undefined,
    worksEndedOn: before.openVoid?.worksEndedOn ?? null,
    firstLet: before.openVoid?.firstLet ?? false,
  } satisfies Partial<Let>;
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
