import { setTimeout as sleep } from 'node:timers/promises';
import { PlanReader, RegionPlanReader } from '#register';
import { addYears, yearOf, type CivilDate } from '#temporal';
import { percentiles, timed, type Percentiles } from '../measure.js';
import type { Result } from '../result.js';
import type { Setting } from '../setting.js';
import { BareLog } from './bare-log.js';
import { Desk } from './commands.js';
import { Stalls } from './stalls.js';

/** Commands of each figure. */
const COMMANDS = 1_500;
/** Commands of a process that has just begun. */
const FIRST = 2_000;
/**
 * Commands before anything else is timed: until then each takes less than the one before, since the engine compiles what
 * they run through. A server goes on for weeks.
 */
const WARM_UP = 4_000;
/** Commands before it is another's turn. */
const TURN = 50;
/** The same, of each of many writers. */
const TURN_OF_MANY = 10;
const WRITERS = 16;
const PLANS_A_SECOND = 20;

/** What writing costs: one by one, many at once, into the past, and while plans are asked. */
export async function measureWrites(setting: Setting, report: (result: Result) => void): Promise<void> {
  const { register } = setting;
  const today = '2025-01-15';
  const longAgo = addYears(setting.firstDay, 1);
  const desk = await Desk.open(setting, [today, longAgo]);
  await first(setting, desk, today, report);
  await commands(WARM_UP, () => desk.record(today));
  await alone(setting, desk, today, longAgo, report);
  await together(desk, today, report);
  const year = yearOf(setting.dates.at(-1)!) + 1;
  const [ofAmbito, ofRegion] = [new PlanReader(register), new RegionPlanReader(register)];
  const record = () => desk.record(today);
  await underPlans('an Ambito’s', () => ofAmbito.plan({ ambito: setting.ambito, year }), record, report);
  await underPlans('the Region’s', () => ofRegion.plan({ year }), record, report);
  await register.readStoreCurrent();
  await desk.close();
}

/** Commands of a process that has just begun, and the same rows in a bare table, in turns. */
async function first({ folder, register }: Setting, desk: Desk, today: CivilDate, report: (result: Result) => void) {
  const { store } = register;
  const bare = await BareLog.open(folder);
  const millis = { one: [] as number[], bare: [] as number[] };
  for (let done = 0; done < FIRST; done += TURN) {
    const { position } = await store.head();
    millis.one.push(...(await commands(TURN, () => desk.record(today))));
    millis.bare.push(...bare.append(await Array.fromAsync(store.readAll(position))));
  }
  await bare.close();
  const [one, floor] = [percentiles(millis.one), percentiles(millis.bare)];
  report({
    name: `the first ${FIRST.toLocaleString('en')} durable commands of a process`,
    unit: 'commands/s',
    value: rateOf(one),
    percentiles: one,
    peer: { name: 'bare node:sqlite FULL, the same rows', value: rateOf(floor), percentiles: floor },
    ratio: rateOf(one) / rateOf(floor),
  });
}

/**
 * Commands one by one, of today and of long ago, and the same rows in a bare table: in turns of some dozens, so that what
 * else the machine does meets all of them alike.
 */
async function alone(
  setting: Setting,
  desk: Desk,
  today: CivilDate,
  longAgo: CivilDate,
  report: (result: Result) => void,
): Promise<void> {
  const { store } = setting.register;
  const bare = {
    empty: await BareLog.open(setting.folder),
    full: await BareLog.open(setting.folder, store.readAll(0)),
  };
  const millis = { one: [] as number[], past: [] as number[], empty: [] as number[], full: [] as number[] };
  for (let done = 0; done < COMMANDS; done += TURN) {
    const { position } = await store.head();
    millis.one.push(...(await commands(TURN, () => desk.record(today))));
    const events = await Array.fromAsync(store.readAll(position));
    millis.empty.push(...bare.empty.append(events));
    millis.full.push(...bare.full.append(events));
    millis.past.push(...(await commands(TURN, () => desk.record(longAgo))));
  }
  await Promise.all([bare.empty.close(), bare.full.close()]);
  const [one, past] = [percentiles(millis.one), percentiles(millis.past)];
  const [empty, full] = [percentiles(millis.empty), percentiles(millis.full)];
  report({
    name: 'durable command one by one (decide, append, index current)',
    unit: 'commands/s',
    value: rateOf(one),
    percentiles: one,
    peer: {
      name: 'bare node:sqlite FULL, the same rows into an empty table',
      value: rateOf(empty),
      percentiles: empty,
    },
    ratio: rateOf(one) / rateOf(empty),
    least: 0.6,
    note: `by the medians ${(empty.p50 / one.p50).toFixed(2)}x; the bare append takes ${empty.p50.toFixed(3)} ms`,
  });
  report({
    name: 'the same, against a table that holds the register',
    unit: 'commands/s',
    value: rateOf(one),
    peer: { name: 'bare node:sqlite FULL, as many rows there before', value: rateOf(full), percentiles: full },
    ratio: rateOf(one) / rateOf(full),
    note: `by the medians ${(full.p50 / one.p50).toFixed(2)}x; the bare append takes ${full.p50.toFixed(3)} ms`,
  });
  report({
    name: `back-dated command (${longAgo}), index current`,
    unit: 'ms',
    value: past.p50,
    percentiles: past,
    peer: { name: 'a current one', value: one.p50 },
    ratio: past.p50 / one.p50,
    most: 2,
  });
}

/** Many writers at once against one, in turns. */
async function together(desk: Desk, today: CivilDate, report: (result: Result) => void): Promise<void> {
  let [one, many] = [0, 0];
  for (let done = 0; done < COMMANDS; done += WRITERS * TURN_OF_MANY) {
    let start = performance.now();
    await commands(WRITERS * TURN_OF_MANY, () => desk.record(today));
    one += performance.now() - start;
    start = performance.now();
    await Promise.all(Array.from({ length: WRITERS }, () => commands(TURN_OF_MANY, () => desk.record(today))));
    many += performance.now() - start;
  }
  const count = Math.ceil(COMMANDS / (WRITERS * TURN_OF_MANY)) * WRITERS * TURN_OF_MANY;
  report({
    name: `${WRITERS} concurrent writers in one process`,
    unit: 'commands/s',
    value: (count / many) * 1_000,
    peer: { name: 'one writer', value: (count / one) * 1_000 },
    ratio: one / many,
    least: 2,
  });
}

/** Commands while a plan is asked again and again, against commands alone. */
async function underPlans(
  whose: string,
  ask: () => Promise<unknown>,
  record: () => Promise<void>,
  report: (result: Result) => void,
): Promise<void> {
  const plan = await timed([0], ask, { times: 20, budget: 5_000 });
  const idle = percentiles(await commands(COMMANDS, record));
  const stop = new AbortController();
  const asking = plans(ask, stop.signal);
  const stalls = new Stalls();
  const busy = percentiles(await commands(COMMANDS, record));
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

/** How long each of some commands took, in milliseconds. */
async function commands(count: number, command: () => Promise<void>): Promise<number[]> {
  const millis: number[] = [];
  for (let i = 0; i < count; i++) {
    const start = performance.now();
    await command();
    millis.push(performance.now() - start);
  }
  return millis;
}

function rateOf({ mean }: Percentiles): number {
  return 1_000 / mean;
}
