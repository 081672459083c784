import { ComparePlans } from '#register';
import type { DiffOptions } from '../commands/plan.js';
import type { Globals } from '../globals.js';
import { comparisonAnswer } from '../render/comparison.js';
import { print, withRegister } from '../session.js';
import type { ExitCode, Shell } from '../shell.js';
import { planCoordinates } from './plan.js';

/** What moved between two coordinates of a plan, and the events that moved it. */
export async function planDiff(shell: Shell, globals: Globals, options: DiffOptions): Promise<ExitCode> {
  const { ambito, year } = options;
  const from = planCoordinates({
    ambito,
    year,
    validAt: options.fromValidAt,
    knownAt: options.fromKnownAt,
    ruleSet: options.fromRuleSet,
  });
  const to = planCoordinates({
    ambito,
    year,
    validAt: options.toValidAt,
    knownAt: options.toKnownAt,
    ruleSet: options.toRuleSet,
  });
  return withRegister(shell, globals, 'read', 'plan diff', async (session) => {
    const comparison = await session.queries.execute(new ComparePlans(from, to));
    print(shell, globals, comparisonAnswer(comparison, shell.language));
    return 0;
  });
}
