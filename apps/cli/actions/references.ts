import { GetStreamHistory, ListReference } from '#register';
import { both } from '#wording';
import type { CoordinateOptions } from '../commands/coordinate-options.js';
import type { ReferenceName } from '../commands/references.js';
import type { Globals } from '../globals.js';
import { tableBlock } from '../output/answer.js';
import { eventCsv, eventTable } from '../render/events.js';
import { referenceTable } from '../render/references.js';
import { print, withRegister, type Session } from '../session.js';
import { BadCall, type ExitCode, type Shell } from '../shell.js';
import { streamId } from './acts.js';

/** Bodies, programmes, conferrals or notices as of a coordinate. */
export async function listReferences(
  shell: Shell,
  globals: Globals,
  name: ReferenceName,
  options: CoordinateOptions,
): Promise<ExitCode> {
  return withRegister(shell, globals, 'read', name, async (session) => {
    const rows = await readAll(session, name, options);
    print(shell, globals, {
      json: rows,
      blocks: [tableBlock(referenceTable(name, rows, session.names, shell.language))],
    });
    return 0;
  });
}

/** One of them, by id (a body also by name). */
export async function showReference(
  shell: Shell,
  globals: Globals,
  name: ReferenceName,
  text: string,
  options: CoordinateOptions,
): Promise<ExitCode> {
  return withRegister(shell, globals, 'read', name, async (session) => {
    const id = streamId(name, text, '', session.names);
    const found = (await readAll(session, name, options)).filter((row) => row.id === id);
    const [row] = found;
    if (!row) throw unknown(name, text);
    print(shell, globals, {
      json: row,
      blocks: [tableBlock(referenceTable(name, found, session.names, shell.language))],
    });
    return 0;
  });
}

export async function referenceHistory(
  shell: Shell,
  globals: Globals,
  name: ReferenceName,
  text: string,
  knownAt?: string,
): Promise<ExitCode> {
  return withRegister(shell, globals, 'read', `${name} history`, async (session) => {
    const stream = `${name}-${streamId(name, text, '', session.names)}`;
    const events = await session.queries.execute(new GetStreamHistory(stream, knownAt));
    if (events.length === 0) throw unknown(name, text);
    print(shell, globals, {
      json: events,
      blocks: [tableBlock(eventTable(events, shell.language, stream))],
      csv: eventCsv(events),
    });
    return 0;
  });
}

async function readAll(session: Session, name: ReferenceName, { validAt, knownAt }: CoordinateOptions) {
  const coordinates = { ...(validAt !== undefined && { validAt }), ...(knownAt !== undefined && { knownAt }) };
  return session.queries.execute(new ListReference(name, coordinates));
}

function unknown(name: ReferenceName, text: string): BadCall {
  return new BadCall(both(`«${text}» non c’è (${name}).`, `There is no "${text}" (${name}).`));
}
