import { ComparePlans } from '#register';
import { both } from '#wording';
import type { DiffOptions } from '../commands/plan.js';
import type { Globals } from '../globals.js';
import { comparisonAnswer } from '../render/comparison.js';
import { print, withRegister } from '../session.js';
import { BadCall, type ExitCode, type Shell } from '../shell.js';
import { planCoordinates } from './plan.js';

/** What moved between two coordinates of a plan, and the events that moved it. */
export async function planDiff(shell: Shell, globals: Globals, options: DiffOptions): Promise<ExitCode> {
  const { ambito, year, region } = options;
  if (region) {
    throw new BadCall(
      both('plan diff è di un Ambito alla volta: --ambito.', 'plan diff is of one Ambito at a time: --ambito.'),
    );
  }
  if ((options.validAt ?? options.knownAt ?? options.ruleSet) !== undefined) {
    throw new BadCall(
      both(
        'Due coordinate: --from-valid-at, --from-known-at, --to-valid-at, --to-known-at, …',
        'Two coordinates: --from-valid-at, --from-known-at, --to-valid-at, --to-known-at, …',
      ),
    );
  }
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
