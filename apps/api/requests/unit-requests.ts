import { Type, type Static } from 'typebox';
import { date, oneOf, text } from '#schema';
import { requestClass, type RequestClass } from '#requests';
import { SERVICE_CLASSES, unitEvents } from '#units/domain';

/** The requests for the commands of units that are not one fact of one unit. */

const act = Type.Optional(text('The administrative act, where there is one.'));
const note = Type.Optional(text('A remark. Never personal data.', 1000));
const effectiveOn = date('Civil date (Europe/Rome) on which the fact is true.');
const unit = text('A unit: its UUID, an alias, or scheme:alias.', 220);
const { alias } = unitEvents.AliasReleased.data.properties;
const aliases = Type.Array(alias, { minItems: 1, maxItems: 20, description: 'The aliases given.' });
const { municipality } = unitEvents.UnitIdentified.data.properties;

const identification = Type.Object({
  unit: Type.Optional(text('The unit to identify; absent: one of an owner’s counted units.', 220)),
  owner: Type.Optional(
    text('Id of the owner, one of whose counted units is identified; absent where `unit` is said.', 100),
  ),
  serviceClass: Type.Optional(oneOf(SERVICE_CLASSES, 'With `owner`: of which class; SAP when absent.')),
  aliases,
  municipality,
  effectiveOn: Type.Optional(date('Absent: the date on which the unit was registered.')),
  act,
  note,
});
const swap = Type.Object({
  units: Type.Array(unit, { minItems: 2, maxItems: 2, description: 'The two units whose households change places.' }),
  effectiveOn,
  act,
  note,
});
const merge = Type.Object({
  unit: text('The unit that leaves the stock.', 220),
  into: text('The unit that stays.', 220),
  kind: oneOf(['duplicate', 'joined'], 'duplicate: two records of one flat; joined: two flats made one.'),
  effectiveOn: Type.Optional(date('Of two flats joined; a duplicate leaves from its own registration on.')),
  act,
  note,
});
const split = Type.Object({
  unit: text('The unit that is divided.', 220),
  into: Type.Array(
    Type.Object({ aliases: Type.Array(alias, { maxItems: 20, description: 'Aliases of the new unit.' }) }),
    { minItems: 2, maxItems: 50, description: 'The new units.' },
  ),
  effectiveOn,
  act,
  note,
});
const aliasRelease = Type.Object({ alias, effectiveOn, act, note });

export type Identification = Static<typeof identification>;
export type Swap = Static<typeof swap>;
export type Merge = Static<typeof merge>;
export type Split = Static<typeof split>;
export type AliasRelease = Static<typeof aliasRelease>;

/** A new unit is not the part of another: a split says that. */
export const UnitRegistration: RequestClass = requestClass('UnitRegistration', unitEvents.UnitRegistered.data, [
  'replaces',
  'splitFrom',
]);
export const UnitIdentification: RequestClass = requestClass('UnitIdentification', identification, []);
export const UnitSwap: RequestClass = requestClass('UnitSwap', swap, []);
export const UnitMerge: RequestClass = requestClass('UnitMerge', merge, []);
export const UnitSplitting: RequestClass = requestClass('UnitSplitting', split, []);
export const UnitAliasRelease: RequestClass = requestClass('UnitAliasRelease', aliasRelease, []);
