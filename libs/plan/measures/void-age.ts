import { addDays, type CivilDate } from '#temporal';

/** Ages of an open void, in whole months; `unknown` where the release is not known. */
export const VOID_AGES = ['0-3', '3-6', '6-12', '12-24', 'over-24', 'unknown'] as const;
export type VoidAge = (typeof VOID_AGES)[number];

const UPPER_MONTHS: readonly (readonly [VoidAge, number])[] = [
  ['0-3', 3],
  ['3-6', 6],
  ['6-12', 12],
  ['12-24', 24],
];

/** The group of a void in course: half-open, so that three whole months are in 3-6. */
export function voidAge(since: CivilDate | null, on: CivilDate): VoidAge {
  if (since === null) return 'unknown';
  const months = wholeMonths(since, on);
  return UPPER_MONTHS.find(([, upper]) => months < upper)?.[0] ?? 'over-24';
}

/** Whole months from one date to another; from the 31st a month is whole on the last day of a shorter one. */
export function wholeMonths(from: CivilDate, to: CivilDate): number {
  const months = monthNumber(to) - monthNumber(from);
  const isShort = dayOfMonth(to) < dayOfMonth(from) && !isLastOfMonth(to);
  return isShort ? months - 1 : months;
}

function monthNumber(date: CivilDate): number {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));
}

function dayOfMonth(date: CivilDate): number {
  return Number(date.slice(8, 10));
}

function isLastOfMonth(date: CivilDate): boolean {
  return dayOfMonth(addDays(date, 1)) === 1;
}
