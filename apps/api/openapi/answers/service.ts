import { Type } from 'typebox';
import { anyObject, instant, list, object, orNull, position, text, whole } from './parts.js';

const status = Type.Integer({ minimum: 100, maximum: 599, format: 'int32' });

const problem = Type.Object(
  {
    type: Type.String({ format: 'uri', description: 'Stable name of what is wrong.' }),
    title: text,
    status,
    detail: text,
    instance: Type.String({ description: 'Path of the request.' }),
    correlationId: Type.Optional(text),
    problems: Type.Optional(
      list(object({ in: Type.Enum(['body', 'query', 'path', 'header']), field: text, rule: text, message: text })),
    ),
    code: Type.Optional(Type.String({ description: 'Why a command is rejected: stable.' })),
    conflict: Type.Optional(object({ eventId: text, type: text, effectiveOn: Type.String({ format: 'date' }) })),
    details: Type.Optional(anyObject('Facts for a message.')),
  },
  { description: 'RFC 9457. Some types have further members.' },
);

const serviceStatus = object(
  { type: text, title: text, status, detail: text },
  'The service answers (ModI): a problem with status 200.',
);

const view = object({ position, lag: whole });
const readiness = object({
  ready: Type.Boolean(),
  position,
  recordedAt: orNull(instant),
  units: whole,
  index: view,
  readStore: view,
});

export const serviceAnswers = {
  Problem: problem,
  ServiceStatus: serviceStatus,
  Liveness: object({ live: Type.Boolean() }),
  Readiness: readiness,
};
