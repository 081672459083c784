import { addYears, dayNumber, type CivilDate } from '#temporal';

export interface HistoryOptions {
  /** How many dwellings: 1 to 1,000,000. */
  readonly units: number;
  /** How many years of facts, up to the end of 2024: 1 to 50. */
  readonly years: number;
  /** The same arguments give the same bytes. 0 to 2^32 - 1. */
  readonly seed: number;
  /** In how many Ambiti: 1 to 31. Absent: as many as so many dwellings fill, one below 20,000. */
  readonly ambiti?: number;
}

/** The day after the last on which facts are effective. A constant: a history that looked at the clock would change. */
export const END_OF_FACTS: CivilDate = '2025-01-01';

/** The first and (excluded) last day of the facts, as days since 1970. */
export interface Span {
  readonly first: number;
  readonly end: number;
}

/** @throws RangeError when an argument is out of its bounds */
export function spanOf({ units, years, seed, ambiti }: HistoryOptions): Span {
  assertInteger('units', units, 1, 1_000_000);
  assertInteger('years', years, 1, 50);
  assertInteger('seed', seed, 0, 4_294_967_295);
  if (ambiti !== undefined) assertInteger('ambiti', ambiti, 1, 31);
  return { first: dayNumber(addYears(END_OF_FACTS, -years)), end: dayNumber(END_OF_FACTS) };
}

function assertInteger(name: string, value: number, low: number, high: number): void {
  if (Number.isInteger(value) && value >= low && value <= high) return;
  throw new RangeError(`${name} is ${value}: it must be an integer from ${low} to ${high}`);
}
