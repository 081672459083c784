import type { Fact } from '#temporal';
import type { UnitEvent } from '#units/domain';
import type { Subject } from './subject.js';

/** An event as a projection keeps it: what the folds need of it, and nothing that only the log has to tell. */
export type KeptFact = Fact;

type FieldsLeftInLog = { readonly [E in UnitEvent as E['type']]?: readonly (keyof E['data'])[] };

/** Fields of a unit's events that no fold reads. Listed one by one, so that a new field is kept until somebody says no. */
const LEFT_IN_LOG: FieldsLeftInLog = {
  UnitRegistered: ['census', 'additionalStock', 'splitFrom'],
  UnitAssigned: ['notice', 'household', 'indigent', 'asIs', 'swapWith'],
  UnitSplit: ['into'],
  SourceStatusReported: ['system', 'code', 'label', 'mapping', 'mapsTo'],
};

const LEFT_BY_TYPE: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(LEFT_IN_LOG).map(([type, fields]) => [type, new Set<string>(fields)]),
);
const NO_FIELDS: ReadonlySet<string> = new Set();

/**
 * The data that are kept of an event, as JSON; null when its type and date say all. The date has its own place, and the
 * texts of acts, notes and reasons are for readers of the log.
 */
export function essence(kind: Subject['kind'], type: string, data: object): string | null {
  if (kind === 'other') return null;
  const left = kind === 'unit' ? (LEFT_BY_TYPE.get(type) ?? NO_FIELDS) : NO_FIELDS;
  let kept: Record<string, unknown> | undefined;
  for (const [field, value] of Object.entries(data)) {
    if (field === 'effectiveOn' || field === 'act' || field === 'note' || left.has(field)) continue;
    if (field === 'reason' && type === 'EventAnnulled') continue;
    kept ??= {};
    kept[field] = value;
  }
  return kept ? JSON.stringify(kept) : null;
}

/** The inverse of {@link essence}, for the folds. */
export function dataOf(effectiveOn: string, kept: string | null): Fact['data'] {
  return kept === null ? { effectiveOn } : { ...(JSON.parse(kept) as object), effectiveOn };
}
