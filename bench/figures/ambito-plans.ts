import { PlanReader } from '#register';
import { dateOfDay, dayNumber, yearOf } from '#temporal';
import { timedOnce, type Percentiles } from '../measure.js';
import type { Setting } from '../setting.js';

/** Days asked about in each figure, and how many before them are not counted. */
const DAYS = 200;
const UNCOUNTED = 40;
/** From this many days before the last on, days are asked about in no order, and in steps; before them, the cold ones. */
const TEN_YEARS = 3_652;
const STEPS_FROM = 900;
const DIGESTS_FROM = 1_800;
const STEP = 3;
const COLD = 8;

/**
 * One Ambito's whole plan: all letters, annexes, unit ids and findings. Over all figures no day is asked about twice, so
 * that what helps is only what a plan leaves behind for another.
 * @param report told each figure; the first is the one that counts are compared with
 */
export async function plansOfAmbito(
  { register, ambito, dates, firstDay }: Setting,
  report: (name: string, percentiles: Percentiles) => void,
): Promise<void> {
  const reader = new PlanReader(register);
  const plan = (day: number) => {
    const validAt = dateOfDay(day);
    return reader.plan({ ambito, year: yearOf(validAt) + 1, validAt });
  };
  const last = dayNumber(dates.at(-1)!);
  const first = dayNumber(firstDay);
  const asked = new Set<number>();
  const fresh = (day: number): number => {
    let free = Math.max(first, day);
    while (asked.has(free)) free++;
    asked.add(free);
    return free;
  };
  const days = (dayOf: (i: number) => number) => Array.from({ length: UNCOUNTED + DAYS }, (_, i) => fresh(dayOf(i)));
  // A number without a divisor in common with that of the days: the days come in no order.
  const inNoOrder = days((i) => last - ((i * 1_597) % TEN_YEARS));
  report('one Ambito’s whole plan, days of ten years in no order', await timedOnce(inNoOrder, plan, UNCOUNTED));
  const steps = days((i) => last - STEPS_FROM + i * STEP);
  report('one Ambito’s whole plan, a planner’s steps of 3 days', await timedOnce(steps, plan, UNCOUNTED));
  const written = days((i) => last - DIGESTS_FROM + i * STEP);
  const digest = async (day: number) => (await plan(day)).digest;
  report('the same steps at another time, with the digest', await timedOnce(written, digest, UNCOUNTED));
  const cold = Array.from({ length: COLD }, (_, i) => fresh(last - TEN_YEARS - (i + 1) * 366));
  report('one Ambito’s whole plan, a year nobody asked about', await timedOnce(cold, plan, 0));
}
