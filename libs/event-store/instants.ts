const RECORDED = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const INSTANT = /^((?!0000)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d{1,3})?(Z|[+-]\d\d:\d\d)$/;

/** Gives the instant an event is recorded at. Adapters that set recorded times take one, so that tests can turn it back. */
export type Clock = () => Date;

/** Most days whose beginnings are remembered: a century of them. */
const REMEMBERED = 40_000;
const beginnings = new Map<string, number>();

/**
 * Milliseconds since 1970 of a recorded time in its one spelling (`2026-01-31T08:00:00.000Z`).
 * @throws RangeError
 */
export function recordedMillis(text: string): number {
  const millis = RECORDED.test(text) ? beginningOf(text.slice(0, 10)) + millisOfDay(text) : NaN;
  if (Number.isNaN(millis)) throw new RangeError(`"${text}" is not an instant in UTC with milliseconds`);
  return millis;
}

/** When a day begins; NaN when there is no such day. A history has few days and many events. */
function beginningOf(day: string): number {
  const known = beginnings.get(day);
  if (known !== undefined) return known;
  const millis = Date.parse(day);
  // 30 February is read by some engines as 1 or 2 March: the day must come back as it was.
  const beginning = !Number.isNaN(millis) && new Date(millis).toISOString().startsWith(day) ? millis : NaN;
  if (beginnings.size >= REMEMBERED) beginnings.clear();
  beginnings.set(day, beginning);
  return beginning;
}

/** @param text in the form of RECORDED. @returns NaN when there is no such time of day */
function millisOfDay(text: string): number {
  const [hours, minutes, seconds] = [number(text, 11, 13), number(text, 14, 16), number(text, 17, 19)];
  if (hours > 23 || minutes > 59 || seconds > 59) return NaN;
  return ((hours * 60 + minutes) * 60 + seconds) * 1_000 + number(text, 20, 23);
}

/** The number that these digits say. */
function number(text: string, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at++) value = value * 10 + text.charCodeAt(at) - 48;
  return value;
}

/**
 * Milliseconds since 1970 of an instant with its offset, as people and programs write it.
 * @throws RangeError when there is no offset, or no such day
 */
export function instantMillis(text: string): number {
  const [, local, fraction = '', offset] = INSTANT.exec(text) ?? [];
  const millis = local === undefined ? NaN : Date.parse(`${local}${fraction}${offset}`);
  // 30 February is read by some engines as 1 or 2 March: the local part must come back as it was.
  if (Number.isNaN(millis) || new Date(`${local}Z`).toISOString().slice(0, 19) !== local) {
    throw new RangeError(`"${text}" is not an instant with its offset, such as 2026-01-31T08:00:00Z`);
  }
  return millis;
}

const DAY = 86_400_000;
/** No date is further from 1970, in milliseconds. */
const GREATEST = 8.64e15;
/** The minutes of a day, `hh:mm:`, and the numbers below a hundred and a thousand in two and three digits. */
const MINUTES = Array.from({ length: 1_440 }, (_, minute) => `${digits(minute / 60, 2)}:${digits(minute % 60, 2)}:`);
const TWO = Array.from({ length: 60 }, (_, second) => digits(second, 2));
const THREE = Array.from({ length: 1_000 }, (_, milli) => digits(milli, 3));
let lastDay = { number: 0, date: '1970-01-01T' };

/**
 * A recorded time in its one spelling, as `Date.prototype.toISOString` writes it, several times as fast: events that follow
 * one another were mostly recorded on one day.
 * @throws RangeError when there is no such instant
 */
export function instantText(millis: number): string {
  if (!Number.isInteger(millis) || Math.abs(millis) > GREATEST) return new Date(millis).toISOString();
  const number = Math.floor(millis / DAY);
  if (number !== lastDay.number) {
    const midnight = new Date(number * DAY).toISOString();
    lastDay = { number, date: midnight.slice(0, midnight.indexOf('T') + 1) };
  }
  const time = millis - number * DAY;
  const [second, milli] = [Math.floor(time / 1_000) % 60, time % 1_000];
  return lastDay.date + MINUTES[Math.floor(time / 60_000)]! + `${TWO[second]!}.${THREE[milli]!}Z`;
}

function digits(value: number, length: number): string {
  return String(Math.floor(value)).padStart(length, '0');
}
