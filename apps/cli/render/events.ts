import type { HistoryEntry } from '#read-store';
import { both, eventWords, word, type Language } from '#wording';
import type { CellValue, Table } from '../output/table.js';

/** Events in both clocks, with what became of each. */
export function eventTable(events: readonly HistoryEntry[], language: Language, title: string): Table {
  const say = (it: string, en: string) => both(it, en)[language];
  const legend: string[] = [];
  if (events.some(({ annulledBy }) => annulledBy !== null)) {
    legend.push(say('† annullato da un evento successivo', '† annulled by a later event'));
  }
  if (events.length === 0) legend.push(say('Nessun evento.', 'No event.'));
  return {
    id: 'events',
    title,
    columns: [
      { title: say('Vero dal', 'Effective') },
      { title: say('Registrato', 'Recorded') },
      { title: 'Pos.', align: 'right' },
      { title: say('Fatto', 'Fact') },
      { title: say('Chi', 'Who') },
    ],
    rows: events.map((event) => [
      event.effectiveOn ?? '—',
      secondOf(event.recordedAt),
      event.position,
      `${word(eventWords, event.type, language)}${fateMark(event)}`,
      event.actor,
    ]),
    notes: events.map((event) => [...detailsOf(event), ...linksOf(event, language)]),
    legend,
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

/** What the event says, in its own fields; and where it was read. */
function detailsOf({ data, source }: HistoryEntry): string[] {
  const fields = Object.entries(data as Readonly<Record<string, unknown>>)
    .filter(([field]) => !['effectiveOn', 'replaces', 'target'].includes(field))
    .map(([field, value]) => `${field}: ${valueText(value)}`);
  const place = source?.file === undefined ? [] : [`${source.file}${source.row === undefined ? '' : `:${source.row}`}`];
  const parts = [...fields, ...place];
  return parts.length === 0 ? [] : [parts.join('; ')];
}

/** The event's id, by which it can be annulled, and the events it is tied to. */
function linksOf({ eventId, data, annulledBy, replacedBy, replaces }: HistoryEntry, language: Language): string[] {
  const say = (it: string, en: string) => both(it, en)[language];
  const { target } = data as { readonly target?: string };
  return [
    `${say('evento', 'event')} ${eventId}`,
    ...(target === undefined ? [] : [`${say('annulla', 'annuls')} ${target}`]),
    ...(replaces ? [`${say('sostituisce', 'replaces')} ${replaces.eventId}`] : []),
    ...(annulledBy ? [`${say('annullato alla posizione', 'annulled at position')} ${annulledBy.position}`] : []),
    ...(replacedBy ? [`${say('sostituito da', 'replaced by')} ${replacedBy.eventId}`] : []),
  ];
}

function valueText(value: unknown): string {
  if (Array.isArray(value)) return value.map(valueText).join(', ');
  if (typeof value !== 'object' || value === null) return String(value);
  const { scheme, value: identifier } = value as { readonly scheme?: string; readonly value?: string };
  return scheme !== undefined && identifier !== undefined ? `${scheme}:${identifier}` : JSON.stringify(value);
}

/** An instant to the second: milliseconds are in JSON and CSV. */
function secondOf(instant: string): string {
  return `${instant.slice(0, 19)}Z`;
}
