import { Type } from 'typebox';
import { code, date, event, eventAnnulled, text, type EventOf } from '#schema';

// PERSISTED: see libs/units/domain/events.ts.

/** A convention by which a private owner confers units to the public service. Stream `conferral-{id}`. */
export const conferralEvents = {
  ConventionOpened: event('A convention with a private owner opens.', {
    body: code('Id of the body that receives the units.'),
    ambito: code('The Ambito.'),
    title: text('What it is called. Never the name of a person.'),
    until: Type.Optional(date('Last day, where the convention says one.')),
  }),
  ConventionEnded: event('The convention ends; effectiveOn is its last day.', {}),
  EventAnnulled: eventAnnulled,
} as const;

export type ConferralEvent = EventOf<typeof conferralEvents>;
