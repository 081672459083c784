import type { Outcome } from '#recording';
import { both, eventWords, word, type Language } from '#wording';
import { paragraph, tableBlock, type Answer } from '../output/answer.js';

/** What a command did, with the ids by which it can be corrected. */
export function outcomeAnswer(outcome: Outcome, language: Language): Answer {
  const { status, events, revision, position, id } = outcome;
  const say = (it: string, en: string) => both(it, en)[language];
  const said: Readonly<Record<Outcome['status'], string>> = {
    recorded: say('Registrato.', 'Recorded.'),
    repeated: say(
      'Era già stato registrato da questo stesso comando: nulla di nuovo.',
      'This very command was recorded before: nothing new.',
    ),
    unchanged: say('Nulla da registrare: il registro lo dice già.', 'Nothing to record: the register says so already.'),
  };
  const where = [
    ...(id === undefined ? [] : [`id ${id}`]),
    ...(revision === null ? [] : [`${say('revisione', 'revision')} ${revision}`]),
    ...(position === null ? [] : [`${say('posizione', 'position')} ${position}`]),
  ];
  return {
    json: outcome,
    blocks: [
      paragraph(`${said[status]}${where.length > 0 ? ` (${where.join(', ')})` : ''}`),
      ...(events.length === 0
        ? []
        : [
            tableBlock({
              id: 'recorded',
              title: '',
              columns: [
                { title: say('Vero dal', 'Effective') },
                { title: say('Fatto', 'Fact') },
                { title: say('Rev.', 'Rev.'), align: 'right' },
              ],
              rows: events.map((event) => [
                (event.data as { readonly effectiveOn?: string }).effectiveOn ?? '—',
                word(eventWords, event.type, language),
                event.revision,
              ]),
              notes: events.map((event) => [event.stream, `${say('evento', 'event')} ${event.id}`]),
            }),
          ]),
    ],
  };
}
