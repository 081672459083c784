import { Type } from 'typebox';
import { code, count, date, event, eventAnnulled, flag, oneOf, orNull, text, uuid, type EventOf } from '#schema';
import {
  ASSIGNMENT_CHANNELS,
  DECLARABLE_STATES,
  INSPECTION_OUTCOMES,
  PROVISIONAL_LISTS,
  SERVICE_CLASSES,
  TERMINATION_CAUSES,
} from './vocabulary.js';

// PERSISTED: these names and fields are in every log ever written. Add fields as optional; anything else needs a
// new version and an upcaster (docs/adr/).

const alias = Type.Object(
  {
    scheme: code('The scheme, scoped by owner where the code is the owner’s own.'),
    value: text('The identifier.', 100),
  },
  { additionalProperties: false },
);
const owner = code('Id of the body that owns the unit.');
const municipality = Type.String({
  pattern: '^\\d{6}$',
  description: 'ISTAT code of the municipality the unit stands in.',
});

export const unitEvents = {
  UnitRegistered: event('The unit enters the register in a declared state.', {
    owner,
    municipality: orNull(municipality),
    ambito: code('The Ambito whose declaration counted the unit, or that its municipality belongs to.'),
    serviceClass: oneOf(SERVICE_CLASSES, 'SAP, SAS or OTHER.'),
    stock: oneOf(['PLANNED', 'IN_STOCK'], 'PLANNED until delivered.'),
    lifecycle: oneOf(DECLARABLE_STATES, 'The declared state.'),
    aliases: Type.Array(alias, { maxItems: 20, description: 'Empty for a provisional unit.' }),
    provisional: Type.Optional(
      Type.Object(
        {
          list: oneOf(PROVISIONAL_LISTS, 'The list that counts the unit; a is the stock count.'),
          ordinal: count('Its ordinal among the owner’s provisional units of that class and list, from 1.'),
        },
        { additionalProperties: false, description: 'Natural key of a unit without alias, with owner and class.' },
      ),
    ),
    census: Type.Optional(Type.Integer({ description: 'Year of the census by which the unit became known.' })),
    additionalStock: Type.Optional(flag('Declared to be beyond the owner’s counted stock.')),
    conferral: Type.Optional(code('The private conferral the unit comes from.')),
    splitFrom: Type.Optional(uuid('The unit this one was split from.')),
  }),
  UnitIdentified: event('A provisional unit gets an alias and, where unknown, its municipality.', {
    aliases: Type.Array(alias, { maxItems: 20, description: 'The aliases given.' }),
    municipality: Type.Optional(municipality),
  }),
  AliasReleased: event('An alias no longer names the unit and can be taken again.', { alias }),
  UnitMerged: event('The unit is one with another, which stays in stock.', {
    kind: oneOf(['duplicate', 'joined'], 'duplicate: two records of one flat; joined: two flats made one.'),
    into: uuid('The unit that stays.'),
  }),
  TenancyTerminated: event('The title ends; the unit is still occupied.', {
    cause: oneOf(TERMINATION_CAUSES, 'Why the title ended.'),
  }),
  UnitReleased: event('The keys are back: the unit is vacant, to be assessed; a void begins.', {}),
  UnitInspected: event('A vacant unit is assessed.', {
    outcome: oneOf(INSPECTION_OUTCOMES, 'The vacant state that the inspection found.'),
  }),
  UnitIncludedInLot: event('The unit enters a lot of a renovation or new-build programme.', {
    programme: code('Id of the programme.'),
    lot: code('Id of the lot in the programme.'),
  }),
  UnitRemovedFromLot: event('The unit leaves its lot.', {
    programme: code('Id of the programme.'),
    lot: code('Id of the lot in the programme.'),
  }),
  UnitPlacedUnderMaintenance: event('Major works begin (manutenzione straordinaria).', {
    expectedOn: Type.Optional(date('Expected end of the works.')),
  }),
  MaintenanceForecastRevised: event('The expected end of the works changes.', {
    expectedOn: date('New expected end.'),
  }),
  MaintenanceCompleted: event('The works are done: the unit is lettable.', {}),
  AssignmentProposed: event('The unit is proposed to a household.', {
    notice: Type.Optional(code('The public notice.')),
  }),
  AssignmentDeclined: event('The proposal is declined: the unit is as it was before.', {}),
  UnitAssigned: event('The unit is let; the void ends.', {
    channel: oneOf(ASSIGNMENT_CHANNELS, 'By which channel.'),
    notice: Type.Optional(code('The public notice.')),
    household: Type.Optional(code('Opaque reference of the household. Never a name or a fiscal code.')),
    indigent: Type.Optional(flag('To an indigent household (r.r. 4/2017, art. 13).')),
    asIs: Type.Optional(flag('As is, works at the tenant’s charge (r.r. 4/2017, art. 10).')),
    swapWith: Type.Optional(uuid('The other unit of a consensual swap.')),
  }),
  UnitMovedToSat: event('The unit is designated for transitory services (SAT).', {
    until: date('Last day of the designation.'),
  }),
  SatRenewed: event('The SAT designation is prolonged.', { until: date('New last day.') }),
  UnitReturnedFromSat: event('The SAT designation ends.', {}),
  UntitledOccupationFound: event('The unit is found occupied without title.', {}),
  UnitRecovered: event('The unit is recovered from an untitled occupation: vacant, to be assessed.', {}),
  ReleaseForecast: event('The unit is expected to be released.', { expectedOn: date('Expected date of release.') }),
  ReleaseForecastWithdrawn: event('The release is no longer expected.', {}),
  ServiceClassChanged: event('The unit changes between SAP, SAS and other.', {
    to: oneOf(SERVICE_CLASSES, 'The new class.'),
  }),
  OwnershipTransferred: event('The unit has another owner.', { to: owner }),
  UnitDelivered: event('A planned unit or one under construction enters the stock, lettable.', {}),
  UnitConferred: event('A private owner confers the unit under a convention.', {
    conferral: code('Id of the conferral.'),
  }),
  UnitIncludedInNotice: event('The unit is offered in a public notice.', { notice: code('Id of the notice.') }),
  UnitRemovedFromNotice: event('The unit is withdrawn from a public notice.', { notice: code('Id of the notice.') }),
  UnitValorised: event('The unit is set aside for valorisation or sale (l.r. 16/2016, art. 31).', {
    purpose: oneOf(['valorisation', 'sale'], 'What it is set aside for.'),
  }),
  ValorisationEnded: event('The unit is as it was before it was set aside.', {}),
  UnitAlienated: event('The unit is sold or given away: out of stock.', {
    toTenant: Type.Optional(flag('Sold to the tenant who lives there.')),
  }),
  UnitDemolished: event('The unit is demolished: out of stock.', {}),
  UnitSplit: event('The unit is divided into new ones: out of stock.', {
    into: Type.Array(uuid('A new unit.'), { minItems: 2, maxItems: 50, description: 'The new units.' }),
  }),
  UnitReclassifiedOut: event('The unit is no longer public housing: out of stock.', {}),
  SourceStatusReported: event('A source reports a status in its own codes; no effect by itself.', {
    system: code('The system whose code it is.'),
    code: text('The code, verbatim.', 50),
    label: text('The label, verbatim.', 200),
    mapping: code('Version of the mapping table used.'),
    mapsTo: text('The lifecycle state the table gives, or UNMAPPED.', 40),
  }),
  EventAnnulled: eventAnnulled,
} as const;

export type UnitEvent = EventOf<typeof unitEvents>;
export type UnitEventType = UnitEvent['type'];
/** An event that states a fact about the unit: every one but a correction. */
export type UnitFact = Exclude<UnitEvent, { type: 'EventAnnulled' }>;
