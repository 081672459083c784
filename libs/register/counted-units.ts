import { itemsPart, type SavedPart, type SavedReader } from '#saved-views';
import {
  isInterchangeable,
  type MaybeUnit,
  type ProvisionalList,
  type ServiceClass,
  type UnitState,
} from '#units/domain';

/** A provisional unit as it was counted. */
export interface CountedUnit {
  readonly unitId: string;
  readonly ordinal: number;
  /** Something was said of it since: ask the index what it is now. */
  readonly touched: boolean;
}

/** The natural key of the units of one count: same owner, class and list. */
export interface Count {
  readonly owner: string;
  readonly ambito: string;
  readonly serviceClass: ServiceClass;
  readonly list: ProvisionalList;
}

type Registration = Pick<UnitState, 'owner' | 'ambito' | 'serviceClass' | 'provisional'>;

/** The units that were registered without an alias, by the count they come from (domain.md, sections 3 and 4). */
export class CountedUnits {
  private readonly counts = new Map<string, Map<string, number>>();
  private readonly touched = new Set<string>();
  /** Streams of the units counted. */
  private readonly provisional = new Set<string>();

  /** Takes the next event of a unit's stream. */
  apply(type: string, stream: string, data: object): void {
    if (type !== 'UnitRegistered') {
      if (this.provisional.has(stream)) this.touched.add(stream.slice('unit-'.length));
      return;
    }
    const unitId = stream.slice('unit-'.length);
    const { owner, ambito, serviceClass, provisional } = data as Registration;
    if (!provisional) return;
    const key = keyOf({ owner, ambito, serviceClass, list: provisional.list });
    const count = this.counts.get(key) ?? new Map<string, number>();
    this.counts.set(key, count.set(unitId, provisional.ordinal));
    this.provisional.add(stream);
  }

  /** Whether the unit of a stream is one of those counted. */
  has(stream: string): boolean {
    return this.provisional.has(stream);
  }

  capture(): SavedPart[] {
    const counts = [...this.counts].map(([key, units]) => [key, units.size] as const);
    const units: string[] = [];
    const ordinals: number[] = [];
    for (const count of this.counts.values()) {
      for (const [unitId, ordinal] of count) {
        units.push(unitId);
        ordinals.push(ordinal);
      }
    }
    return [
      itemsPart('counts of units', counts),
      itemsPart('counted units', units),
      itemsPart('ordinals of counted units', ordinals),
      itemsPart('counted units touched', [...this.touched]),
    ];
  }

  restore(from: SavedReader): void {
    const counts = from.items<readonly [key: string, units: number]>('counts of units');
    const units = from.items<string>('counted units');
    const ordinals = from.items<number>('ordinals of counted units');
    let at = 0;
    for (const [key, size] of counts) {
      const count = new Map<string, number>();
      for (const end = at + size; at < end; at++) count.set(units[at]!, ordinals[at]!);
      this.counts.set(key, count);
    }
    for (const unitId of units) this.provisional.add(`unit-${unitId}`);
    for (const unitId of from.items<string>('counted units touched')) this.touched.add(unitId);
  }

  /** Every unit that the count ever made, by ordinal. */
  of(count: Count): CountedUnit[] {
    const units = [...(this.counts.get(keyOf(count)) ?? [])];
    return units
      .map(([unitId, ordinal]) => ({ unitId, ordinal, touched: this.touched.has(unitId) }))
      .sort((a, b) => a.ordinal - b.ordinal);
  }

  /** How many of the count's units are still to be identified. */
  remaining(count: Count, stateOf: (unitId: string) => MaybeUnit): number {
    return this.of(count).filter(({ unitId, touched }) => {
      if (!touched) return true;
      const state = stateOf(unitId);
      return state !== null && isInterchangeable(state);
    }).length;
  }

  /** Ambiti in which the owner has counted units of that class and list. */
  ambitiOf({ owner, serviceClass, list }: Omit<Count, 'ambito'>): string[] {
    const suffix = `|${serviceClass}|${list}`;
    return [...this.counts.keys()]
      .filter((key) => key.startsWith(`${owner}|`) && key.endsWith(suffix))
      .map((key) => key.slice(owner.length + 1, -suffix.length));
  }
}

function keyOf({ owner, ambito, serviceClass, list }: Count): string {
  return `${owner}|${ambito}|${serviceClass}|${list}`;
}
