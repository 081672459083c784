import { dayOf } from './days.js';
import type { YearQuery } from './queries.js';

/** The days of a year that a question looks at, and the day whose labels it wants. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly labelDay: number;
}

export function spanOf({ year, validAt }: YearQuery): Span {
  const text = String(year).padStart(4, '0');
  const last = dayOf(`${text}-12-31`);
  const labelDay = validAt === undefined ? last : dayOf(validAt);
  return { from: dayOf(`${text}-01-01`), to: Math.min(last, labelDay), labelDay };
}
