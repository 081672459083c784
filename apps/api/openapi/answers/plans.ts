import { Type } from 'typebox';
import { planSchema, regionPlanSchema } from '#plan';
import { eventAnswers } from './events.js';
import { itemsOf, list, object, orNull, text, whole } from './parts.js';
import { figure } from './reference.js';

const finding = planSchema.properties.findings.items;
const value = Type.Union([Type.Number({ format: 'double' }), text, Type.Boolean(), Type.Null()]);
const eventsByKey = Type.Record(Type.String(), list(eventAnswers.Event), {
  description: 'The events behind each unit, by its id, and behind the declared figures, by their stream.',
});

const explainedRow = object({
  owner: text,
  ownerKind: text,
  municipality: orNull(text),
  ownerId: text,
  municipalityCode: orNull(text),
  number: orNull(Type.Number({ format: 'double' })),
  units: orNull(list(object({ unitId: text, label: text, eventId: Type.Optional(text) }))),
  rest: Type.Integer({ description: 'What no unit supports.' }),
  figures: list(figure),
  stock: Type.Optional(object({ serviceClass: orNull(text) })),
  share: Type.Optional(object({ percent: Type.Number({ format: 'double' }), of: text, whole: orNull(whole) })),
  answer: Type.Optional(text),
});
const explanation = object({
  explanation: object({ address: text, number: orNull(Type.Number({ format: 'double' })), rows: list(explainedRow) }),
  events: eventsByKey,
});

const change = object({
  cell: text,
  before: value,
  after: value,
  unitIdsIn: list(text),
  unitIdsOut: list(text),
});
const coordinates = object({
  ambito: text,
  year: whole,
  validAt: Type.String({ format: 'date' }),
  knownAt: orNull(text),
  position: orNull(text),
  settled: Type.Boolean(),
  ruleSet: text,
  digest: text,
});
const comparison = object({
  from: coordinates,
  to: coordinates,
  changes: list(change),
  findings: object({ appeared: list(finding), gone: list(finding) }),
  events: list(eventAnswers.Event),
});

export const planAnswers = {
  Plan: planSchema,
  RegionPlan: regionPlanSchema,
  PlanExplanation: explanation,
  PlanComparison: comparison,
  FindingList: itemsOf(finding),
};
