import type { CivilDate } from '#temporal';
import type { ProvisionalList, UnitState } from '#units/domain';

/**
 * A unit's state is split in two. Its *shape* is what the fold decides on: enumerations, flags, and which values are
 * there at all; a few hundred shapes serve a whole region. Its *slots* are the values that the fold only carries
 * about: owners, dates, names of lots. Aliases are a slot of their own kind (see transitions.ts).
 */
export const SLOTS = [
  'owner',
  'municipality',
  'ambito',
  'provisional',
  'registeredOn',
  'programme',
  'lot',
  'includedOn',
  'satFrom',
  'satUntil',
  'notice',
  'conferral',
  'voidSince',
  'worksEndedOn',
  'lastDeliveredOn',
  'mergedInto',
  'mergedRevision',
  'aliases',
] as const;
export type Slot = (typeof SLOTS)[number];

/** Where a slot stands in the arrays that hold them. */
export const SLOT = Object.fromEntries(SLOTS.map((slot, index) => [slot, index])) as Readonly<Record<Slot, number>>;

/** The slots that tell units apart in counts; together they are a unit's place. */
export const PLACE_SLOTS: readonly number[] = [
  SLOT.ambito,
  SLOT.owner,
  SLOT.municipality,
  SLOT.conferral,
  SLOT.programme,
  SLOT.lot,
];

/** The values of a state's slots but its aliases; null where the state has none. */
export interface SlotValues {
  readonly owner: string;
  readonly municipality: string | null;
  readonly ambito: string;
  readonly provisional: { readonly list: ProvisionalList; readonly ordinal: number } | null;
  readonly registeredOn: CivilDate;
  readonly programme: string | null;
  readonly lot: string | null;
  readonly includedOn: CivilDate | null;
  readonly satFrom: CivilDate | null;
  readonly satUntil: CivilDate | null;
  readonly notice: string | null;
  readonly conferral: string | null;
  readonly voidSince: CivilDate | null;
  readonly worksEndedOn: CivilDate | null;
  readonly lastDeliveredOn: CivilDate | null;
  readonly mergedInto: string | null;
  readonly mergedRevision: number | null;
}

/** What the fold decides on. */
export interface Shape {
  readonly stock: UnitState['stock'];
  readonly outReason: UnitState['outReason'];
  readonly serviceClass: UnitState['serviceClass'];
  readonly lifecycle: UnitState['lifecycle'];
  readonly before: UnitState['before'];
  readonly titleEnded: UnitState['titleEnded'];
  readonly saleOrValorisation: UnitState['saleOrValorisation'];
  readonly lotDelivered: boolean | null;
  readonly sat: boolean;
  readonly openVoid: { readonly firstLet: boolean } | null;
  readonly merged: 'duplicate' | 'joined' | null;
}

export function slotsOf(state: UnitState): SlotValues {
  return {
    owner: state.owner,
    municipality: state.municipality,
    ambito: state.ambito,
    provisional: state.provisional,
    registeredOn: state.registeredOn,
    programme: state.lot && state.lot.programme,
    lot: state.lot && state.lot.lot,
    includedOn: state.lot && state.lot.includedOn,
    satFrom: state.sat && state.sat.from,
    satUntil: state.sat && state.sat.until,
    notice: state.notice,
    conferral: state.conferral,
    voidSince: state.openVoid && state.openVoid.since,
    worksEndedOn: state.openVoid && state.openVoid.worksEndedOn,
    lastDeliveredOn: state.lastDeliveredOn,
    mergedInto: state.merged && state.merged.into,
    mergedRevision: state.merged && state.merged.revision,
  };
}

export function shapeOf(state: UnitState): Shape {
  return {
    stock: state.stock,
    outReason: state.outReason,
    serviceClass: state.serviceClass,
    lifecycle: state.lifecycle,
    before: state.before,
    titleEnded: state.titleEnded,
    saleOrValorisation: state.saleOrValorisation,
    lotDelivered: state.lot && state.lot.delivered,
    sat: state.sat !== null,
    openVoid: state.openVoid && { firstLet: state.openVoid.firstLet },
    merged: state.merged && state.merged.kind,
  };
}

/** The inverse of {@link shapeOf} and {@link slotsOf}. */
export function stateOf(shape: Shape, slots: SlotValues, aliases: UnitState['aliases']): UnitState {
  return {
    stock: shape.stock,
    outReason: shape.outReason,
    serviceClass: shape.serviceClass,
    lifecycle: shape.lifecycle,
    before: shape.before,
    owner: slots.owner,
    municipality: slots.municipality,
    ambito: slots.ambito,
    aliases,
    provisional: slots.provisional,
    registeredOn: slots.registeredOn,
    titleEnded: shape.titleEnded,
    lot: lotOf(shape, slots),
    sat: shape.sat ? { from: slots.satFrom!, until: slots.satUntil! } : null,
    notice: slots.notice,
    conferral: slots.conferral,
    saleOrValorisation: shape.saleOrValorisation,
    openVoid: shape.openVoid && {
      since: slots.voidSince,
      worksEndedOn: slots.worksEndedOn,
      firstLet: shape.openVoid.firstLet,
    },
    lastDeliveredOn: slots.lastDeliveredOn,
    merged: shape.merged && { into: slots.mergedInto!, kind: shape.merged, revision: slots.mergedRevision! },
  };
}

/** The lot that a state of this shape is in; null for none. */
export function lotOf(
  { lotDelivered }: Shape,
  { programme, lot, includedOn }: Pick<SlotValues, 'programme' | 'lot' | 'includedOn'>,
): UnitState['lot'] {
  if (lotDelivered === null) return null;
  return { programme: programme!, lot: lot!, includedOn: includedOn!, delivered: lotDelivered };
}
