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
