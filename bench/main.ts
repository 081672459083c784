import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchArguments, USAGE, type BenchArguments } from './arguments.js';
import { durableWrites } from './figures/disk.js';
import { findPostgres } from './postgres/server.js';
import { reached, type Result } from './result.js';
import { runSize } from './run-size.js';
import { tableOf } from './table.js';

const say = (line: string) => process.stdout.write(`${line}\n`);

async function main(args: BenchArguments): Promise<void> {
  const folder = args.folder ?? (await mkdtemp(join(tmpdir(), 'registro-bench-')));
  const postgres = args.postgres ? await findPostgres() : undefined;
  const machine = {
    node: process.version,
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
    durability: 'SQLite WAL, synchronous=FULL',
    durableWritesPerSecond: durableWrites(folder),
    postgres: postgres !== undefined,
    ...{ seed: args.seed, years: args.years },
  };
  say(
    Object.entries(machine)
      .map(([name, value]) => `${name}: ${value}`)
      .join('; '),
  );
  const sizes: { units: number; results: Result[] }[] = [];
  try {
    for (const units of args.sizes) {
      const results: Result[] = [];
      sizes.push({ units, results });
      await runSize(units, args, postgres, folder, (result) => {
        results.push(result);
        process.stderr.write(`${units}: ${result.name}\n`);
      });
      say(`\n## ${units.toLocaleString('en')} units\n\n${tableOf(results)}`);
    }
  } finally {
    if (args.folder === undefined) await rm(folder, { recursive: true, force: true });
  }
  const told = sizes.map(({ units, results }) => ({
    units,
    results: results.map((result) => ({ ...result, reached: reached(result) ?? null })),
  }));
  const json = JSON.stringify({ ...machine, sizes: told }, null, 1);
  if (args.json === undefined) say(`\n${json}`);
  else await writeFile(args.json, json);
}

let args: BenchArguments;
try {
  args = benchArguments(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}\n`);
  process.exit(2);
}
await main(args);
