import { PlanReader, planDate } from '#register';
import { yearOf } from '#temporal';
import { timed, type Percentiles, type Repetition } from '../measure.js';
import type { Setting } from '../setting.js';

/** One Ambito's whole plan: all letters, annexes, unit ids, findings and digest. */
export function planOfAmbito({ register, ambito, dates }: Setting, repetition: Repetition): Promise<Percentiles> {
  const reader = new PlanReader(register);
  const years = dates.slice(1).map((date) => yearOf(date) + 1);
  return timed(years, (year) => reader.plan({ ambito, year, validAt: planDate(year) }), repetition);
}
