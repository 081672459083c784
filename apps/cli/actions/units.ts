import { SearchUnits } from '#register';
import type { UnitSearch } from '#read-store';
import type { LifecycleState } from '#units/domain';
import { NONE } from '../acts/act-values.js';
import type { UnitsOptions } from '../commands/units.js';
import type { Globals } from '../globals.js';
import { unitsAnswer } from '../render/units.js';
import { print, withRegister, type Names } from '../session.js';
import type { ExitCode, Shell } from '../shell.js';
import { planCoordinates } from './plan.js';

/** A page of the units that answer to a search. */
export async function units(shell: Shell, globals: Globals, options: UnitsOptions): Promise<ExitCode> {
  const { letter, ambito, year, validAt, knownAt } = options;
  const of =
    letter !== undefined
      ? { letter, plan: planCoordinates({ ambito, year, validAt, knownAt }) }
      : knownAt !== undefined
        ? { knownAt }
        : undefined;
  return withRegister(shell, globals, 'read', 'units', async (session) => {
    const page = await session.queries.execute(new SearchUnits(searchOf(options, session.names), of));
    print(shell, globals, unitsAnswer(page, session.names, shell.language));
    return 0;
  });
}

function searchOf(options: UnitsOptions, names: Names): UnitSearch {
  const { owner, municipality, state, class: serviceClass, letter: _, year: __, knownAt: ___, ...same } = options;
  return {
    ...same,
    ...(owner !== undefined && { owner: names.bodyId(owner) }),
    ...(municipality !== undefined && {
      municipality: municipality === NONE ? null : names.municipalityId(municipality),
    }),
    // Commander has checked it against the states there are.
    ...(state !== undefined && { lifecycle: state as LifecycleState }),
    ...(serviceClass !== undefined && { serviceClass }),
  };
}
