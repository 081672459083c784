import type { StoredEvent } from '#event-store';
import { PoisonEvent } from '../port.js';
import { essence, isKnownType, meantEvent } from '../projections/kept-fact.js';
import { isOfUnit } from '../projections/project-stream.js';
import { dayOf } from './days.js';

/** What is kept of an event: where it is, what an auditor filters by, and what the folds need; numbers stand for names. */
export interface EventRecord {
  readonly position: number;
  readonly stream: number;
  readonly revision: number;
  readonly type: number;
  /** Days since 1970; null where the event speaks of no date. */
  readonly effective: number | null;
  /** Recorded time in milliseconds, made monotone in position order. */
  readonly known: number;
  readonly actor: number;
  /** Id of the event that a unit's correction means. */
  readonly meant: string | null;
  readonly essence: KeptEssence;
}

/**
 * The essence of an event: null where there is none, its number among the names where it is short, for then it is said again
 * and again, and the text itself where it is long.
 */
export type KeptEssence = number | string | null;

/** Longest essence that is numbered, in characters. Longer ones describe one unit, and would stand in the index of names too. */
const NUMBERED = 64;

/** Numbers of names: the same for the same name. */
export interface Numbers {
  id(name: string): number;
}

/** What is looked at of an event to keep it. */
export type EventSaid = Pick<StoredEvent, 'position' | 'stream' | 'revision' | 'type' | 'data'> & {
  readonly actor: string;
};

/**
 * @param knownMillis recorded time, made monotone in position order
 * @param names of types, actors and short essences
 * @throws PoisonEvent
 */
export function recordOf(event: EventSaid, knownMillis: number, streams: Numbers, names: Numbers): EventRecord {
  const { position, stream, revision, type, data, actor } = event;
  try {
    const effective = effectiveDay(data);
    const ofUnit = isOfUnit(stream);
    if (ofUnit && !isKnownType(type)) throw new TypeError('this version of the program knows no such event of a unit');
    if (ofUnit && effective === null) throw new TypeError('it has no date');
    const meant = ofUnit ? (meantEvent(type, data) ?? null) : null;
    const text = ofUnit ? essence(type, data) : null;
    const kept = text !== null && text.length <= NUMBERED ? names.id(text) : text;
    return {
      position,
      stream: streams.id(stream),
      revision,
      type: names.id(type),
      effective,
      known: knownMillis,
      actor: names.id(actor),
      meant,
      essence: kept,
    };
  } catch (error) {
    throw new PoisonEvent(position, stream, type, error instanceof Error ? error.message : String(error));
  }
}

/** @throws RangeError what stands for a date is none */
function effectiveDay(data: object): number | null {
  const { effectiveOn } = data as { readonly effectiveOn?: string };
  return effectiveOn === undefined ? null : dayOf(effectiveOn);
}
