import { DECLARABLE_STATES, PROVISIONAL_LISTS, SERVICE_CLASSES, type LifecycleState } from '#units/domain';

/** What a registration says, packed into the two parameters of a row. */
export interface Registration {
  /** Index in SERVICE_CLASSES. */
  readonly serviceClass: number;
  readonly lifecycle: Exclude<LifecycleState, 'OUT_OF_STOCK'>;
  readonly planned: boolean;
  readonly additional: boolean;
  /** Index in PROVISIONAL_LISTS; -1: not provisional. */
  readonly list: number;
  readonly municipalityKnown: boolean;
  readonly census: boolean;
  /** Places of the aliases, one bit each. */
  readonly slots: number;
  /** Of a provisional unit. */
  readonly ordinal: number;
}

export const SAP = SERVICE_CLASSES.indexOf('SAP');
export const SAS = SERVICE_CLASSES.indexOf('SAS');
export const LIST_OF_STOCK = PROVISIONAL_LISTS.indexOf('a');

/** The registration's first parameter; the second is its ordinal. */
export function packed(said: Registration): number {
  return (
    said.serviceClass |
    (DECLARABLE_STATES.indexOf(said.lifecycle) << 2) |
    (Number(said.planned) << 6) |
    (Number(said.additional) << 7) |
    ((said.list + 1) << 8) |
    (Number(said.municipalityKnown) << 11) |
    (Number(said.census) << 12) |
    (said.slots << 13)
  );
}

export function unpacked(a: number, ordinal: number): Registration {
  return {
    serviceClass: a & 3,
    lifecycle: DECLARABLE_STATES[(a >> 2) & 15]!,
    planned: Boolean(a & 64),
    additional: Boolean(a & 128),
    list: ((a >> 8) & 7) - 1,
    municipalityKnown: Boolean(a & 2048),
    census: Boolean(a & 4096),
    slots: a >> 13,
    ordinal,
  };
}
