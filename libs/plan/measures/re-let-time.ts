import { daysBetween } from '#temporal';
import type { ReLetTime, ReLetTimes } from '../document.js';
import type { LettingOfYear } from '../facts.js';

/**
 * Re-let times of the lets of a year, with and without major works apart: void days from the release to the next
 * tenancy, net void days from the end of the works. Left out, and their number shown: first lets, swaps, and lets whose
 * release is not known. A succession is no let: the tenancy goes on.
 */
export function reLetTimes(lettings: readonly LettingOfYear[]): ReLetTimes {
  const reLets = lettings.filter(({ firstLet, channel }) => !firstLet && channel !== 'consensual-swap');
  const known = reLets.flatMap(voidOf);
  return {
    all: meanOf(known),
    withWorks: meanOf(known.filter(({ works }) => works)),
    withoutWorks: meanOf(known.filter(({ works }) => !works)),
    leftOut: {
      firstLets: lettings.filter(({ firstLet }) => firstLet).length,
      swaps: lettings.filter(({ firstLet, channel }) => !firstLet && channel === 'consensual-swap').length,
      releaseUnknown: reLets.length - known.length,
    },
  };
}

/** How long a unit had stood empty when it was let, in days. */
interface Void {
  /** From the release to the tenancy that ends the void. */
  readonly days: number;
  /** From the end of the major works, where there were any, else from the release. */
  readonly netDays: number;
  readonly works: boolean;
}

function voidOf({ releasedOn, worksEndedOn, effectiveOn }: LettingOfYear): readonly Void[] {
  if (releasedOn === null) return [];
  const days = daysBetween(releasedOn, effectiveOn);
  if (worksEndedOn === null) return [{ days, netDays: days, works: false }];
  return [{ days, netDays: daysBetween(worksEndedOn, effectiveOn), works: true }];
}

function meanOf(voids: readonly Void[]): ReLetTime {
  return {
    lets: voids.length,
    meanDays: mean(voids.map(({ days }) => days)),
    meanNetDays: mean(voids.map(({ netDays }) => netDays)),
  };
}

function mean(numbers: readonly number[]): number | null {
  return numbers.length === 0 ? null : numbers.reduce((sum, n) => sum + n, 0) / numbers.length;
}
