import type { Outcome } from '#recording';
import { IdentifyUnit } from '#units/commands';
import { both } from '#wording';
import { parseAlias } from '../acts/act-values.js';
import type { IdentifyOptions } from '../commands/unit.js';
import type { Globals } from '../globals.js';
import { outcomeAnswer } from '../render/outcome.js';
import { commandContext, print, withWriting, type Names } from '../session.js';
import { BadCall, type ExitCode, type Shell } from '../shell.js';
import { identifyFile } from './identify-file.js';

/** Gives aliases to one unit, or to those that a file names. */
export async function identify(shell: Shell, globals: Globals, options: IdentifyOptions): Promise<ExitCode> {
  if (options.from !== undefined) return identifyFile(shell, globals, options.from, options);
  const aliases = (options.alias ?? []).map(parseAlias);
  if (aliases.length === 0) throw new BadCall(both('Manca --alias SCHEMA:VALORE.', '--alias SCHEME:VALUE is missing.'));
  if ((options.owner === undefined) === (options.unit === undefined)) {
    throw new BadCall(
      both(
        'Quale alloggio? --owner X (uno qualunque dei suoi contati) oppure --unit ID.',
        'Which unit? --owner X (any of its counted ones) or --unit ID.',
      ),
    );
  }
  const context = commandContext(shell, globals);
  return withWriting(shell, globals, 'unit identify', async ({ commands, names }) => {
    const { effectiveOn, act, note, municipality } = options;
    const outcome: Outcome = await commands.execute(
      new IdentifyUnit(context, targetOf(options, names), {
        aliases,
        ...(municipality !== undefined && { municipality: names.municipalityId(municipality) }),
        ...(effectiveOn !== undefined && { effectiveOn }),
        ...(act !== undefined && { act }),
        ...(note !== undefined && { note }),
      }),
    );
    print(shell, globals, outcomeAnswer(outcome, shell.language));
    return 0;
  });
}

function targetOf({ unit, owner, class: serviceClass }: IdentifyOptions, names: Names) {
  if (unit !== undefined) return { unitId: names.unitId(unit) };
  return { owner: names.bodyId(owner!), ...(serviceClass !== undefined && { serviceClass }) };
}
