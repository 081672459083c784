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
  const known = reLets.filter(isReleaseKnown);
  return {
    all: meanOf(known),
    withWorks: meanOf(known.filter(({ worksEndedOn }) => worksEndedOn !== null)),
    withoutWorks: meanOf(known.filter(({ worksEndedOn }) => worksEndedOn === null)),
    leftOut: {
      firstLets: lettings.filter(({ firstLet }) => firstLet).length,
      swaps: lettings.filter(({ firstLet, channel }) => !firstLet && channel === 'consensual-swap').length,
      releaseUnknown: reLets.length - known.length,
    },
  };
}

type ReLet = LettingOfYear & { readonly releasedOn: string };

function isReleaseKnown(letting: LettingOfYear): letting is ReLet {
  return letting.releasedOn !== null;
}

function meanOf(lettings: readonly ReLet[]): ReLetTime {
  return {
    lets: lettings.length,
    meanDays: mean(lettings.map((letting) => voidDays(letting))),
    meanNetDays: mean(lettings.map((letting) => netVoidDays(letting))),
  };
}

/** Days from the release to the tenancy that ends the void. */
function voidDays({ releasedOn, effectiveOn }: ReLet): number {
  return daysBetween(releasedOn, effectiveOn);
}

/** Days from the end of the major works, where there were any, else from the release. */
function netVoidDays(letting: ReLet): number {
  return letting.worksEndedOn === null ? voidDays(letting) : daysBetween(letting.worksEndedOn, letting.effectiveOn);
}

function mean(numbers: readonly number[]): number | null {
  return numbers.length === 0 ? null : numbers.reduce((sum, n) => sum + n, 0) / numbers.length;
}
