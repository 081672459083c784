import { setTimeout as sleep } from 'node:timers/promises';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { PlanReader } from '#register';
import type { StoredEvent } from '#event-store';
import { addYears } from '#temporal';
import { percentiles, timed, type Percentiles } from '../measure.js';
import type { Result } from '../result.js';
import type { Setting } from '../setting.js';
import { bareAppend } from './bare-append.js';
import { Desk } from './commands.js';

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
  await underPlans(setting, desk, today, report);
  await register.readStoreCurrent();
  await desk.close();
}

/** Commands while a plan is asked again and again, against commands alone. */
async function underPlans(
  { register, ambito, dates }: Setting,
  desk: Desk,
  today: string,
  report: (result: Result) => void,
): Promise<void> {
  const reader = new PlanReader(register);
  const year = Number(dates.at(-1)!.slice(0, 4)) + 1;
  const ask = () => reader.plan({ ambito, year });
  const plan = await timed([year], ask, { times: 20, budget: 5_000 });
  const idle = await commands(COMMANDS, () => desk.record(today));
  const delay = monitorEventLoopDelay({ resolution: 5 });
  const stop = new AbortController();
  const asking = plans(ask, stop.signal);
  delay.enable();
  const busy = await commands(COMMANDS, () => desk.record(today));
  delay.disable();
  stop.abort();
  await asking;
  report({
    name: `commands while an Ambito's plan is asked ${PLANS_A_SECOND} times a second, p99`,
    unit: 'ms',
    value: busy.p99,
    percentiles: busy,
    most: idle.p99 + 1.5 * plan.p50,
    note: `idle p99 ${idle.p99.toFixed(2)} ms, plan p50 ${plan.p50.toFixed(2)} ms; longest stall ${(delay.max / 1e6).toFixed(1)} ms`,
  });
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
