import { dayNumber } from '#temporal';
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

/** Reads lets, each once; the days of a year come again and again. */
export function reLetReader(): (letting: LettingOfYear) => ReLet {
  const days = new Map<string, number>();
  const dayOf = (date: string): number => {
    let day = days.get(date);
    if (day === undefined) days.set(date, (day = dayNumber(date)));
    return day;
  };
  return ({ firstLet, channel, releasedOn, worksEndedOn, effectiveOn }) => {
    if (firstLet) return 'first-let';
    if (channel === 'consensual-swap') return 'swap';
    if (releasedOn === null) return 'release-unknown';
    const until = dayOf(effectiveOn);
    const days = until - dayOf(releasedOn);
    if (worksEndedOn === null) return { days, netDays: days, works: false };
    return { days, netDays: until - dayOf(worksEndedOn), works: true };
  };
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

function meanOf(lets: number, days: number, netDays: number): ReLetTime {
  return {
    lets,
    meanDays: lets === 0 ? null : days / lets,
    meanNetDays: lets === 0 ? null : netDays / lets,
  };
}
