import { EVENT_ANNULLED, type CivilDate, type Fact } from '#temporal';
import { unitEvents, type UnitEvent } from '#units/domain';

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

const KNOWN_TYPES: ReadonlySet<string> = new Set(Object.keys(unitEvents));

/** False for a type that no event of a unit has: passing over it would make views of half a history. */
export function isKnownType(type: string): boolean {
  return KNOWN_TYPES.has(type);
}

/** The data that are kept of a unit's event, as JSON; null when its type, its date and the event it means say all. */
export function essence(type: string, data: object): string | null {
  const left = type === EVENT_ANNULLED ? ANNULMENT_LEFT : (LEFT_BY_TYPE.get(type) ?? NO_FIELDS);
  let kept: Record<string, unknown> | undefined;
  // Asked of every event: a list of its fields would cost as much again. Data read from JSON inherit nothing.
  for (const field in data) {
    if (NEVER_KEPT.has(field) || left.has(field)) continue;
    kept ??= {};
    kept[field] = (data as Readonly<Record<string, unknown>>)[field];
  }
  return kept ? JSON.stringify(kept) : null;
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
  /** As JSON, or as read from it: what is said again and again is read once. */
  readonly essence: string | Readonly<Record<string, unknown>> | null;
  /**
   * Revision of the event that this one annuls or stands in for; null when it means none, or none that came before it in
   * its stream: such a correction corrects nothing.
   */
  readonly means: number | null;
}

/** The fact again, for the folds. Inside a stream a revision is as good a name as an id, and shorter. */
export function factOf({ type, revision, position, effectiveOn, essence: kept, means }: KeptRow): KeptFact {
  const data = (typeof kept === 'string' ? JSON.parse(kept) : { ...kept }) as {
    effectiveOn: CivilDate;
    target?: string;
    replaces?: string;
  };
  data.effectiveOn = effectiveOn;
  if (means !== null) data[type === EVENT_ANNULLED ? 'target' : 'replaces'] = String(means);
  return { id: String(revision), revision, position, type, data };
}
