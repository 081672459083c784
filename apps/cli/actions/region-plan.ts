import { GetRegionPlan } from '#register';
import { both } from '#wording';
import type { PlanOptions } from '../commands/plan.js';
import type { Globals } from '../globals.js';
import { withProgress } from '../progress.js';
import { regionPlanAnswer } from '../render/region-plan.js';
import { print, withRegister } from '../session.js';
import { BadCall, type ExitCode, type Shell } from '../shell.js';

/** Prints the plans of every Ambito in one, numbers only. */
export async function regionPlan(shell: Shell, globals: Globals, options: PlanOptions): Promise<ExitCode> {
  const { year, validAt, knownAt, ruleSet } = options;
  refuseOptionsOfAmbito(options);
  if (year === undefined) throw new BadCall(both('Di quale anno? Serve --year.', 'Of which year? --year is needed.'));
  return withRegister(shell, globals, 'read', 'plan', async (session) => {
    const coordinates = {
      year,
      ...(validAt !== undefined && { validAt }),
      ...(knownAt !== undefined && { knownAt }),
      ...(ruleSet !== undefined && { ruleSet }),
    };
    const plan = await withProgress(shell, both('Calcolo il piano', 'Computing the plan'), () =>
      session.queries.execute(new GetRegionPlan(coordinates)),
    );
    print(shell, globals, regionPlanAnswer(plan, shell.language));
    return 0;
  });
}

/** @throws BadCall an option that only the plan of one Ambito has */
function refuseOptionsOfAmbito(options: PlanOptions): void {
  if (options.ambito !== undefined) {
    throw new BadCall(
      both(
        'O --ambito o --region: il piano è di un Ambito o di tutti.',
        'Either --ambito or --region: a plan is of one Ambito or of all.',
      ),
    );
  }
  const { table, explain, owner, municipality, turnoverModel, failOn } = options;
  const given = Object.entries({
    '--table': table,
    '--explain': explain,
    '--owner': owner,
    '--municipality': municipality,
    '--turnover-model': turnoverModel,
    '--fail-on': failOn,
  }).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  if (given.length === 0) return;
  throw new BadCall(
    both(
      `${given.join(', ')}: solo per il piano di un Ambito (--ambito); quello della Regione ha solo numeri.`,
      `${given.join(', ')}: only for the plan of one Ambito (--ambito); that of the Region has numbers only.`,
    ),
  );
}
