import { Type } from 'typebox';
import { code, date, event, eventAnnulled, text, type EventOf } from '#schema';

// PERSISTED: see libs/units/domain/events.ts.

/** A public notice (avviso pubblico) by which units are offered. Stream `notice-{id}`. */
export const noticeEvents = {
  NoticeOpened: event('A public notice opens.', {
    ambito: code('The Ambito.'),
    title: text('Its title.'),
    closesOn: Type.Optional(date('Closing date announced.')),
  }),
  NoticeClosed: event('The public notice closes.', {}),
  EventAnnulled: eventAnnulled,
} as const;

export type NoticeEvent = EventOf<typeof noticeEvents>;
