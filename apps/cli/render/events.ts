import type { HistoryEntry } from '#read-store';
import { both, eventWords, word, type Language } from '#wording';
import type { CellValue, Table } from '../output/table.js';

/** Events in both clocks, with what became of each. */
export function eventTable(events: readonly HistoryEntry[], language: Language, title: string): Table {
  const say = (it: string, en: string) => both(it, en)[language];
  return {
    id: 'events',
    title,
    columns: [
      { title: say('Vero dal', 'Effective') },
      { title: say('Registrato', 'Recorded') },
      { title: 'Pos.', align: 'right' },
      { title: say('Fatto', 'Fact') },
      { title: say('Chi', 'Who') },
      { title: say('Che cosa', 'What') },
    ],
    rows: events.map((event) => [
      event.effectiveOn ?? '—',
      minuteOf(event.recordedAt),
      event.position,
      `${word(eventWords, event.type, language)}${fateMark(event)}`,
      event.actor,
      detailsOf(event, language),
    ]),
    legend: events.some(({ annulledBy }) => annulledBy !== null)
      ? [say('† annullato da un evento successivo', '† annulled by a later event')]
      : [],
  };
}

/** The same events for a spreadsheet: every field, ids and fates. */
export function eventCsv(events: readonly HistoryEntry[]): Pick<Table, 'columns' | 'rows'> {
  const titles = [
    'position',
    'recordedAt',
    'effectiveOn',
    'stream',
    'revision',
    'type',
    'actor',
    'eventId',
    'commandId',
    'annulledBy',
    'replaces',
    'replacedBy',
    'data',
  ];
  return {
    columns: titles.map((title) => ({ title })),
    rows: events.map((event): CellValue[] => [
      event.position,
      event.recordedAt,
      event.effectiveOn,
      event.stream,
      event.revision,
      event.type,
      event.actor,
      event.eventId,
      event.commandId,
      event.annulledBy?.eventId ?? null,
      event.replaces?.eventId ?? null,
      event.replacedBy?.eventId ?? null,
      JSON.stringify(event.data),
    ]),
  };
}

function fateMark({ annulledBy }: HistoryEntry): string {
  return annulledBy === null ? '' : ' †';
}

function detailsOf(
  { data, eventId, annulledBy, replacedBy, replaces, source }: HistoryEntry,
  language: Language,
): string {
  const say = (it: string, en: string) => both(it, en)[language];
  const fields = Object.entries(data as Readonly<Record<string, unknown>>)
    .filter(([field]) => field !== 'effectiveOn' && field !== 'replaces')
    .map(([field, value]) => `${field}: ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`);
  const parts = [...fields, `${say('evento', 'event')} ${eventId}`];
  if (annulledBy) parts.push(`${say('annullato alla posizione', 'annulled at position')} ${annulledBy.position}`);
  if (replacedBy) parts.push(`${say('sostituito da', 'replaced by')} ${replacedBy.eventId}`);
  if (replaces) parts.push(`${say('sostituisce', 'replaces')} ${replaces.eventId}`);
  if (source?.file !== undefined) parts.push(`${source.file}${source.row === undefined ? '' : `:${source.row}`}`);
  return parts.join('; ');
}

/** An instant to the second: milliseconds are in JSON and CSV. */
function minuteOf(instant: string): string {
  return `${instant.slice(0, 19)}Z`;
}
