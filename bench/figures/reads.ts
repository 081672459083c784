import { PlanReader, planDate, RegionPlanReader } from '#register';
import { numbersOfAmbito, numbersOfRegion } from '#plan/region/testing';
import { yearOf } from '#temporal';
import { ALL_AMBITI } from '#timeline';
import { timedInTurns, type Repetition } from '../measure.js';
import type { Result } from '../result.js';
import type { Setting } from '../setting.js';

/**
 * The Region's whole plan, numbers only, against the counts of the Region, in turns.
 * @throws Error when an Ambito's own plan has other numbers
 */
export async function planOfRegion(setting: Setting, repetition: Repetition): Promise<Result> {
  const { register, dates } = setting;
  const years = planYears(dates);
  await compareWithAmbiti(setting, years.at(-1)!);
  const { timeline } = register.views;
  const reader = new RegionPlanReader(register);
  const [counts, plan] = await timedInTurns(
    years,
    [
      (year) => timeline.countsByState({ ambito: ALL_AMBITI, validAt: planDate(year) }),
      (year) => reader.plan({ year }),
    ],
    repetition,
  );
  return {
    name: 'the Region’s whole plan, numbers only, against its counts',
    unit: 'ms',
    value: plan.p50,
    percentiles: plan,
    peer: { name: 'the register’s counts, whole Region', value: counts.p50, percentiles: counts },
    ratio: plan.p50 / counts.p50,
    most: 3,
  };
}

function planYears(dates: readonly string[]): readonly number[] {
  return dates.slice(1).map((date) => yearOf(date) + 1);
}

async function compareWithAmbiti({ register }: Setting, year: number): Promise<void> {
  const region = await new RegionPlanReader(register).plan({ year });
  const reader = new PlanReader(register);
  for (const ambito of register.views.directory.ambiti()) {
    const { letters } = await reader.plan({ ambito, year });
    if (JSON.stringify(numbersOfRegion(region, ambito)) === JSON.stringify(numbersOfAmbito(letters))) continue;
    throw new Error(`the plan of the Region of ${year} has other numbers for ${ambito} than its own plan`);
  }
}
