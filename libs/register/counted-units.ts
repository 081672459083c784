import type { StoredEvent } from '#event-store';
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
  private readonly provisional = new Set<string>();

  /** Takes the next event of the log. */
  apply(event: StoredEvent): void {
    if (!event.stream.startsWith('unit-')) return;
    const unitId = event.stream.slice('unit-'.length);
    if (event.type !== 'UnitRegistered') {
      if (this.provisional.has(unitId)) this.touched.add(unitId);
      return;
    }
    const { owner, ambito, serviceClass, provisional } = event.data as Registration;
    if (!provisional) return;
    const key = keyOf({ owner, ambito, serviceClass, list: provisional.list });
    const count = this.counts.get(key) ?? new Map<string, number>();
    this.counts.set(key, count.set(unitId, provisional.ordinal));
    this.provisional.add(unitId);
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
