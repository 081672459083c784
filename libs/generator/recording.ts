import { DAY, HOUR, MINUTE } from './dates.js';
import type { Random } from './random.js';
import type { LifeFact } from './unit-life.js';

/** Facts are recorded at most this many days after they happened; most within a month. */
export const LATEST_DAYS = 90;
const MEAN_DAYS = 18;

/**
 * Says when each fact of a unit was recorded: late, and some after facts that happened later; but none before a fact
 * that it needs (its corrections excepted, which come when somebody notices), and none before the instant given.
 */
export function record(facts: readonly LifeFact[], random: Random, notBefore = 0): void {
  let needed = notBefore;
  for (const fact of facts) {
    const after = Math.max(needed, fact.notBefore) + random.int(1, 10) * MINUTE;
    fact.recorded = Math.max(recordedLate(fact.day, random), after);
    if (fact.needed) needed = fact.recorded;
  }
}

/** An instant in office hours, 0 to 90 days after the day. */
export function recordedLate(day: number, random: Random): number {
  const late = Math.min(LATEST_DAYS, random.wait(MEAN_DAYS) - 1);
  return officeHours(day + late, random);
}

export function officeHours(day: number, random: Random): number {
  return day * DAY + random.int(7 * HOUR, 19 * HOUR);
}
