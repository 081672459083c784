import { dateOfDay, dayNumber, isCivilDate, type CivilDate } from '#temporal';
import { NO_END } from './schema.js';

/** Most days remembered: more than a century of them. */
const REMEMBERED = 50_000;

const days = new Map<CivilDate, number>();
const dates = new Map<number, CivilDate>();

/** Days since 1970-01-01. Histories speak of few days many times, so they are remembered. @throws RangeError no such date */
export function dayOf(date: CivilDate): number {
  const known = days.get(date);
  if (known !== undefined) return known;
  if (!isCivilDate(date)) throw new RangeError(`${JSON.stringify(date)} is not a date`);
  if (days.size >= REMEMBERED) days.clear();
  const day = dayNumber(date);
  days.set(date, day);
  return day;
}

/** The inverse of {@link dayOf}. */
export function dateOf(day: number): CivilDate {
  const known = dates.get(day);
  if (known !== undefined) return known;
  if (dates.size >= REMEMBERED) dates.clear();
  const date = dateOfDay(day);
  dates.set(day, date);
  return date;
}

export function endOf(to: CivilDate | null): number {
  return to === null ? NO_END : dayOf(to);
}

export function endDate(day: number): CivilDate | null {
  return day === NO_END ? null : dateOf(day);
}
