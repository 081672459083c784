import type { HistoryEntry } from '#read-store';
import { both, eventWords, fieldValueWord, fieldWord, word, type Language } from '#wording';
import type { CellValue, Table } from '../output/table.js';

/** Events of several histories in both clocks, each with the history it stands in. */
export function eventsOfSeveral(events: readonly HistoryEntry[], language: Language, title: string): Table {
  const table = eventTable(events, language, title);
  return { ...table, notes: events.map(({ stream }, row) => [stream, ...(table.notes?.[row] ?? [])]) };
}

/** Events of one history in both clocks, with what became of each. */
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
    notes: events.map((event) => [...detailsOf(event, language), ...linksOf(event, language)]),
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

/** What the event says, field by field; and where it was read. Programs read the fields' own names: JSON, CSV. */
function detailsOf({ data, source }: HistoryEntry, language: Language): string[] {
  const fields = Object.entries(data as Readonly<Record<string, unknown>>)
    .filter(([field, value]) => !['effectiveOn', 'replaces', 'target'].includes(field) && !isEmpty(value))
    .map(([field, value]) => `${fieldWord(field, language)}: ${valueText(field, value, language)}`);
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

/** The aliases of a unit that has none. */
function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function valueText(field: string, value: unknown, language: Language): string {
  if (Array.isArray(value)) return value.map((one) => valueText(field, one, language)).join(', ');
  if (value === null) return both('n.d.', 'n/a')[language];
  if (typeof value === 'boolean') return (value ? both('sì', 'yes') : both('no', 'no'))[language];
  if (typeof value === 'string') return fieldValueWord(field, value, language);
  if (typeof value === 'number') return String(value);
  const { scheme, value: identifier } = value as { readonly scheme?: string; readonly value?: string };
  if (scheme !== undefined && identifier !== undefined) return `${scheme}:${identifier}`;
  return Object.entries(value as object)
    .map(([name, part]) => `${fieldWord(name, language)} ${valueText(name, part, language)}`)
    .join(' ');
}

/** An instant to the second: milliseconds are in JSON and CSV. */
function secondOf(instant: string): string {
  return `${instant.slice(0, 19)}Z`;
}
