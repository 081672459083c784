import { Type } from 'typebox';
import { code, event, eventAnnulled, oneOf, text, type EventOf } from '#schema';

// PERSISTED: see libs/units/domain/events.ts.

export const BODY_KINDS = ['COMUNE', 'ALER', 'OPERATOR'] as const;
export type BodyKind = (typeof BODY_KINDS)[number];

/** Bodies own or manage units. A Comune's id is its ISTAT code: it is the municipality and the owner. Stream `body-{id}`. */
export const bodyEvents = {
  BodyRegistered: event('A Comune, an ALER or an accredited operator is known to the register.', {
    kind: oneOf(BODY_KINDS, 'What it is.'),
    name: text('Its name as its documents write it.'),
    ambiti: Type.Array(code('An Ambito.'), { maxItems: 40, description: 'The Ambiti it belongs to.' }),
  }),
  BodyRenamed: event('The body has another name from a date on.', { name: text('The new name.') }),
  SpellingRecorded: event('Documents also write the name this way.', { spelling: text('The spelling, verbatim.') }),
  SpellingWithdrawn: event('A spelling no longer names this body.', { spelling: text('The spelling, verbatim.') }),
  AmbitoJoined: event('The body belongs to an Ambito.', { ambito: code('The Ambito.') }),
  AmbitoLeft: event('The body no longer belongs to an Ambito.', { ambito: code('The Ambito.') }),
  MunicipalityMerged: event('The Comune is merged into another: its code ends.', {
    into: code('Id of the other Comune.'),
  }),
  ManagementDelegated: event('The owner delegates the management of its units.', {
    to: code('Id of the managing body.'),
  }),
  ManagementDelegationEnded: event('The owner manages its units again.', {}),
  EventAnnulled: eventAnnulled,
} as const;

export type BodyEvent = EventOf<typeof bodyEvents>;
