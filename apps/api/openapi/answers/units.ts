import { Type } from 'typebox';
import { LIFECYCLE_STATES, SERVICE_CLASSES } from '#units/domain';
import { civilDate, flag, instant, itemsOf, list, object, orNull, position, text, whole } from './parts.js';

const alias = object({ scheme: text, value: text });
const serviceClass = Type.Enum([...SERVICE_CLASSES]);
const lifecycle = Type.Enum([...LIFECYCLE_STATES]);
const stock = Type.Enum(['PLANNED', 'IN_STOCK', 'OUT']);

const unitState = object({
  stock,
  outReason: orNull(text),
  serviceClass,
  lifecycle,
  before: orNull(text),
  owner: text,
  municipality: orNull(text),
  ambito: text,
  aliases: list(alias),
  provisional: orNull(object({ list: text, ordinal: whole })),
  registeredOn: civilDate,
  titleEnded: orNull(text),
  lot: orNull(object({ programme: text, lot: text, includedOn: civilDate, delivered: flag })),
  sat: orNull(object({ from: civilDate, until: civilDate })),
  notice: orNull(text),
  conferral: orNull(text),
  saleOrValorisation: orNull(text),
  openVoid: orNull(object({ since: orNull(civilDate), worksEndedOn: orNull(civilDate), firstLet: flag })),
  lastDeliveredOn: orNull(civilDate),
  merged: orNull(object({ into: text, kind: text, revision: whole })),
});

const unit = object(
  {
    unitId: text,
    label: Type.String({ description: 'Preferred alias, or `provisional:{uuid}`.' }),
    state: orNull(unitState),
    outlook: orNull(object({ releaseExpectedOn: orNull(civilDate), worksExpectedOn: orNull(civilDate) })),
    formerAliases: list(alias),
    revision: whole,
    validAt: civilDate,
    knownAt: orNull(instant),
    position,
    settled: flag,
  },
  'A unit as of (validAt, knownAt); state is null before it was registered, or known.',
);

/** The fields of a unit in a list, by which `fields` chooses. */
export const UNIT_ITEM = {
  unitId: text,
  label: text,
  owner: text,
  municipality: orNull(text),
  ambito: text,
  serviceClass,
  lifecycle,
  stock,
  provisional: flag,
  sat: flag,
  lot: orNull(object({ programme: text, lot: text })),
  since: civilDate,
  until: orNull(civilDate),
};
const unitItem = Type.Partial(Type.Object(UNIT_ITEM, { description: 'With `fields`, only those asked for.' }));

export const unitAnswers = { Unit: unit, UnitList: itemsOf(unitItem, { total: whole }) };
