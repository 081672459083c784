// A process that only opens a register and serves some plans of it: how long that takes, and in how much memory.
import { PlanReader, Register } from '#register';

export interface Opened {
  readonly seconds: number;
  readonly megabytes: number;
}

const PLANS = 20;

const [data = '', ambito = '', saved = 'ignore'] = process.argv.slice(2);
const start = performance.now();
const register = await Register.open({
  ...{ data, mode: 'read', clock: () => new Date(), purpose: 'bench' },
  savedViews: saved === 'use' ? 'use' : 'ignore',
  onNotUsed: (why) => process.stderr.write(`saved views not used: ${why}\n`),
});
const seconds = (performance.now() - start) / 1_000;
const reader = new PlanReader(register);
for (let i = 0; i < PLANS; i++) await reader.plan({ ambito, year: 2015 + (i % 10) });
const opened: Opened = { seconds, megabytes: Math.round(process.memoryUsage().rss / 2 ** 20) };
await register.close();
process.stdout.write(JSON.stringify(opened));
