const RECORDED = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const INSTANT = /^((?!0000)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d{1,3})?(Z|[+-]\d\d:\d\d)$/;

/** Gives the instant an event is recorded at. Adapters that set recorded times take one, so that tests can turn it back. */
export type Clock = () => Date;

/**
 * Milliseconds since 1970 of a recorded time in its one spelling (`2026-01-31T08:00:00.000Z`).
 * @throws RangeError
 */
export function recordedMillis(text: string): number {
  const millis = RECORDED.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(millis) || new Date(millis).toISOString() !== text) {
    throw new RangeError(`"${text}" is not an instant in UTC with milliseconds`);
  }
  return millis;
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
