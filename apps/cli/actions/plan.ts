import { ExplainPlan, GetPlan, type PlanCoordinates } from '#register';
import { both } from '#wording';
import type { PlanOptions } from '../commands/plan.js';
import type { Globals } from '../globals.js';
import { withProgress } from '../progress.js';
import { explanationAnswer } from '../render/explanation.js';
import { PLAN_TABLE_IDS, planAnswer } from '../render/plan.js';
import { print, withRegister } from '../session.js';
import { BadCall, type ExitCode, type Shell } from '../shell.js';

/** Prints the plan, one table of it, or the units and events behind one of its numbers. */
export async function plan(shell: Shell, globals: Globals, options: PlanOptions): Promise<ExitCode> {
  const coordinates = planCoordinates(options);
  const { table, explain } = options;
  if (table !== undefined && !(PLAN_TABLE_IDS as readonly string[]).includes(table)) {
    const names = PLAN_TABLE_IDS.join(', ');
    throw new BadCall(
      both(`--table: «${table}» non c’è. Tabelle: ${names}.`, `--table: no "${table}". Tables: ${names}.`),
    );
  }
  if (explain === undefined && (options.owner ?? options.municipality) !== undefined) {
    throw new BadCall(
      both('--owner e --municipality vanno con --explain.', '--owner and --municipality go with --explain.'),
    );
  }
  return withRegister(shell, globals, 'read', 'plan', async (session) => {
    if (explain !== undefined) {
      const choice = {
        cell: explain,
        ...(options.owner !== undefined && { owner: options.owner }),
        ...(options.municipality !== undefined && { municipality: options.municipality }),
      };
      const explained = await session.queries.execute(new ExplainPlan(coordinates, choice));
      print(shell, globals, explanationAnswer(explained, shell.language));
      return 0;
    }
    const document = await withProgress(shell, both('Calcolo il piano', 'Computing the plan'), () =>
      session.queries.execute(new GetPlan(coordinates)),
    );
    print(shell, globals, planAnswer(document, shell.language, table));
    const grave = options.failOn === 'warning' ? ['error', 'warning'] : options.failOn === 'error' ? ['error'] : [];
    return document.findings.some(({ severity }) => grave.includes(severity)) ? 1 : 0;
  });
}

/** @throws BadCall the Ambito or the year is missing */
export function planCoordinates(options: {
  readonly ambito?: string | undefined;
  readonly year?: number | undefined;
  readonly validAt?: string | undefined;
  readonly knownAt?: string | undefined;
  readonly ruleSet?: string | undefined;
  readonly turnoverModel?: true | undefined;
}): PlanCoordinates {
  const { ambito, year, validAt, knownAt, ruleSet, turnoverModel } = options;
  if (ambito === undefined || year === undefined) {
    throw new BadCall(
      both(
        'Di quale piano? Servono --ambito (o --region) e --year.',
        'Which plan? --ambito (or --region) and --year are needed.',
      ),
    );
  }
  return {
    ambito,
    year,
    ...(validAt !== undefined && { validAt }),
    ...(knownAt !== undefined && { knownAt }),
    ...(ruleSet !== undefined && { ruleSet }),
    ...(turnoverModel && { turnoverModel }),
  };
}
