import { EVENT_ANNULLED, type CivilDate, type Fact } from '#temporal';
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

/** Fields that have their own place (the date, the event that is meant), and texts for readers of the log. */
const NEVER_KEPT: ReadonlySet<string> = new Set(['effectiveOn', 'act', 'note', 'replaces']);
const ANNULMENT_LEFT: ReadonlySet<string> = new Set(['target', 'reason']);

/** The data that are kept of an event, as JSON; null when its type, its date and the event it means say all. */
export function essence(kind: Subject['kind'], type: string, data: object): string | null {
  if (kind === 'other') return null;
  const left = leftInLog(kind, type);
  let kept: Record<string, unknown> | undefined;
  for (const [field, value] of Object.entries(data)) {
    if (NEVER_KEPT.has(field) || left.has(field)) continue;
    kept ??= {};
    kept[field] = value;
  }
  return kept ? JSON.stringify(kept) : null;
}

function leftInLog(kind: Subject['kind'], type: string): ReadonlySet<string> {
  if (type === EVENT_ANNULLED) return ANNULMENT_LEFT;
  return (kind === 'unit' ? LEFT_BY_TYPE.get(type) : undefined) ?? NO_FIELDS;
}

/** Id of the event of the same stream that this one annuls or stands in for. */
export function meantEvent(type: string, data: object): string | undefined {
  const { target, replaces } = data as { readonly target?: string; readonly replaces?: string };
  return type === EVENT_ANNULLED ? target : replaces;
}

/** What a store keeps of an event's row, for the folds. */
export interface KeptRow {
  readonly type: string;
  readonly revision: number;
  readonly position: number;
  readonly effectiveOn: CivilDate;
  readonly essence: string | null;
  /**
   * Revision of the event that this one annuls or stands in for; null when it means none, or none that came before it in
   * its stream: such a correction corrects nothing.
   */
  readonly means: number | null;
}

/** The fact again, for the folds. Inside a stream a revision is as good a name as an id, and shorter. */
export function factOf({ type, revision, position, effectiveOn, essence: kept, means }: KeptRow): KeptFact {
  const data = (kept === null ? {} : JSON.parse(kept)) as {
    effectiveOn: CivilDate;
    target?: string;
    replaces?: string;
  };
  data.effectiveOn = effectiveOn;
  if (means !== null) data[type === EVENT_ANNULLED ? 'target' : 'replaces'] = String(means);
  return { id: String(revision), revision, position, type, data };
}
