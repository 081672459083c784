import { dayNumber, type CivilDate } from '#temporal';
import type { ReLetTime, ReLetTimes } from '../document.js';
import type { LettingOfYear } from '../facts.js';

/** How long a unit had stood empty when it was let, in days. */
export interface Void {
  /** From the release to the tenancy that ends the void. */
  readonly days: number;
  /** From the end of the major works, where there were any, else from the release. */
  readonly netDays: number;
  readonly works: boolean;
}

/** What a let says of re-let times: the void that it ends, or why it is left out. */
export type ReLet = Void | 'first-let' | 'swap' | 'release-unknown';

/** Days kept by their date: the days of some years, which come again and again. */
const DAYS_KEPT = 8_192;
const days = new Map<CivilDate, number>();

function dayOf(date: CivilDate): number {
  let day = days.get(date);
  if (day === undefined) {
    if (days.size === DAYS_KEPT) days.clear();
    days.set(date, (day = dayNumber(date)));
  }
  return day;
}

export function reLetOf({ firstLet, channel, voidSince, worksEndedOn, effectiveOn }: LettingOfYear): ReLet {
  if (firstLet) return 'first-let';
  if (channel === 'consensual-swap') return 'swap';
  if (voidSince === null || voidSince === undefined) return 'release-unknown';
  const until = dayOf(effectiveOn);
  const inAll = until - dayOf(voidSince);
  if (worksEndedOn === null) return { days: inAll, netDays: inAll, works: false };
  return { days: inAll, netDays: until - dayOf(worksEndedOn), works: true };
}

/**
 * Re-let times of the lets of a year, with and without major works apart: void days from the release to the next
 * tenancy, net void days from the end of the works. Left out, and their number shown: first lets, swaps, and lets whose
 * release is not known. A succession is no let: the tenancy goes on.
 */
export class ReLetSums {
  readonly #withWorks = { lets: 0, days: 0, netDays: 0 };
  readonly #withoutWorks = { lets: 0, days: 0, netDays: 0 };
  readonly #leftOut = { 'first-let': 0, swap: 0, 'release-unknown': 0 };

  add(reLet: ReLet): void {
    if (typeof reLet === 'string') {
      this.#leftOut[reLet]++;
      return;
    }
    const sums = reLet.works ? this.#withWorks : this.#withoutWorks;
    sums.lets++;
    sums.days += reLet.days;
    sums.netDays += reLet.netDays;
  }

  addAll(other: ReLetSums): void {
    addTo(this.#withWorks, other.#withWorks);
    addTo(this.#withoutWorks, other.#withoutWorks);
    const leftOut = other.#leftOut;
    this.#leftOut['first-let'] += leftOut['first-let'];
    this.#leftOut.swap += leftOut.swap;
    this.#leftOut['release-unknown'] += leftOut['release-unknown'];
  }

  get times(): ReLetTimes {
    const [one, other] = [this.#withWorks, this.#withoutWorks];
    return {
      all: meanOf(one.lets + other.lets, one.days + other.days, one.netDays + other.netDays),
      withWorks: meanOf(one.lets, one.days, one.netDays),
      withoutWorks: meanOf(other.lets, other.days, other.netDays),
      leftOut: {
        firstLets: this.#leftOut['first-let'],
        swaps: this.#leftOut.swap,
        releaseUnknown: this.#leftOut['release-unknown'],
      },
    };
  }
}

interface DaySums {
  lets: number;
  days: number;
  netDays: number;
}

function addTo(sums: DaySums, { lets, days: inAll, netDays }: DaySums): void {
  sums.lets += lets;
  sums.days += inAll;
  sums.netDays += netDays;
}

function meanOf(lets: number, days: number, netDays: number): ReLetTime {
  return {
    lets,
    meanDays: lets === 0 ? null : days / lets,
    meanNetDays: lets === 0 ? null : netDays / lets,
  };
}
