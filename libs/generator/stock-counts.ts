import { dayNumber } from '#temporal';
import { yearsOf } from './calendar.js';
import type { Span } from './options.js';
import type { Territory } from './territory.js';

const CLASSES = 3;

/** The stock of each owner in each Ambito, year by year: what the owners declare that they count. */
export class StockCounts {
  readonly years: readonly number[];
  /** By year: the day of the census, the last of the year before; in the first year the first day of all. */
  readonly censusDays: readonly number[];
  readonly #counts: Int32Array;

  constructor(
    span: Span,
    private readonly territory: Territory,
  ) {
    this.years = yearsOf(span.first, span.end);
    this.censusDays = this.years.map((year) => Math.max(span.first, dayNumber(`${year}-01-01`) - 1));
    const owners = territory.municipalities + territory.ambiti;
    this.#counts = new Int32Array(owners * this.years.length * CLASSES);
  }

  /** Counts a unit in every census of [from, to). */
  add(owner: number, ambito: number, serviceClass: number, from: number, to: number): void {
    const at = this.#at(owner, ambito) + serviceClass;
    this.censusDays.forEach((day, year) => {
      if (from <= day && day < to) this.#counts[at + year * CLASSES]!++;
    });
  }

  /** SAP, SAS and other units counted. */
  of(owner: number, ambito: number, year: number): readonly [number, number, number] {
    const at = this.#at(owner, ambito) + year * CLASSES;
    return [this.#counts[at]!, this.#counts[at + 1]!, this.#counts[at + 2]!];
  }

  /** A Comune owns in its own Ambito; an ALER's stock is counted in each. */
  #at(owner: number, ambito: number): number {
    const { territory } = this;
    const place = territory.isAler(owner) ? territory.municipalities + ambito : owner;
    return place * this.years.length * CLASSES;
  }
}
