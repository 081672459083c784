import { PlanReader } from '#register';
import { dateOfDay, dayNumber, yearOf } from '#temporal';
import { timedOnce, type Percentiles } from '../measure.js';
import type { Setting } from '../setting.js';

/** Days asked about in each figure, and how many before them are not counted. */
const DAYS = 200;
const UNCOUNTED = 40;
/**
 * Plans of the other Ambiti in front of the figures with a target: the engine compiles what plans run through for a thousand and
 * more of them, and a server makes some every minute.
 */
const WARM_UP = 1_500;
/** From this many days before the last on, days are asked about in no order, and in steps; before them, the cold ones. */
const TEN_YEARS = 3_652;
const STEPS_FROM = 900;
const DIGESTS_FROM = 1_800;
const STEP = 3;
const COLD = 8;

/**
 * One Ambito's whole plan: all letters, annexes, unit ids and findings. Over all figures no day is asked about twice, so
 * that what helps is only what a plan leaves behind for another.
 * @param report told each figure, and how many times as fast as counts it must be; undefined: no target
 */
export async function plansOfAmbito(
  { register, ambito, dates, firstDay }: Setting,
  report: (name: string, percentiles: Percentiles, least?: number) => void,
): Promise<void> {
  const reader = new PlanReader(register);
  const planOf = (of: string, day: number) => {
    const validAt = dateOfDay(day);
    return reader.plan({ ambito: of, year: yearOf(validAt) + 1, validAt });
  };
  const plan = (day: number) => planOf(ambito, day);
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
  const inNoOrder = (i: number) => last - ((i * 1_597) % TEN_YEARS);
  report('the first plans of a process, of days of ten years in no order', await timedOnce(days(inNoOrder), plan, 0));
  const others = register.views.directory.ambiti().filter((other) => other !== ambito);
  for (let i = 0; others.length > 0 && i < WARM_UP; i++) await planOf(others[i % others.length]!, inNoOrder(i));
  const jumps = days((i) => inNoOrder(UNCOUNTED + DAYS + i));
  report('one Ambito’s whole plan, days of ten years in no order', await timedOnce(jumps, plan, UNCOUNTED), 1);
  const steps = days((i) => last - STEPS_FROM + i * STEP);
  report('one Ambito’s whole plan, a planner’s steps of 3 days', await timedOnce(steps, plan, UNCOUNTED), 1);
  const written = days((i) => last - DIGESTS_FROM + i * STEP);
  const digest = async (day: number) => (await plan(day)).digest;
  report('the same steps at another time, with the digest', await timedOnce(written, digest, UNCOUNTED), 1);
  const cold = Array.from({ length: COLD }, (_, i) => fresh(last - TEN_YEARS - (i + 1) * 366));
  report('one Ambito’s whole plan, a year nobody asked about', await timedOnce(cold, plan, 0), 1);
}
