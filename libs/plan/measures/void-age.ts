import { addDays, yearOf, type CivilDate } from '#temporal';

/** Ages of an open void, in whole months; `unknown` where the release is not known. */
export const VOID_AGES = ['0-3', '3-6', '6-12', '12-24', 'over-24', 'unknown'] as const;
export type VoidAge = (typeof VOID_AGES)[number];

const UPPER_MONTHS: readonly (readonly [VoidAge, number])[] = [
  ['0-3', 3],
  ['3-6', 6],
  ['6-12', 12],
  ['12-24', 24],
];

/** The groups of voids in course on a day, by when they began: half-open, so that three whole months are in 3-6. */
export function voidAgesOn(on: CivilDate): (since: CivilDate | null) => VoidAge {
  const uppers = UPPER_MONTHS.map(([age, months]) => ({ age, latest: monthsBefore(on, months) }));
  return (since) => {
    if (since === null) return 'unknown';
    return uppers.find(({ latest }) => since > latest)?.age ?? 'over-24';
  };
}

/**
 * The latest day from which so many whole months have passed, as dates compare: on the last day of a month they are
 * whole from the 31st of any, which not every month has.
 */
function monthsBefore(on: CivilDate, months: number): string {
  const month = yearOf(on) * 12 + Number(on.slice(5, 7)) - 1 - months;
  const day = addDays(on, 1).endsWith('-01') ? '31' : on.slice(8, 10);
  const [year, ofYear] = [Math.floor(month / 12), (month % 12) + 1];
  return `${String(year).padStart(4, '0')}-${String(ofYear).padStart(2, '0')}-${day}`;
}
