import { dateOfDay, type CivilDate } from '#temporal';

/** A day after every date, and an ordinal after every event. */
export const FOREVER = 0x7fffffff;
/** A day before every date. */
export const BEFORE_ALL = -0x80000000;

/** Days whose dates are remembered, each in the place of those so many days before and after: 45 years of a register's days. */
const REMEMBERED = 1 << 14;
const days = new Int32Array(REMEMBERED).fill(BEFORE_ALL);
const dates = new Array<CivilDate>(REMEMBERED).fill('');

/** Days since 1970-01-01, as `dayNumber` of #temporal, by arithmetic alone: it is on the path of every event. */
export function dayOf(date: CivilDate): number {
  const month = digits(date, 5, 7);
  // The year begins in March here, so that the leap day is its last (Howard Hinnant, days_from_civil).
  const year = digits(date, 0, 4) - (month <= 2 ? 1 : 0);
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + digits(date, 8, 10) - 1;
  return (
    era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
  );
}

/** The year of a day, by the arithmetic of {@link dayOf} turned round (Howard Hinnant, civil_from_days). */
export function yearOfDay(day: number): number {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  return yearOfEra + era * 400 + (dayOfYear >= 306 ? 1 : 0);
}

export function dateOf(day: number): CivilDate {
  const place = day & (REMEMBERED - 1);
  if (days[place] === day) return dates[place]!;
  const date = dateOfDay(day);
  days[place] = day;
  dates[place] = date;
  return date;
}

function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let i = from; i < to; i++) value = value * 10 + text.charCodeAt(i) - 48;
  return value;
}
