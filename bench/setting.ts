import { mkdir } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { END_OF_FACTS, writeHistory } from '#generator';
import { Register } from '#register';
import { addDays, addYears, dateOfDay, dayNumber, yearOf } from '#temporal';
import type { BenchArguments } from './arguments.js';
import type { Result } from './result.js';

/** A register of one size, opened, and what the questions are asked about. */
export interface Setting {
  readonly folder: string;
  readonly units: number;
  readonly events: number;
  readonly register: Register;
  /** The day of the first census. */
  readonly firstDay: string;
  /** Dates asked about, early and late. */
  readonly dates: readonly string[];
  /** Dates with positions that were the log's head some time after. */
  readonly knowledge: readonly { readonly date: string; readonly known: number }[];
  readonly years: readonly number[];
  /** The Ambito whose stock is nearest to 4,000 units. */
  readonly ambito: string;
  /** Ids of units spread over the register. */
  readonly sample: readonly string[];
}

export const openRegister = (data: string) =>
  Register.open({ data, mode: 'write', clock: () => new Date(), purpose: 'bench' });

const SHARES = [0.1, 0.3, 0.5, 0.7, 0.85, 1];
const SAMPLE = 40;
const AMBITO_UNITS = 4_000;

/** Generates a history, imports it into a new register and opens it; each step is a result of its own. */
export async function makeSetting(
  units: number,
  { years, seed }: BenchArguments,
  folder: string,
  report: (result: Result) => void,
): Promise<Setting> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'history.jsonl');
  let start = performance.now();
  const { events } = await writeHistory({ units, years, seed }, file);
  const rate = () => Math.round((events / (performance.now() - start)) * 1_000);
  report({ name: 'registro generate, written to a file', unit: 'events/s', value: rate() });

  const data = join(folder, 'register');
  await Register.create(data);
  const register = await openRegister(data);
  start = performance.now();
  await register.importHistory(createReadStream(file));
  report({ name: 'import-history: validated, durable, index current', unit: 'events/s', value: rate(), least: 50_000 });
  await register.readStoreCurrent();
  report({ name: 'import-history: the read store current too', unit: 'events/s', value: rate() });
  return settingOf(register, folder, units, events, years);
}

async function settingOf(
  register: Register,
  folder: string,
  units: number,
  events: number,
  years: number,
): Promise<Setting> {
  const first = dayNumber(addYears(END_OF_FACTS, -years));
  const end = dayNumber(END_OF_FACTS) - 1;
  const dates = SHARES.map((share) => dateOfDay(first + Math.floor((end - first) * share)));
  const knowledge = [];
  for (const date of dates) {
    for (const later of [30, 400]) {
      const { position } = await register.store.resolveInstant(`${addDays(date, later)}T00:00:00Z`);
      knowledge.push({ date, known: position });
    }
  }
  const { timeline, directory } = register.views;
  const at = dates.at(-1)!;
  const ambiti = directory.ambiti().map((ambito) => ({ ambito, units: timeline.unitIds({ ambito, validAt: at }) }));
  ambiti.sort((a, b) => Math.abs(a.units.length - AMBITO_UNITS) - Math.abs(b.units.length - AMBITO_UNITS));
  const all = ambiti.flatMap((of) => of.units);
  const sample = Array.from({ length: SAMPLE }, (_, i) => all[Math.floor(((i + 0.5) * all.length) / SAMPLE)]!);
  const lastYear = yearOf(at);
  return {
    firstDay: dateOfDay(first),
    ...{ folder, units, events, register, dates, knowledge, sample },
    years: [1, 3, 5, 9].map((ago) => Math.max(yearOf(dateOfDay(first)), lastYear - ago)),
    ambito: ambiti[0]!.ambito,
  };
}
