import { GetUnit, GetUnitHistory } from '#register';
import { both } from '#wording';
import type { CoordinateOptions } from '../commands/coordinate-options.js';
import type { Globals } from '../globals.js';
import { tableBlock } from '../output/answer.js';
import { eventCsv, eventTable } from '../render/events.js';
import { unitAnswer } from '../render/unit.js';
import { print, withRegister } from '../session.js';
import type { ExitCode, Shell } from '../shell.js';

/** A unit as of a coordinate, by id or any alias. */
export async function showUnit(
  shell: Shell,
  globals: Globals,
  ref: string,
  options: CoordinateOptions,
): Promise<ExitCode> {
  const { validAt, knownAt } = options;
  const coordinates = { ...(validAt !== undefined && { validAt }), ...(knownAt !== undefined && { knownAt }) };
  return withRegister(shell, globals, 'read', 'unit', async (session) => {
    const reading = await session.queries.execute(new GetUnit(ref, coordinates));
    print(shell, globals, unitAnswer(reading, session.names, shell.language));
    return 0;
  });
}

/** Every event of a unit in both clocks. */
export async function unitHistory(shell: Shell, globals: Globals, ref: string, knownAt?: string): Promise<ExitCode> {
  return withRegister(shell, globals, 'read', 'unit history', async (session) => {
    const history = await session.queries.execute(new GetUnitHistory(ref, knownAt));
    const title = both(`Storia dell’alloggio ${history.label}`, `History of unit ${history.label}`)[shell.language];
    print(shell, globals, {
      json: history,
      blocks: [tableBlock(eventTable(history.events, shell.language, title))],
      csv: eventCsv(history.events),
    });
    return 0;
  });
}
