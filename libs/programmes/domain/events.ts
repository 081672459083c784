import { Type } from 'typebox';
import { code, date, event, eventAnnulled, oneOf, orNull, text, year, type EventOf } from '#schema';

// PERSISTED: see libs/units/domain/events.ts.

export const LOT_KINDS = ['renovation', 'new-build'] as const;
export type LotKind = (typeof LOT_KINDS)[number];

/** A programme of works of an owner, and its lots. Stream `programme-{id}`. */
export const programmeEvents = {
  ProgrammeProposed: event('An owner plans a programme of works.', {
    name: text('Its name.'),
    owner: code('Id of the body that owns it.'),
    ambito: code('The Ambito.'),
  }),
  ProgrammeFormalised: event('The programme is formalised by an act.', {}),
  LotOpened: event('A lot of the programme opens.', {
    lot: code('Id of the lot in the programme.'),
    name: text('Its name as printed.'),
    kind: oneOf(LOT_KINDS, 'Renovation of units, or new build.'),
    expectedOn: Type.Optional(date('Expected delivery.')),
    assignableIn: Type.Optional(year('The year in which its units are declared assignable.')),
  }),
  LotDated: event('The expected delivery of a lot, or the year it is assignable in, changes.', {
    lot: code('Id of the lot.'),
    expectedOn: orNull(date('Expected delivery; null when not known.')),
    assignableIn: orNull(year('The year in which its units are declared assignable; null when not declared.')),
  }),
  LotClosed: event('The lot is closed.', { lot: code('Id of the lot.') }),
  EventAnnulled: eventAnnulled,
} as const;

export type ProgrammeEvent = EventOf<typeof programmeEvents>;
