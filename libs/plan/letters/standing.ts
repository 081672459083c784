import { yearOf } from '#temporal';
import type { PlanUnit } from '../facts.js';

/** What the letters look at in a unit, but for where it is: equal units stand in the same letters. */
export interface Standing extends Pick<PlanUnit, 'stock' | 'serviceClass' | 'lifecycle' | 'sat' | 'conferral'> {
  readonly lot: { readonly programme: string; readonly lot: string; readonly delivered: boolean } | null;
  /** Year of the expected release; null when none is expected. */
  readonly releaseExpectedIn: number | null;
  /** Year of the expected end of the works stated for the unit itself. */
  readonly worksExpectedIn: number | null;
}

export function standingOf(unit: PlanUnit): Standing {
  const { stock, serviceClass, lifecycle, sat, conferral, lot, releaseExpectedOn, worksExpectedOn } = unit;
  const releaseExpectedIn = yearOrNull(releaseExpectedOn);
  return {
    stock,
    serviceClass,
    lifecycle,
    sat,
    conferral,
    lot,
    releaseExpectedIn,
    worksExpectedIn: yearOrNull(worksExpectedOn),
  };
}

export function yearOrNull(date: string | null): number | null {
  return date === null ? null : yearOf(date);
}

/** An occupied unit has been let. An untitled occupation is no letting. */
export function isLet({ lifecycle }: Pick<Standing, 'lifecycle'>): boolean {
  return lifecycle === 'OCCUPIED' || lifecycle === 'OCCUPIED_TRANSITORY';
}
