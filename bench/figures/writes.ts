import { setTimeout as sleep } from 'node:timers/promises';
import { PlanReader, RegionPlanReader } from '#register';
import type { StoredEvent } from '#event-store';
import { addYears, yearOf } from '#temporal';
import { percentiles, timed, type Percentiles } from '../measure.js';
import type { Result } from '../result.js';
import type { Setting } from '../setting.js';
import { bareAppend } from './bare-append.js';
import { Desk } from './commands.js';
import { Stalls } from './stalls.js';

/** Commands of each figure. */
const COMMANDS = 1_500;
const WRITERS = 16;
const PLANS_A_SECOND = 20;

/** What writing costs: one by one, many at once, into the past, and while plans are asked. */
export async function measureWrites(setting: Setting, report: (result: Result) => void): Promise<void> {
  const { register, folder } = setting;
  const today = '2025-01-15';
  const longAgo = addYears(setting.firstDay, 1);
  const desk = await Desk.open(setting, [today, longAgo]);
  await commands(200, () => desk.record(today));

  const { position } = await register.store.head();
  const one = await commands(COMMANDS, () => desk.record(today));
  const bare = await bareAppend(await eventsAfter(setting, position), folder);
  report({
    name: 'durable command one by one (decide, append, index current)',
    unit: 'commands/s',
    value: rateOf(one),
    percentiles: one,
    peer: { name: 'bare node:sqlite FULL, the same rows', value: rateOf(bare), percentiles: bare },
    ratio: rateOf(one) / rateOf(bare),
    least: 0.6,
  });

  const start = performance.now();
  const each = Math.floor(COMMANDS / WRITERS);
  await Promise.all(Array.from({ length: WRITERS }, () => commands(each, () => desk.record(today))));
  const together = ((each * WRITERS) / (performance.now() - start)) * 1_000;
  report({
    name: `${WRITERS} concurrent writers in one process`,
    unit: 'commands/s',
    value: together,
    peer: { name: 'one writer', value: rateOf(one) },
    ratio: together / rateOf(one),
    least: 2,
  });

  const past = await commands(COMMANDS, () => desk.record(longAgo));
  report({
    name: `back-dated command (${longAgo}), index current`,
    unit: 'ms',
    value: past.p50,
    percentiles: past,
    peer: { name: 'a current one', value: one.p50 },
    ratio: past.p50 / one.p50,
    most: 2,
  });
  const year = yearOf(setting.dates.at(-1)!) + 1;
  const [ofAmbito, ofRegion] = [new PlanReader(register), new RegionPlanReader(register)];
  const record = () => desk.record(today);
  await underPlans('an Ambito’s', () => ofAmbito.plan({ ambito: setting.ambito, year }), record, report);
  await underPlans('the Region’s', () => ofRegion.plan({ year }), record, report);
  await register.readStoreCurrent();
  await desk.close();
}

/** Commands while a plan is asked again and again, against commands alone. */
async function underPlans(
  whose: string,
  ask: () => Promise<unknown>,
  record: () => Promise<void>,
  report: (result: Result) => void,
): Promise<void> {
  const plan = await timed([0], ask, { times: 20, budget: 5_000 });
  const idle = await commands(COMMANDS, record);
  const stop = new AbortController();
  const asking = plans(ask, stop.signal);
  const stalls = new Stalls();
  const busy = await commands(COMMANDS, record);
  const longest = stalls.end();
  stop.abort();
  await asking;
  report({
    name: `commands while ${whose} plan is asked ${PLANS_A_SECOND} times a second, p99`,
    unit: 'ms',
    value: busy.p99,
    percentiles: busy,
    most: idle.p99 + 1.5 * plan.p50,
    note: `idle p99 ${idle.p99.toFixed(2)} ms, plan p50 ${plan.p50.toFixed(2)} ms`,
  });
  report({ name: `longest stall of the event loop meanwhile (${whose} plan)`, unit: 'ms', value: longest, most: 50 });
}

async function plans(ask: () => Promise<unknown>, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await ask();
    await sleep(1_000 / PLANS_A_SECOND);
  }
}

async function commands(count: number, command: () => Promise<void>): Promise<Percentiles> {
  const millis: number[] = [];
  for (let i = 0; i < count; i++) {
    const start = performance.now();
    await command();
    millis.push(performance.now() - start);
  }
  return percentiles(millis);
}

async function eventsAfter({ register }: Setting, position: number): Promise<readonly StoredEvent[]> {
  const events: StoredEvent[] = [];
  for await (const event of register.store.readAll(position)) events.push(event);
  return events;
}

function rateOf({ mean }: Percentiles): number {
  return 1_000 / mean;
}
