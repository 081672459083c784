import { existsSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ComparePlans, GetPlan, Register } from '#register';
import { both } from '#wording';
import type { Globals } from '../globals.js';
import { demoAnswer } from '../render/demo.js';
import { importAnswer } from '../render/import-report.js';
import { planAnswer } from '../render/plan.js';
import { print, withRegister } from '../session.js';
import type { ExitCode, Shell } from '../shell.js';
import { recordDecember } from './demo-december.js';
import { intake } from './import.js';

const AMBITO = 'cremonese';
const YEAR = 2025;

/**
 * The main job on the real tables of Cremona, in a folder of its own; then three facts of December recorded late, and the
 * plan as of 31 December as known before and after them.
 */
export async function demo(caller: Shell, globals: Globals): Promise<ExitCode> {
  // Wherever the caller's register has its log, what is made up here stays out of it.
  const shell = { ...caller, environment: { ...caller.environment, REGISTRO_EVENT_STORE: 'sqlite' } };
  const data = globals.data ?? (await mkdtemp(join(tmpdir(), 'registro-demo-')));
  const own = { ...globals, data, actor: globals.actor ?? 'demo' };
  shell.err(`${both('Registro della dimostrazione', 'Register of the demo')[shell.language]}: ${data}\n`);
  await Register.create(data);
  return withRegister(shell, own, 'write', 'demo', async (session) => {
    const { queries, register } = session;
    const report = await intake(session, exampleFolder(), { actor: own.actor, acceptWarnings: true });
    if (report.status !== 'applied') {
      print(shell, own, importAnswer(report, shell.language));
      return 1;
    }
    const coordinates = { ambito: AMBITO, year: YEAR };
    const before = await queries.execute(new GetPlan(coordinates));
    const knownBefore = String((await register.store.head()).position);
    const december = await recordDecember(session, own.actor, AMBITO);
    const comparison = await queries.execute(new ComparePlans({ ...coordinates, knownAt: knownBefore }, coordinates));
    const story = { data, report, before, knownBefore, december, comparison };
    if (own.format === 'table') print(shell, own, planAnswer(before, shell.language));
    if (own.format === 'table') shell.out('\n');
    print(shell, own, demoAnswer(story, shell.language));
    return 0;
  });
}

/** `examples/cremona-2025`, beside package.json, wherever this file was built to. */
function exampleFolder(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json')) && folder !== dirname(folder)) folder = dirname(folder);
  return join(folder, 'examples', 'cremona-2025');
}
