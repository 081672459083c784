import { Type } from 'typebox';
import { anyObject, civilDate, instant, itemsOf, list, object, orNull, position, text, whole } from './parts.js';

const link = object({ eventId: text, position });

const event = object(
  {
    eventId: text,
    stream: text,
    revision: whole,
    position,
    type: text,
    schemaVersion: whole,
    effectiveOn: orNull(civilDate),
    recordedAt: instant,
    actor: text,
    commandId: text,
    correlationId: text,
    source: orNull(object({ file: Type.Optional(text), row: Type.Optional(whole), list: Type.Optional(text) })),
    data: anyObject('What the event says: docs/events.md.'),
    annulledBy: orNull(link),
    replaces: orNull(link),
    replacedBy: orNull(link),
    effectiveOrder: orNull(whole),
  },
  'An event in both clocks, with what became of it.',
);

const recorded = object({
  id: text,
  stream: text,
  revision: whole,
  type: text,
  data: anyObject('What the event says.'),
});

const commandAnswer = object({
  status: Type.Enum(['recorded', 'repeated', 'unchanged']),
  commandId: Type.String({ format: 'uuid' }),
  id: Type.Optional(Type.String({ description: 'What the command made, where it has an id of its own.' })),
  revision: orNull(whole),
  position: orNull(position),
  events: list(recorded),
});

export const eventAnswers = {
  Event: event,
  EventList: itemsOf(event),
  UnitHistory: itemsOf(event, { unitId: text, label: text }),
  CommandAnswer: commandAnswer,
};
