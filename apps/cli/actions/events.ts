import { FindEvents, GetStreamHistory } from '#register';
import { both } from '#wording';
import type { EventsOptions } from '../commands/events.js';
import type { Globals } from '../globals.js';
import { paragraph, tableBlock } from '../output/answer.js';
import { eventCsv, eventsOfSeveral, eventTable } from '../render/events.js';
import { print, withRegister } from '../session.js';
import { BadCall, type ExitCode, type Shell } from '../shell.js';

/** Events by what an auditor asks for, a page at a time. */
export async function events(shell: Shell, globals: Globals, options: EventsOptions): Promise<ExitCode> {
  const { by, ...search } = options;
  return withRegister(shell, globals, 'read', 'events', async (session) => {
    const page = await session.queries.execute(new FindEvents({ ...search, ...(by !== undefined && { actor: by }) }));
    const more =
      page.next === undefined
        ? []
        : [paragraph(both(`Altri: --cursor ${page.next}`, `More: --cursor ${page.next}`)[shell.language])];
    const title = both(`${page.items.length} eventi`, `${page.items.length} events`)[shell.language];
    print(shell, globals, {
      json: page,
      blocks: [tableBlock(eventsOfSeveral(page.items, shell.language, title)), ...more],
      csv: eventCsv(page.items),
    });
    return 0;
  });
}

/** Every event of a stream as known: the history of anything that has one. */
export async function replay(shell: Shell, globals: Globals, stream: string, knownAt?: string): Promise<ExitCode> {
  return withRegister(shell, globals, 'read', 'replay', async (session) => {
    const history = await session.queries.execute(new GetStreamHistory(stream, knownAt));
    if (history.length === 0) {
      throw new BadCall(both(`Nessuna storia si chiama «${stream}».`, `No history is called "${stream}".`));
    }
    print(shell, globals, {
      json: history,
      blocks: [tableBlock(eventTable(history, shell.language, stream))],
      csv: eventCsv(history),
    });
    return 0;
  });
}
