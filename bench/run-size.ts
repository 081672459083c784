import { join } from 'node:path';
import type { BenchArguments } from './arguments.js';
import { plansOfAmbito } from './figures/ambito-plans.js';
import { planOfRegion } from './figures/reads.js';
import { measureRebuilds } from './figures/rebuilds.js';
import { measureWrites } from './figures/writes.js';
import { intervalTables, type IntervalTables } from './interval-tables.js';
import { timed, type Percentiles, type Repetition } from './measure.js';
import { PostgresPeer } from './postgres/ask-postgres.js';
import { DESIGNS } from './postgres/designs.js';
import { PostgresServer } from './postgres/server.js';
import { QUESTIONS } from './questions/index.js';
import { countsOfAmbito } from './questions/counts.js';
import { unitHistory } from './questions/history.js';
import type { Question } from './question.js';
import type { Result } from './result.js';
import { sqliteHistory } from './sqlite-history.js';
import { makeSetting, type Setting } from './setting.js';

/** No question is asked for longer than this, in milliseconds. */
const BUDGET = 30_000;

/** The fastest design for each question, by the question's name; where both were asked in turns, the register's own times. */
type Best = Map<string, { readonly name: string; readonly percentiles: Percentiles; readonly own?: Percentiles }>;

/**
 * Every question and figure at one size.
 * @param postgres folder of PostgreSQL's programs; undefined: not asked
 * @param report told each result as it comes
 */
export async function runSize(
  units: number,
  args: BenchArguments,
  postgres: string | undefined,
  folder: string,
  report: (result: Result) => void,
): Promise<void> {
  const at = join(folder, `units-${units}`);
  const setting = await makeSetting(units, args, at, report);
  const wanted = (name: string) => args.only.length === 0 || args.only.some((part) => name.includes(part));
  const repetition = { times: args.times, budget: BUDGET };
  const questions = QUESTIONS.filter(({ name }) => wanted(name) || (wanted('plan') && name === countsOfAmbito.name));
  const best = questions.length > 0 ? await askPeers(postgres, questions, setting, args) : none();
  for (const { name, least, asked } of questions) {
    const peer = best.get(name);
    const percentiles = peer?.own ?? (await timed(asked(setting), ({ answer }) => answer(), repetition));
    report({ name, unit: 'ms', value: percentiles.p50, percentiles, ...against(percentiles, peer, least) });
  }
  if (wanted('plan')) {
    const counts = best.get(countsOfAmbito.name);
    await plansOfAmbito(setting, (name, percentiles, least) => {
      report({ name, unit: 'ms', value: percentiles.p50, percentiles, ...against(percentiles, counts, least) });
    });
    report(await planOfRegion(setting, repetition));
  }
  if (wanted('writes')) await measureWrites(setting, report);
  if (wanted('rebuilds')) await measureRebuilds(setting, report);
  else await setting.register.close();
}

/**
 * What a question is measured against.
 * @param least how many times faster it must be; no target where there is nothing to be measured against
 */
function against(
  own: Percentiles,
  peer: { readonly name: string; readonly percentiles: Percentiles } | undefined,
  least: number | undefined,
) {
  if (!peer) return {};
  const { name, percentiles } = peer;
  const ratio = percentiles.p50 / own.p50;
  return { peer: { name, value: percentiles.p50, percentiles }, ratio, ...(least !== undefined && { least }) };
}

function none(): Best {
  return new Map();
}

/** A unit's history is measured against SQLite in the same process, everything else against PostgreSQL. */
async function askPeers(
  postgres: string | undefined,
  questions: readonly Question[],
  setting: Setting,
  { times }: BenchArguments,
): Promise<Best> {
  const repetition = { times, budget: BUDGET };
  const tables = await intervalTables(setting);
  const best = none();
  if (postgres !== undefined) await askPostgres(postgres, questions, tables, setting, repetition, best);
  if (!questions.includes(unitHistory)) return best;
  const { own, sqlite } = await sqliteHistory(tables, setting, repetition);
  return best.set(unitHistory.name, { name: 'SQLite interval table', percentiles: sqlite, own });
}

/** Every design in turn; of each question the fastest is kept. */
async function askPostgres(
  bin: string,
  questions: readonly Question[],
  tables: IntervalTables,
  setting: Setting,
  repetition: Repetition,
  best: Best,
): Promise<void> {
  const server = await PostgresServer.start(bin);
  try {
    for (const design of DESIGNS) {
      const peer = await PostgresPeer.load(server, design, tables);
      for (const question of questions) {
        const percentiles = await peer.time(question, setting, repetition);
        if (percentiles.p50 < (best.get(question.name)?.percentiles.p50 ?? Infinity)) {
          best.set(question.name, { name: `${server.version} (${design})`, percentiles });
        }
      }
      peer.close();
    }
  } finally {
    await server.stop();
  }
}
