import type { Calendar } from './calendar.js';
import { EventRows } from './event-rows.js';
import type { Span } from './options.js';
import type { Random } from './random.js';
import type { StockCounts } from './stock-counts.js';
import type { Territory } from './territory.js';
import type { Units } from './units.js';

/** A unit that stays in stock to the end: another record of its flat, or the flat beside it, can be merged into it. */
export interface Survivor {
  readonly unit: number;
  readonly registeredOn: number;
  readonly recorded: number;
}

/** A unit that a split made: its registration is in the split's command. */
export interface Part {
  readonly unit: number;
  readonly from: number;
  readonly day: number;
  readonly recorded: number;
  readonly serviceClass: number;
  readonly owner: number;
}

/** What the lives of the units share. */
export class World {
  readonly rows = new EventRows();
  /** Parts of split units still to be lived. */
  readonly parts: Part[] = [];
  readonly #survivors = new Map<number, Survivor>();
  readonly #ordinals = new Map<string, number>();
  #nextUnit = 0;

  constructor(
    readonly span: Span,
    readonly random: Random,
    readonly territory: Territory,
    readonly calendar: Calendar,
    readonly units: Units,
    readonly stock: StockCounts,
  ) {}

  /** Numbers for new units; undefined when there are not as many left. */
  takeUnits(count: number): number | undefined {
    if (this.#nextUnit + count > this.units.count) return undefined;
    const first = this.#nextUnit;
    this.#nextUnit += count;
    return first;
  }

  survivor(owner: number, municipality: number): Survivor | undefined {
    return this.#survivors.get(owner * 65_536 + municipality);
  }

  addSurvivor(owner: number, municipality: number, survivor: Survivor): void {
    this.#survivors.set(owner * 65_536 + municipality, survivor);
  }

  /** The next ordinal among the provisional units of a count, from 1. */
  nextOrdinal(owner: number, ambito: number, serviceClass: number, list: number): number {
    const key = `${owner}/${ambito}/${serviceClass}/${list}`;
    const ordinal = (this.#ordinals.get(key) ?? 0) + 1;
    this.#ordinals.set(key, ordinal);
    return ordinal;
  }
}
