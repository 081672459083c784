import { BadCursor } from '../port.js';

/** A cursor is the place of the last item given, among items in the order asked for: what is written meanwhile moves nothing. */
export function writeCursor(order: string, place: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify([order, ...place])).toString('base64url');
}

/** @param length how many values a place has in this order. @throws BadCursor */
export function readCursor(cursor: string, order: string, length: number): readonly (string | number)[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw new BadCursor('the cursor is not one of this list');
  }
  const isPlace =
    Array.isArray(parsed) &&
    parsed.length === length + 1 &&
    parsed.every((value) => typeof value === 'string' || Number.isSafeInteger(value));
  if (!isPlace) throw new BadCursor('the cursor is not one of this list');
  const [given, ...place] = parsed as (string | number)[];
  if (given !== order) throw new BadCursor(`the cursor is of a list in another order (${String(given)})`);
  return place;
}

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 1_000;

/** @throws RangeError */
export function pageSize(limit = DEFAULT_LIMIT): number {
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) {
    throw new RangeError(`limit ${limit} is not an integer from 1 to ${MAX_LIMIT}`);
  }
  return limit;
}
